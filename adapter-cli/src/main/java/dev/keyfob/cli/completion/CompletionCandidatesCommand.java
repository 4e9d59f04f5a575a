package dev.keyfob.cli.completion;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.ClientVerbs;
import dev.keyfob.application.UseCases.PickUpVerbs;
import dev.keyfob.application.UseCases.TokenVerbs;
import dev.keyfob.application.UseCases.UserVerbs;
import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.user.UserFilter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Prints the values of one kind, such as users' addresses or tokens' ids, one a line. The completion scripts of shells
 * call it.
 */
@Command(
        name = "complete",
        hidden = true,
        description = "Used by the completion of shells to list what fits.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob complete users"})
public final class CompletionCandidatesCommand implements Callable<Integer> {

    /** One page is enough: nobody reads more candidates than that. */
    private static final PageRequest SOME = PageRequest.first();

    private final Supplier<TokenVerbs> tokens;
    private final Supplier<UserVerbs> users;
    private final Supplier<ClientVerbs> clients;
    private final Supplier<WebhookVerbs> webhooks;
    private final Supplier<PickUpVerbs> pickUps;
    private final Terminal terminal;

    @Parameters(paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.")
    private ValueKind kind;

    public CompletionCandidatesCommand(
            Supplier<TokenVerbs> tokens,
            Supplier<UserVerbs> users,
            Supplier<ClientVerbs> clients,
            Supplier<WebhookVerbs> webhooks,
            Supplier<PickUpVerbs> pickUps,
            Terminal terminal) {
        this.tokens = tokens;
        this.users = users;
        this.clients = clients;
        this.webhooks = webhooks;
        this.pickUps = pickUps;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        candidates().forEach(terminal.out()::println);
        terminal.out().flush();
        return ExitCode.DONE;
    }

    private Stream<String> candidates() {
        return switch (kind) {
            case USERS ->
                users.get().listUsers.list(OPERATOR, UserFilter.everyone(), SOME).items().stream()
                        .map(user -> user.email().value());
            case TOKENS ->
                tokens
                        .get()
                        .listTokens
                        .list(OPERATOR, TokenFilter.everything(), TokenOrder.NEWEST_FIRST, SOME)
                        .items()
                        .stream()
                        .map(token -> token.id().toString());
            case CLIENTS ->
                clients.get().listClients.list(OPERATOR).stream()
                        .map(client -> client.name().value());
            case WEBHOOKS ->
                webhooks.get().listWebhooks.list(OPERATOR).stream()
                        .map(webhook -> webhook.id().toString());
            case PICKUPS ->
                pickUps.get().listPickUps.all(OPERATOR).stream()
                        .map(pickUp -> pickUp.token().toString());
            case PERMISSIONS ->
                users.get().showCatalogue.show(OPERATOR).stream()
                        .map(entry -> entry.permission().name());
            case ROLES -> users.get().showCatalogue.roles(OPERATOR).stream().map(role -> role.name());
            case FILES -> Stream.empty();
        };
    }
}
