package dev.keyfob.cli.webhook;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.cli.command.Candidates;
import dev.keyfob.cli.command.Codes;
import dev.keyfob.cli.command.LimitOption;
import dev.keyfob.cli.command.Listing;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.WebhookId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Implements {@code webhook deliveries}. */
@Command(
        name = "deliveries",
        description = "List webhook deliveries, sent and waiting, newest first.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob webhook deliveries --state failed", "  keyfob webhook deliveries --webhook ID --limit 20"})
final class ListDeliveriesCommand implements Callable<Integer> {

    private final Supplier<WebhookVerbs> webhooks;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"--webhook", "--endpoint"},
            paramLabel = "ID",
            description = "Only to this webhook.")
    private String webhook;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            completionCandidates = Candidates.DeliveryStates.class,
            description = "Only in this state: pending, sending, delivered or failed.")
    private String state;

    @Mixin
    private LimitOption limit;

    @Mixin
    private OutputOption output;

    ListDeliveriesCommand(Supplier<WebhookVerbs> webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public Integer call() {
        int most = limit.value();
        DeliveryFilter filter = new DeliveryFilter(
                Optional.ofNullable(webhook).map(typed -> KnownWebhooks.idOf(typed, webhooks.get())),
                Optional.ofNullable(state).map(this::state));
        RecordPrinter table = new RecordPrinter(
                        "id",
                        "event",
                        "endpoint",
                        "name",
                        "state",
                        "attempts",
                        "created_at",
                        "last_attempt_at",
                        "next_attempt_at",
                        "note")
                .brief("id", "event", "name", "state", "created_at", "note");
        Map<WebhookId, String> names = KnownWebhooks.names(webhooks.get());
        Listing.first(
                most,
                page -> webhooks.get().listDeliveries.list(OPERATOR, filter, page),
                delivery -> add(table, delivery, names));
        output.print(table);
        return ExitCode.DONE;
    }

    private DeliveryState state(String typed) {
        return Codes.parse(typed, DeliveryState.values(), DeliveryState::code, "A state", spec);
    }

    private static void add(RecordPrinter table, Delivery delivery, Map<WebhookId, String> names) {
        table.add(
                delivery.id().toString(),
                delivery.event().code(),
                delivery.webhook().toString(),
                names.get(delivery.webhook()),
                delivery.state().code(),
                delivery.attemptCount(),
                delivery.createdAt().toString(),
                delivery.attemptedAt().map(Instant::toString).orElse(null),
                delivery.state() == DeliveryState.PENDING
                        ? delivery.dueAt().map(Instant::toString).orElse(null)
                        : null,
                delivery.note().isEmpty() ? null : delivery.note());
    }
}
