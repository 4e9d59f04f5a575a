package dev.keyfob.cli.webhook;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.webhook.Webhook;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code webhook pause}. */
@Command(
        name = "pause",
        description = "Pause a webhook: it gets no new events until it is resumed.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob webhook pause ID"})
final class PauseWebhookCommand implements Callable<Integer> {

    private final Supplier<WebhookVerbs> webhooks;
    private final Terminal terminal;

    @Mixin
    private WebhookArgument webhook;

    PauseWebhookCommand(Supplier<WebhookVerbs> webhooks, Terminal terminal) {
        this.webhooks = webhooks;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Webhook paused = webhooks.get().pauseWebhook.pause(OPERATOR, webhook.among(webhooks.get()));
        terminal.err().println("The webhook " + paused.name() + " is paused.");
        return ExitCode.DONE;
    }
}
