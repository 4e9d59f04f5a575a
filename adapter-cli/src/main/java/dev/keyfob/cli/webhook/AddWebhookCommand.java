package dev.keyfob.cli.webhook;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.application.webhook.AddWebhook;
import dev.keyfob.cli.command.Candidates;
import dev.keyfob.cli.command.SecretOutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.WebhookName;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Implements {@code webhook add}. */
@Command(
        name = "add",
        description = "Add a webhook. Its id and its signing secret are printed once, on two lines: the id first.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  keyfob webhook add https://hooks.example.com/keyfob > webhook.txt",
            "  keyfob webhook add https://hooks.example.com/keyfob --name Billing --event token.revoked"
        })
final class AddWebhookCommand implements Callable<Integer> {

    private final Supplier<WebhookVerbs> webhooks;

    @Parameters(paramLabel = "URL", description = "Such as https://hooks.example.com/keyfob.")
    private String url;

    @Option(names = "--name", paramLabel = "NAME", description = "A name to tell webhooks apart. Default: its host.")
    private String name;

    @Option(
            names = "--event",
            paramLabel = "EVENT",
            completionCandidates = Candidates.Events.class,
            description = "Only this event, such as token.revoked; repeat for more. Default: all of token.created,"
                    + " token.revoked, token.rotated, token.reused, token.expiring, user.disabled, user.removed.")
    private List<String> events;

    @Mixin
    private SecretOutputOption output;

    AddWebhookCommand(Supplier<WebhookVerbs> webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public Integer call() {
        output.requireSecretToBePrinted();
        WebhookUrl address = WebhookUrl.parse(url);
        Set<EventType> types = EventType.parse(Optional.ofNullable(events).orElse(List.of()));
        AddWebhook addWebhook = webhooks.get().addWebhook;
        ShownSigningSecret.print(
                name == null
                        ? addWebhook.add(OPERATOR, address, types)
                        : addWebhook.add(OPERATOR, WebhookName.parse(name), address, types),
                output);
        return ExitCode.DONE;
    }
}
