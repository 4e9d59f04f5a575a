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

/** Implements {@code webhook remove}. */
@Command(
        name = "remove",
        description = "Remove a webhook and all its deliveries, sent or waiting.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob webhook remove ID"})
final class RemoveWebhookCommand implements Callable<Integer> {

    private final Supplier<WebhookVerbs> webhooks;
    private final Terminal terminal;

    @Mixin
    private WebhookArgument webhook;

    RemoveWebhookCommand(Supplier<WebhookVerbs> webhooks, Terminal terminal) {
        this.webhooks = webhooks;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Webhook removed = webhooks.get().removeWebhook.remove(OPERATOR, webhook.among(webhooks.get()));
        terminal.err().println("Removed the webhook to " + removed.url() + ".");
        return ExitCode.DONE;
    }
}
