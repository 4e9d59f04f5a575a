package dev.keyfob.cli.webhook;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.webhook.DeliveryId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Implements {@code webhook retry}. */
@Command(
        name = "retry",
        description = "Retry deliveries now; if that fails, the full retry schedule starts again.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob webhook retry ID"})
final class RetryDeliveriesCommand implements Callable<Integer> {

    private final Supplier<WebhookVerbs> webhooks;
    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "The ids of deliveries.")
    private List<String> ids;

    RetryDeliveriesCommand(Supplier<WebhookVerbs> webhooks, Terminal terminal) {
        this.webhooks = webhooks;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<DeliveryId> wanted = ids.stream().map(DeliveryId::parse).toList();
        wanted.forEach(id -> webhooks.get().retryDelivery.retry(OPERATOR, id));
        terminal.err().println(wanted.size() == 1 ? "It is sent again now." : wanted.size() + " are sent again now.");
        return ExitCode.DONE;
    }
}
