package dev.keyfob.cli.webhook;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.webhook.Delivery;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code webhook test}. */
@Command(
        name = "test",
        description = "Send an event of the type webhook.test to a webhook now, once, and print the result.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob webhook test ID"})
final class TestWebhookCommand implements Callable<Integer> {

    private final Supplier<WebhookVerbs> webhooks;
    private final Terminal terminal;

    @Mixin
    private WebhookArgument webhook;

    TestWebhookCommand(Supplier<WebhookVerbs> webhooks, Terminal terminal) {
        this.webhooks = webhooks;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Delivery tested = webhooks.get().pingWebhook.ping(OPERATOR, webhook.among(webhooks.get()));
        if (tested.state() != DeliveryState.DELIVERED) {
            throw new CommandFailed("It did not arrive: " + tested.note() + ".");
        }
        terminal.err().println("It arrived: " + tested.note() + ".");
        return ExitCode.DONE;
    }
}
