package dev.keyfob.web.pages.admin;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.webhook.AddWebhook;
import dev.keyfob.application.webhook.ListDeliveries;
import dev.keyfob.application.webhook.ListWebhooks;
import dev.keyfob.application.webhook.RetryDelivery;
import dev.keyfob.application.webhook.WebhookWithSecret;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.DeliveryId;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.domain.webhook.WebhookName;
import dev.keyfob.domain.webhook.WebhookUrl;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.ListAddress;
import dev.keyfob.web.pages.Moment;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Pager;
import dev.keyfob.web.pages.Query;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows administrators the webhooks, their recent deliveries, and the form that adds a webhook. */
public final class WebhooksPages {

    private static final int ROWS = 50;
    private static final String NAME = "name";
    private static final String URL = "url";
    private static final String EVENT = "event";
    private static final Map<Reason, String> FIELDS = Map.of(
            Reason.NAME_MISSING, NAME,
            Reason.NAME_TOO_LONG, NAME,
            Reason.NAME_NOT_PLAIN, NAME,
            Reason.WEBHOOK_NAME_TAKEN, NAME,
            Reason.WEBHOOK_URL_UNREADABLE, URL,
            Reason.WEBHOOK_URL_REFUSED, URL,
            Reason.EVENT_UNREADABLE, EVENT);
    private static final Map<String, String> NOTICES = Map.of(
            "retried", "The delivery is being sent again. Reload in a moment to see the result.",
            "removed", "The webhook and all its deliveries were removed.");

    private final Site site;
    private final AddWebhook addWebhook;
    private final ListWebhooks listWebhooks;
    private final ListDeliveries listDeliveries;
    private final RetryDelivery retryDelivery;
    private final Templates templates;

    public WebhooksPages(
            Site site,
            AddWebhook addWebhook,
            ListWebhooks listWebhooks,
            ListDeliveries listDeliveries,
            RetryDelivery retryDelivery,
            Templates templates) {
        this.site = site;
        this.addWebhook = addWebhook;
        this.listWebhooks = listWebhooks;
        this.listDeliveries = listDeliveries;
        this.retryDelivery = retryDelivery;
        this.templates = templates;
    }

    /** All that the page shows. */
    public record Webhooks(
            PageFrame chrome,
            String notice,
            Optional<SigningSecretPanel> added,
            Form form,
            List<WebhookRow> webhooks,
            List<DeliveryRow> deliveries,
            List<String> states,
            Filter filter,
            String error,
            String retryQuery,
            Pager pager) {}

    /** The form with what was typed and what was wrong. */
    public record Form(String nonce, String name, String url, List<EventChoice> events, WrongField wrong) {}

    /** A type of event that a webhook can receive. */
    public record EventChoice(String code, boolean isChosen) {}

    public record WebhookRow(
            String id,
            String name,
            String url,
            List<String> events,
            Optional<Moment> delivered,
            Optional<Moment> failed,
            Optional<Moment> disabled,
            String why) {}

    public record DeliveryRow(
            String id,
            String event,
            String webhook,
            String webhookId,
            String state,
            int attempts,
            Moment created,
            Optional<Moment> attempted,
            Optional<Moment> next,
            String note,
            boolean mayBeRetried,
            boolean mayBeSentAgain) {}

    public record Filter(String webhook, String state) {}

    public void show(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        String nonce = Query.once(ctx, "generated");
        Optional<WebhookWithSecret> added =
                nonce.isEmpty() ? Optional.empty() : addWebhook.takeAdded(session.person(), session.secret(), nonce);
        String notice = NOTICES.getOrDefault(Query.text(ctx, "done"), "");
        if (!nonce.isEmpty() && added.isEmpty()) {
            notice = "The webhook was added, and its secret was shown once. If it is lost, rotate it.";
        }
        show(
                ctx,
                session,
                notice,
                added.map(SigningSecretPanel::of),
                form("", "", EventType.chosen().stream().map(EventType::code).toList(), WrongField.none()));
    }

