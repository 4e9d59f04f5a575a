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

/** Implements {@code webhook resume}. */
@Command(
        name = "resume",
        description = "Resume a webhook that was paused by hand, or because deliveries failed.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob webhook resume ID"})
final class ResumeWebhookCommand implements Callable<Integer> {

    private final Supplier<WebhookVerbs> webhooks;
    private final Terminal terminal;

    @Mixin
    private WebhookArgument webhook;

    ResumeWebhookCommand(Supplier<WebhookVerbs> webhooks, Terminal terminal) {
        this.webhooks = webhooks;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        resume(webhook, webhooks.get(), terminal);
        return ExitCode.DONE;
    }

    static void resume(WebhookArgument webhook, WebhookVerbs webhooks, Terminal terminal) {
        Webhook enabled = webhooks.resumeWebhook.resume(OPERATOR, webhook.among(webhooks));
        terminal.err().println("The webhook to " + enabled.url() + " is enabled. What waited for it is sent now.");
    }
}
