package dev.keyfob.web.pages;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.webhook.ListDeliveries;
import dev.keyfob.application.webhook.ListWebhooks;
import dev.keyfob.application.webhook.RetryDelivery;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.DeliveryId;
import dev.keyfob.domain.webhook.DeliveryState;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.signin.Visit;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The webhooks and their recent deliveries, for administrators. Adding and removing is for the command line: a webhook
 * makes this machine call a URL, which is for its operator to decide.
 */
public final class WebhooksPages {

    public static final String PATH = "/admin/webhooks";

    private static final int ROWS = 50;

    private final Site site;
    private final ListWebhooks listWebhooks;
    private final ListDeliveries listDeliveries;
    private final RetryDelivery retryDelivery;
    private final Templates templates;

    public WebhooksPages(
            Site site,
            ListWebhooks listWebhooks,
            ListDeliveries listDeliveries,
            RetryDelivery retryDelivery,
            Templates templates) {
        this.site = site;
        this.listWebhooks = listWebhooks;
        this.listDeliveries = listDeliveries;
        this.retryDelivery = retryDelivery;
        this.templates = templates;
    }

    /** All that the page shows. */
    public record Webhooks(
            PageFrame chrome,
            String notice,
            List<EndpointRow> webhooks,
            List<DeliveryRow> deliveries,
            List<String> states,
            Filter filter,
            String error,
            String retryQuery,
            Pager pager) {}

    public record EndpointRow(
            String id,
            String url,
            List<String> events,
            Optional<Moment> delivered,
            Optional<Moment> failed,
            Optional<Moment> disabled,
            String why) {}

    public record DeliveryRow(
            String id,
            String event,
            String url,
            String state,
            int attempts,
            Moment created,
            Optional<Moment> attempted,
            Optional<Moment> next,
            String note,
            boolean mayBeRetried) {}

    public record Filter(String webhook, String state) {}

    public void show(Context ctx, Visit visit) {
        visit.person().require(Permission.TOKEN_MANAGE);
        String notice =
                ctx.queryParam("retried") == null ? "" : "It is sent again now. Reload in a moment to see how it went.";
        show(ctx, visit, notice);
    }

    public void retry(Context ctx, Visit visit) {
        visit.person().require(Permission.TOKEN_MANAGE);
        DeliveryId id = DeliveryId.parse(ctx.pathParam("delivery"));
        retryDelivery.retry(visit.person(), id);
        ctx.redirect(address(ctx).with("retried", ""), HttpStatus.SEE_OTHER);
    }

    private void show(Context ctx, Visit visit, String notice) {
        ListAddress here = address(ctx);
        Filter asked = new Filter(here.value("endpoint"), here.value("state"));
        Map<WebhookId, Webhook> webhooks = listWebhooks.list(visit.person()).stream()
                .collect(Collectors.toMap(Webhook::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        Page<Delivery> page = Page.empty();
        Pager pager = Pager.none();
        String error = "";
        try {
            DeliveryFilter filter = filter(asked);
            page = here.read(ROWS, request -> listDeliveries.list(visit.person(), filter, request));
            pager = here.pager(page, ROWS, most -> listDeliveries.countUpTo(visit.person(), filter, (int) most));
        } catch (Refusal refusal) {
            error = refusal.explanation();
        }
        Instant now = site.clock().instant();
        templates.show(
                ctx,
                "webhooks.jte",
                new Webhooks(
                        PageFrame.ofAdministration(visit, PATH),
                        notice,
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
        return ListAddress.of(ctx, PATH, "endpoint", "state");
    }

    private static DeliveryFilter filter(Filter asked) {
        return new DeliveryFilter(
                Optional.of(asked.webhook()).filter(text -> !text.isEmpty()).map(WebhookId::parse),
                Stream.of(DeliveryState.values())
                        .filter(state -> state.code().equals(asked.state()))
                        .findFirst());
    }

    private static EndpointRow row(Webhook webhook, Instant now) {
        return new EndpointRow(
                webhook.id().toString(),
                webhook.url().shown(),
                webhook.events().stream().sorted().map(EventType::code).toList(),
                Moment.of(webhook.deliveredAt(), now),
                Moment.of(webhook.failedAt(), now),
                Moment.of(webhook.disabled().map(Webhook.Disabling::at), now),
                webhook.disabled().map(Webhook.Disabling::why).orElse(""));
    }

    private static DeliveryRow row(Delivery delivery, Optional<Webhook> webhook, Instant now) {
        boolean waits = delivery.state() == DeliveryState.PENDING;
        return new DeliveryRow(
                delivery.id().toString(),
                delivery.event().code(),
                webhook.map(each -> each.url().shown()).orElse("removed"),
                delivery.state().code(),
                delivery.attempts(),
                Moment.of(delivery.createdAt(), now),
                Moment.of(delivery.attemptedAt(), now),
                Moment.of(delivery.dueAt().filter(due -> waits), now),
                delivery.note(),
                webhook.isPresent() && (waits || delivery.state() == DeliveryState.FAILED));
    }
}
