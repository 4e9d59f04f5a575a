package dev.keyfob.cli.webhook;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryId;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Implements {@code webhook delivery}. */
@Command(
        name = "delivery",
        description = "Show one delivery, with the body that is sent.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob webhook delivery ID"})
final class ShowDeliveryCommand implements Callable<Integer> {

    private final Supplier<WebhookVerbs> webhooks;

    @Parameters(paramLabel = "ID", description = "The delivery's id.")
    private String id;

    @Mixin
    private OutputOption output;

    ShowDeliveryCommand(Supplier<WebhookVerbs> webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public Integer call() {
        Delivery delivery = webhooks.get().listDeliveries.show(OPERATOR, DeliveryId.parse(id));
        RecordPrinter table = new RecordPrinter("id", "event", "endpoint", "name", "state", "attempts", "note", "body");
        table.add(
                delivery.id().toString(),
                delivery.event().code(),
                delivery.webhook().toString(),
                KnownWebhooks.names(webhooks.get()).get(delivery.webhook()),
                delivery.state().code(),
                delivery.attemptCount(),
                delivery.note().isEmpty() ? null : delivery.note(),
                delivery.body());
        output.printOne(table);
        return ExitCode.DONE;
    }
}