    public void add(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        String nonce = FormFields.text(ctx, "nonce");
        String name = FormFields.text(ctx, NAME);
        String url = FormFields.stripped(ctx, URL);
        List<String> events = ctx.formParams(EVENT);
        try {
            addWebhook.addByForm(
                    session.person(),
                    session.secret(),
                    nonce,
                    WebhookName.parse(name),
                    WebhookUrl.parse(url),
                    eventsOf(events));
            ctx.redirect(Query.link(Sections.WEBHOOKS, "generated", nonce), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            show(ctx, session, "", Optional.empty(), form(name, url, events, WrongField.of(refusal, FIELDS)));
        }
    }

    private static Set<EventType> eventsOf(List<String> ticked) {
        if (ticked.isEmpty()) {
            throw new Refusal(Reason.EVENT_UNREADABLE, "Choose at least one event.");
        }
        return EventType.parse(ticked);
    }

    private Form form(String name, String url, List<String> events, WrongField wrong) {
        return new Form(
                site.formNonce(),
                name,
                url,
                EventType.chosen().stream()
                        .map(type -> new EventChoice(type.code(), events.contains(type.code())))
                        .toList(),
                wrong);
    }

    public void retry(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        DeliveryId id = DeliveryId.parse(ctx.pathParam("delivery"));
        retryDelivery.retry(session.person(), id);
        ctx.redirect(address(ctx).with("done", "retried"), HttpStatus.SEE_OTHER);
    }

    private void show(
            Context ctx, SignedInSession session, String notice, Optional<SigningSecretPanel> added, Form form) {
        ListAddress here = address(ctx);
        Filter asked = new Filter(here.value("endpoint"), here.value("state"));
        Map<WebhookId, Webhook> webhooks = listWebhooks.list(session.person()).stream()
                .collect(Collectors.toMap(Webhook::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        Page<Delivery> page = Page.empty();
        Pager pager = Pager.none();
        String error = "";
        try {
            DeliveryFilter filter = filter(asked);
            page = here.read(ROWS, request -> listDeliveries.list(session.person(), filter, request));
            pager = here.pager(page, ROWS, most -> listDeliveries.countUpTo(session.person(), filter, (int) most));
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            error = refusal.explanation();
        }
        Instant now = site.clock().instant();
        templates.show(
                ctx,
                "webhooks.jte",
                new Webhooks(
                        PageFrame.ofAdministration(session, Sections.WEBHOOKS),
                        notice,
                        added,
                        form,
                        webhooks.values().stream().map(each -> row(each, now)).toList(),
                        page.items().stream()
                                .map(each -> row(each, Optional.ofNullable(webhooks.get(each.webhook())), now))
                                .toList(),
                        Stream.of(DeliveryState.values())
                                .map(DeliveryState::code)
                                .toList(),
                        asked,
                        error,
                        here.under(""),
                        pager));
    }

    private static ListAddress address(Context ctx) {
        return ListAddress.of(ctx, Sections.WEBHOOKS, "endpoint", "state");
    }

    private static DeliveryFilter filter(Filter asked) {
        return new DeliveryFilter(
                Optional.of(asked.webhook()).filter(text -> !text.isEmpty()).map(WebhookId::parse),
                Stream.of(DeliveryState.values())
                        .filter(state -> state.code().equals(asked.state()))
                        .findFirst());
    }

    static WebhookRow row(Webhook webhook, Instant now) {
        return new WebhookRow(
                webhook.id().toString(),
                webhook.name().value(),
                webhook.url().shown(),
                webhook.events().stream().sorted().map(EventType::code).toList(),
                Moment.of(webhook.deliveredAt(), now),
                Moment.of(webhook.failedAt(), now),
                Moment.of(webhook.paused().map(Webhook.Pause::at), now),
                webhook.paused().map(Webhook.Pause::why).orElse(""));
    }

    static DeliveryRow row(Delivery delivery, Optional<Webhook> webhook, Instant now) {
        boolean waits = delivery.state() == DeliveryState.PENDING;
        return new DeliveryRow(
                delivery.id().toString(),
                delivery.event().code(),
                webhook.map(each -> each.name().value()).orElse("removed"),
                delivery.webhook().toString(),
                delivery.state().code(),
                delivery.attemptCount(),
                Moment.of(delivery.createdAt(), now),
                Moment.of(delivery.attemptedAt(), now),
                Moment.of(delivery.dueAt().filter(due -> waits), now),
                delivery.note(),
                webhook.isPresent() && (waits || delivery.state() == DeliveryState.FAILED),
                webhook.isPresent() && delivery.state() != DeliveryState.SENDING);
    }
}
