package dev.keyfob.cli.webhook;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookName;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Implements {@code webhook rename}. */
@Command(
        name = "rename",
        description = "Give a webhook another name.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob webhook rename ID Billing"})
final class RenameWebhookCommand implements Callable<Integer> {

    private final Supplier<WebhookVerbs> webhooks;
    private final Terminal terminal;

    @Mixin
    private WebhookArgument webhook;

    @Parameters(index = "1", paramLabel = "NAME", description = "Such as Billing.")
    private String name;

    RenameWebhookCommand(Supplier<WebhookVerbs> webhooks, Terminal terminal) {
        this.webhooks = webhooks;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        WebhookName wanted = WebhookName.parse(name);
        Webhook before = webhooks.get().renameWebhook.rename(OPERATOR, webhook.among(webhooks.get()), wanted);
        terminal.err().println("The webhook " + before.name() + " is called " + wanted + " now.");
        return ExitCode.DONE;
    }
}
