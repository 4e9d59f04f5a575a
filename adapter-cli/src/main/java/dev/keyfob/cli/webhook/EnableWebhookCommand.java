package dev.keyfob.cli.webhook;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code webhook enable}. Does the same as {@link ResumeWebhookCommand}. */
@Command(
        name = "enable",
        description = "The same as resume.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob webhook enable ID"})
final class EnableWebhookCommand implements Callable<Integer> {

    private final Supplier<WebhookVerbs> webhooks;
    private final Terminal terminal;

    @Mixin
    private WebhookArgument webhook;

    EnableWebhookCommand(Supplier<WebhookVerbs> webhooks, Terminal terminal) {
        this.webhooks = webhooks;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ResumeWebhookCommand.resume(webhook, webhooks.get(), terminal);
        return ExitCode.DONE;
    }
}
