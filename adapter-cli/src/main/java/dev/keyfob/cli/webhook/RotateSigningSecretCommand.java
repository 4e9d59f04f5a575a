package dev.keyfob.cli.webhook;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.cli.command.SecretOutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.usage.Examples;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code webhook rotate-secret}. */
@Command(
        name = "rotate-secret",
        description = "Give a webhook another signing secret. For 24 hours deliveries are signed with both.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob webhook rotate-secret ID > webhook.txt"})
final class RotateSigningSecretCommand implements Callable<Integer> {

    private final Supplier<WebhookVerbs> webhooks;

    @Mixin
    private WebhookArgument webhook;

    @Mixin
    private SecretOutputOption output;

    RotateSigningSecretCommand(Supplier<WebhookVerbs> webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public Integer call() {
        output.requireSecretToBePrinted();
        ShownSigningSecret.print(
                webhooks.get().rotateWebhookSecret.rotate(OPERATOR, webhook.among(webhooks.get())), output);
        return ExitCode.DONE;
    }
}
