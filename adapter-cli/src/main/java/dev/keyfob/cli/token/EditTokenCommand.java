package dev.keyfob.cli.token;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.token.TokenEdit;
import dev.keyfob.cli.command.RestrictionParser;
import dev.keyfob.cli.command.TokenArgument;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Implements {@code token edit}. A property without an option stays as it is. */
@Command(
        name = "edit",
        description =
                "Change a token's name, note, expiry, permissions or networks, within the policy. Its secret stays.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  keyfob token edit ID --name \"Build server 2\" --expires 30d",
            "  keyfob token edit ID --network 10.0.0.0/8"
        })
final class EditTokenCommand implements Callable<Integer> {

    private final Supplier<TokenVerbs> tokens;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TokenArgument token;

    @Option(names = "--name", paramLabel = "NAME", description = "Its new name.")
    private String name;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "What people should know about it, up to 500 characters. An empty text removes the note.")
    private String note;

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description = "30d from now, a date, a time, or never. The policy limits its whole life, counted from its"
                    + " creation.")
    private String expires;

    @Option(
            names = "--permission",
            paramLabel = "PERMISSION",
            description = "Narrow it to this permission; repeatable. The word all removes the restriction.")
    private List<String> permissions;

    @Option(
            names = "--network",
            paramLabel = "CIDR",
            description = "Usable only from this address or network; repeatable. The word any removes the restriction.")
    private List<String> networks;

    EditTokenCommand(Supplier<TokenVerbs> tokens, Terminal terminal) {
        this.tokens = tokens;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (name == null && note == null && expires == null && permissions == null && networks == null) {
            throw new ParameterException(
                    spec.commandLine(), "Say what to change: --name, --note, --expires, --permission or --network.");
        }
        TokenEdit edit = new TokenEdit(
                Optional.ofNullable(name).map(TokenName::parse),
                Optional.ofNullable(expires).map(text -> Expiry.parse(text, ZoneOffset.UTC)),
                Optional.ofNullable(permissions)
                        .map(names ->
                                names.equals(List.of("all")) ? Narrowing.none() : RestrictionParser.narrowing(names)),
                Optional.ofNullable(networks)
                        .map(words ->
                                words.equals(List.of("any")) ? Networks.any() : RestrictionParser.networks(words)),
                Optional.ofNullable(note).map(TokenNote::parse));
        tokens.get().editToken.edit(OPERATOR, token.among(tokens.get()), edit);
        terminal.err().println("Changed token " + token + ".");
        return ExitCode.DONE;
    }
}
