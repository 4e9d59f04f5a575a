package dev.keyfob.cli.webhook;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.Webhook;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Implements {@code webhook list}. */
@Command(
        name = "list",
        description = "List the webhooks, the first added first.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob webhook list"})
final class ListWebhooksCommand implements Callable<Integer> {

    private final Supplier<WebhookVerbs> webhooks;

    @Mixin
    private OutputOption output;

    ListWebhooksCommand(Supplier<WebhookVerbs> webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public Integer call() {
        RecordPrinter table = new RecordPrinter(
                        "id",
                        "name",
                        "url",
                        "events",
                        "state",
                        "created_at",
                        "last_success_at",
                        "last_failure_at",
                        "disabled_because")
                .withShortIds()
                .brief("id", "name", "state", "events", "last_success_at", "last_failure_at");
        webhooks.get().listWebhooks.list(OPERATOR).forEach(webhook -> add(table, webhook));
        output.print(table);
        return ExitCode.DONE;
    }

    private static void add(RecordPrinter table, Webhook webhook) {
        table.add(
                webhook.id().toString(),
                webhook.name().value(),
                webhook.url().shown(),
                webhook.events().stream().sorted().map(EventType::code).toList(),
                webhook.isActive() ? "enabled" : "disabled",
                webhook.createdAt().toString(),
                webhook.deliveredAt().map(Instant::toString).orElse(null),
                webhook.failedAt().map(Instant::toString).orElse(null),
                webhook.paused().map(Webhook.Pause::why).orElse(null));
    }
}
