package dev.keyfob.cli;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.webhook.AddWebhook;
import dev.keyfob.application.webhook.WebhookWithSecret;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.token.IdPrefix;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.DeliveryId;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.domain.webhook.WebhookName;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code webhook} commands of the operator. */
@Command(
        name = "webhook",
        description = "Notify other programs of events: add, list, test and remove webhooks.",
        mixinStandardHelpOptions = true,
        addMethodSubcommands = false,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob webhook add https://hooks.example.com/keyfob > webhook.txt"})
final class WebhookCommands {

    private static final Actor OPERATOR = new Actor.Operator();

    private final Supplier<WebhookVerbs> webhooks;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    WebhookCommands(Supplier<WebhookVerbs> webhooks, Terminal terminal) {
        this.webhooks = webhooks;
        this.terminal = terminal;
    }

    @Command(
            description = "Add a webhook. Its id and its signing secret are printed once, on two lines: the id first.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {
                "  keyfob webhook add https://hooks.example.com/keyfob > webhook.txt",
                "  keyfob webhook add https://hooks.example.com/keyfob --name Billing --event token.revoked"
            })
    int add(
            @Parameters(paramLabel = "URL", description = "Such as https://hooks.example.com/keyfob.") String url,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description = "What it is called, so that it can be told apart. Default: its host.")
                    String name,
            @Option(
                            names = "--event",
                            paramLabel = "EVENT",
                            completionCandidates = Candidates.Events.class,
                            description = "Only this event, such as token.revoked; repeat for more. Default: all of"
                                    + " token.created, token.revoked, token.rotated, token.reused, token.expiring,"
                                    + " user.disabled.")
                    List<String> events,
            @Mixin SecretOutputOption output) {
        output.requireSecretToBePrinted();
        WebhookUrl address = WebhookUrl.parse(url);
        Set<EventType> types = EventType.parse(Optional.ofNullable(events).orElse(List.of()));
        AddWebhook addWebhook = webhooks.get().addWebhook;
        return shown(
                name == null
                        ? addWebhook.add(OPERATOR, address, types)
                        : addWebhook.add(OPERATOR, WebhookName.parse(name), address, types),
                output);
    }

    @Command(
            description = "List the webhooks, the first added first.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob webhook list"})
    int list(@Mixin OutputOption output) {
        RecordTable table = new RecordTable(
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

    @Command(
            description = "Remove a webhook and all its deliveries, sent or waiting.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob webhook remove ID"})
    int remove(@Parameters(paramLabel = "ID", description = "The webhook's id, or its beginning.") String id) {
        Webhook removed = webhooks.get().removeWebhook.remove(OPERATOR, idOf(id));
        terminal.err().println("Removed the webhook to " + removed.url() + ".");
        return ExitCode.DONE;
    }

    @Command(
            description = "Give a webhook another name.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob webhook rename ID Billing"})
    int rename(
            @Parameters(paramLabel = "ID", description = "The webhook's id.") String id,
            @Parameters(paramLabel = "NAME", description = "Such as Billing.") String name) {
        WebhookName wanted = WebhookName.parse(name);
        Webhook before = webhooks.get().renameWebhook.rename(OPERATOR, WebhookId.parse(id), wanted);
        terminal.err().println("The webhook " + before.name() + " is called " + wanted + " now.");
        return ExitCode.DONE;
    }

    @Command(
            description = "Pause a webhook: it gets no new events until it is resumed.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob webhook pause ID"})
    int pause(@Parameters(paramLabel = "ID", description = "The webhook's id, or its beginning.") String id) {
        Webhook paused = webhooks.get().pauseWebhook.pause(OPERATOR, idOf(id));
        terminal.err().println("The webhook " + paused.name() + " is paused.");
        return ExitCode.DONE;
    }

    @Command(
            description = "Resume a webhook that was paused by hand, or because deliveries failed.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob webhook resume ID"})
    int resume(@Parameters(paramLabel = "ID", description = "The webhook's id, or its beginning.") String id) {
        return enable(id);
    }

    @Command(
            description = "The same as resume.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob webhook enable ID"})
    int enable(@Parameters(paramLabel = "ID", description = "The webhook's id, or its beginning.") String id) {
        Webhook enabled = webhooks.get().resumeWebhook.resume(OPERATOR, idOf(id));
        terminal.err().println("The webhook to " + enabled.url() + " is enabled. What waited for it is sent now.");
        return ExitCode.DONE;
    }

    @Command(
            name = "rotate-secret",
            description = "Give a webhook another signing secret. For 24 hours deliveries are signed with both.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob webhook rotate-secret ID > webhook.txt"})
    int rotateSecret(
            @Parameters(paramLabel = "ID", description = "The webhook's id, or its beginning.") String id,
            @Mixin SecretOutputOption output) {
        output.requireSecretToBePrinted();
        return shown(webhooks.get().rotateWebhookSecret.rotate(OPERATOR, idOf(id)), output);
    }

    @Command(
            description = "Send an event of the type webhook.test to a webhook now, once, and say how that went.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob webhook test ID"})
    int test(@Parameters(paramLabel = "ID", description = "The webhook's id, or its beginning.") String id) {
        Delivery tested = webhooks.get().pingWebhook.ping(OPERATOR, idOf(id));
        if (tested.state() != DeliveryState.DELIVERED) {
            throw new CommandFailed("It did not arrive: " + tested.note() + ".");
        }
        terminal.err().println("It arrived: " + tested.note() + ".");
        return ExitCode.DONE;
    }

    @Command(
            description = "List webhook deliveries, sent and waiting, newest first.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {
                "  keyfob webhook deliveries --state failed",
                "  keyfob webhook deliveries --webhook ID --limit 20"
            })
    int deliveries(
            @Option(
                            names = {"--webhook", "--endpoint"},
                            paramLabel = "ID",
                            description = "Only to this webhook.")
                    String webhook,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            completionCandidates = Candidates.DeliveryStates.class,
                            description = "Only in this state: pending, sending, delivered or failed.")
                    String state,
            @Option(
                            names = "--limit",
                            defaultValue = "100",
                            paramLabel = "N",
                            description = "At most so many. Default: ${DEFAULT-VALUE}.")
                    int limit,
            @Mixin OutputOption output) {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "A limit is 1 or more.");
        }
        DeliveryFilter filter = new DeliveryFilter(
                Optional.ofNullable(webhook).map(this::idOf),
                Optional.ofNullable(state).map(this::state));
        RecordTable table = new RecordTable(
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
        Map<WebhookId, String> names = names();
        Optional<Cursor> after = Optional.empty();
        int left = limit;
        do {
            Page<Delivery> page = webhooks.get().listDeliveries.list(OPERATOR, filter, PageRequest.of(left, after));
            page.items().forEach(delivery -> add(table, delivery, names));
            left -= page.items().size();
            after = page.next();
        } while (left > 0 && after.isPresent());
        output.print(table);
        return ExitCode.DONE;
    }

    @Command(
            description = "Show one delivery, with the body that is sent.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob webhook delivery ID"})
    int delivery(
            @Parameters(paramLabel = "ID", description = "The delivery's id.") String id, @Mixin OutputOption output) {
        Delivery delivery = webhooks.get().listDeliveries.show(OPERATOR, DeliveryId.parse(id));
        RecordTable table = new RecordTable("id", "event", "endpoint", "name", "state", "attempts", "note", "body");
        table.add(
                delivery.id().toString(),
                delivery.event().code(),
                delivery.webhook().toString(),
                names().get(delivery.webhook()),
                delivery.state().code(),
                delivery.attempts(),
                delivery.note().isEmpty() ? null : delivery.note(),
                delivery.body());
        output.printOne(table);
        return ExitCode.DONE;
    }

    @Command(
            description = "Retry deliveries now; if that fails, the full retry schedule starts again.",
            mixinStandardHelpOptions = true,
            footerHeading = Examples.HEADING,
            footer = {"  keyfob webhook retry ID"})
    int retry(@Parameters(arity = "1..*", paramLabel = "ID", description = "The ids of deliveries.") List<String> ids) {
        List<DeliveryId> wanted = ids.stream().map(DeliveryId::parse).toList();
        wanted.forEach(id -> webhooks.get().retryDelivery.retry(OPERATOR, id));
        terminal.err().println(wanted.size() == 1 ? "It is sent again now." : wanted.size() + " are sent again now.");
        return ExitCode.DONE;
    }

    private static int shown(WebhookWithSecret added, SecretOutputOption output) {
        RecordTable table = new RecordTable("id", "name", "url", "events", "state", "created_at", "secret");
        Webhook webhook = added.webhook();
        table.add(
                webhook.id().toString(),
                webhook.name().value(),
                webhook.url().shown(),
                webhook.events().stream().sorted().map(EventType::code).toList(),
                webhook.isActive() ? "enabled" : "disabled",
                webhook.createdAt().toString(),
                added.secret().reveal());
        output.print(
                table,
                "The id of the webhook to " + webhook.url()
                        + " and the secret that its deliveries are signed with. You won't be able to see the secret"
                        + " again:",
                "It is in force all the same: make another with keyfob webhook rotate-secret " + webhook.id()
                        + ", or remove the webhook.",
                webhook.id(),
                added.secret().reveal());
        return ExitCode.DONE;
    }

    /** Returns the id that was typed, or the only id that begins with it. */
    private WebhookId idOf(String typed) {
        if (IdPrefix.parse(typed).isEmpty()) {
            return WebhookId.parse(typed);
        }
        List<WebhookId> found = webhooks.get().listWebhooks.list(OPERATOR).stream()
                .map(Webhook::id)
                .filter(id -> id.toString().startsWith(typed.toLowerCase(Locale.ROOT)))
                .toList();
        if (found.size() > 1) {
            throw new Refusal(
                    Reason.ID_AMBIGUOUS,
                    "More than one webhook has an id that begins with " + typed + ", such as " + found.get(0) + " and "
                            + found.get(1) + ". Give more of it.");
        }
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Reason.WEBHOOK_NOT_FOUND,
                        "There is no webhook whose id begins with " + typed + ". See: keyfob webhook list"));
    }

    private DeliveryState state(String typed) {
        return Stream.of(DeliveryState.values())
                .filter(each -> each.code().equals(typed))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "A state is one of "
                                + Stream.of(DeliveryState.values())
                                        .map(DeliveryState::code)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private static void add(RecordTable table, Webhook webhook) {
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

    private Map<WebhookId, String> names() {
        return webhooks.get().listWebhooks.list(OPERATOR).stream()
                .collect(Collectors.toMap(Webhook::id, webhook -> webhook.name().value()));
    }

    private static void add(RecordTable table, Delivery delivery, Map<WebhookId, String> names) {
        table.add(
                delivery.id().toString(),
                delivery.event().code(),
                delivery.webhook().toString(),
                names.get(delivery.webhook()),
                delivery.state().code(),
                delivery.attempts(),
                delivery.createdAt().toString(),
                delivery.attemptedAt().map(Instant::toString).orElse(null),
                delivery.state() == DeliveryState.PENDING
                        ? delivery.dueAt().map(Instant::toString).orElse(null)
                        : null,
                delivery.note().isEmpty() ? null : delivery.note());
    }
}
