package dev.keyfob.cli.client;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.ClientVerbs;
import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.command.SecretOutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.client.ClientName;
import java.time.Instant;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The {@code client} commands of the operator, for API clients. */
@Command(
        name = "client",
        description = "Add, list, rotate and remove the API clients that may introspect and revoke tokens.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob client add orders-api > client.txt"})
public final class ApiClientCommands {

    private final Supplier<ClientVerbs> clients;
    private final Terminal terminal;

    public ApiClientCommands(Supplier<ClientVerbs> clients, Terminal terminal) {
        this.clients = clients;
        this.terminal = terminal;
    }

    @Command(
            description = "Register a client. Its id and its secret are printed once, on two lines: the id first.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob client add orders-api > client.txt"})
    int add(
            @Parameters(paramLabel = "NAME", description = "Such as orders-api.") String name,
            @Mixin SecretOutputOption output) {
        output.requireSecretToBePrinted();
        return shown(clients.get().addClient.add(OPERATOR, ClientName.parse(name)), output);
    }

    @Command(
            description = "Give a client another secret. The earlier one is refused at once.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob client rotate orders-api > client.txt"})
    int rotate(
            @Parameters(paramLabel = "NAME", description = "The client's name.") String name,
            @Mixin SecretOutputOption output) {
        output.requireSecretToBePrinted();
        return shown(clients.get().rotateClientSecret.rotate(OPERATOR, ClientName.parse(name)), output);
    }

    @Command(
            description = "Remove a client. Its requests are refused from now on.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob client remove orders-api"})
    int remove(@Parameters(paramLabel = "NAME", description = "The client's name.") String name) {
        clients.get().removeClient.remove(OPERATOR, ClientName.parse(name));
        terminal.err().println("Removed the client " + name + ".");
        return ExitCode.DONE;
    }

    @Command(
            description = "List the clients, by name.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob client list"})
    int list(@Mixin OutputOption output) {
        RecordPrinter table = new RecordPrinter("id", "name", "created_at", "last_used_at").namedBy("name");
        clients.get()
                .listClients
                .list(OPERATOR)
                .forEach(client -> table.add(
                        client.id().value(),
                        client.name().value(),
                        client.createdAt().toString(),
                        client.lastUsedAt().map(Instant::toString).orElse(null)));
        output.print(table);
        return ExitCode.DONE;
    }

    private static int shown(ClientWithSecret registered, SecretOutputOption output) {
        RecordPrinter table = new RecordPrinter("id", "name", "created_at", "secret");
        table.add(
                registered.client().id().value(),
                registered.client().name().value(),
                registered.client().createdAt().toString(),
                registered.secret().reveal());
        output.print(
                table,
                "The id and the secret of the client " + registered.client().name()
                        + ". You won't be able to see the secret again:",
                "It is valid nevertheless: create another with keyfob client rotate "
                        + registered.client().name() + ", or remove the client.",
                registered.client().id(),
                registered.secret().reveal());
        return ExitCode.DONE;
    }
}
