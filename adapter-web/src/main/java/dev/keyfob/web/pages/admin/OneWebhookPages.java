package dev.keyfob.web.pages.admin;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.application.webhook.ListDeliveries;
import dev.keyfob.application.webhook.ListWebhooks;
import dev.keyfob.application.webhook.PauseWebhook;
import dev.keyfob.application.webhook.PingWebhook;
import dev.keyfob.application.webhook.RemoveWebhook;
import dev.keyfob.application.webhook.ResumeWebhook;
import dev.keyfob.application.webhook.RotateWebhookSecret;
import dev.keyfob.application.webhook.WebhookWithSecret;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryId;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.pages.Moment;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Query;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The pages of one webhook: its events, the actions on it, and each of its deliveries with its body. */
public final class OneWebhookPages {

    private static final Map<String, String> NOTICES = Map.of(
            "paused", "The webhook is paused. It receives no new events until you resume it.",
            "resumed", "The webhook is active again. Events that were waiting are being sent.",
            "renamed", "The webhook was renamed.");

    private final Site site;
    private final ListWebhooks listWebhooks;
    private final ListDeliveries listDeliveries;
    private final PingWebhook pingWebhook;
    private final PauseWebhook pauseWebhook;
    private final ResumeWebhook resumeWebhook;
    private final RotateWebhookSecret rotateWebhookSecret;
    private final RemoveWebhook removeWebhook;
    private final Templates templates;

    public OneWebhookPages(Site site, WebhookVerbs webhooks, Templates templates) {
        this.site = site;
        this.listWebhooks = webhooks.listWebhooks;
        this.listDeliveries = webhooks.listDeliveries;
        this.pingWebhook = webhooks.pingWebhook;
        this.pauseWebhook = webhooks.pauseWebhook;
        this.resumeWebhook = webhooks.resumeWebhook;
        this.rotateWebhookSecret = webhooks.rotateWebhookSecret;
        this.removeWebhook = webhooks.removeWebhook;
        this.templates = templates;
    }

    /** All that the page shows. */
    public record OneWebhook(
            PageFrame chrome,
            String notice,
            Optional<SigningSecretPanel> rotated,
            WebhooksPages.WebhookRow webhook,
            Moment created) {}

    /** The confirmation page before the secret is rotated or the webhook removed. */
    public record Question(PageFrame chrome, WebhooksPages.WebhookRow webhook, boolean isRemoval, String nonce) {}

    /** A delivery as it was sent. */
    public record OneDelivery(PageFrame chrome, String notice, WebhooksPages.DeliveryRow delivery, String body) {}

    public void show(Context ctx, SignedInSession session) {
        Webhook webhook = webhook(ctx, session);
        String nonce = Query.once(ctx, "rotated");
        Optional<WebhookWithSecret> rotated = nonce.isEmpty()
                ? Optional.empty()
                : rotateWebhookSecret.takeRotated(session.person(), session.secret(), nonce, webhook.id());
        String notice = NOTICES.getOrDefault(Query.text(ctx, "done"), "");
        if (!nonce.isEmpty() && rotated.isEmpty()) {
            notice = "The secret was rotated, and the new one was shown once. If it is lost, rotate again.";
        }
        Instant now = now();
        templates.show(
                ctx,
                "webhook.jte",
                new OneWebhook(
                        chrome(session),
                        notice,
                        rotated.map(SigningSecretPanel::of),
                        WebhooksPages.row(webhook, now),
                        Moment.of(webhook.createdAt(), now)));
    }

    /** Sends a test event, waits for the result, and shows that delivery. */
    public void test(Context ctx, SignedInSession session) {
        Delivery tested =
                pingWebhook.ping(session.person(), webhook(ctx, session).id());
        ctx.redirect(pathOf(tested.id()) + "?tested", HttpStatus.SEE_OTHER);
    }

    public void pause(Context ctx, SignedInSession session) {
        Webhook webhook = webhook(ctx, session);
        pauseWebhook.pause(session.person(), webhook.id());
        ctx.redirect(pathOf(webhook) + "?done=paused", HttpStatus.SEE_OTHER);
    }

    public void resume(Context ctx, SignedInSession session) {
        Webhook webhook = webhook(ctx, session);
        resumeWebhook.resume(session.person(), webhook.id());
        ctx.redirect(pathOf(webhook) + "?done=resumed", HttpStatus.SEE_OTHER);
    }

    public void askToRotate(Context ctx, SignedInSession session) {
        ask(ctx, session, false);
    }

    public void rotate(Context ctx, SignedInSession session) {
        Webhook webhook = webhook(ctx, session);
        String nonce = FormFields.text(ctx, "nonce");
        rotateWebhookSecret.rotateByForm(session.person(), session.secret(), nonce, webhook.id());
        ctx.redirect(Query.link(pathOf(webhook), "rotated", nonce), HttpStatus.SEE_OTHER);
    }

    public void askToRemove(Context ctx, SignedInSession session) {
        ask(ctx, session, true);
    }

    public void remove(Context ctx, SignedInSession session) {
        removeWebhook.remove(session.person(), webhook(ctx, session).id());
        ctx.redirect(Sections.WEBHOOKS + "?done=removed", HttpStatus.SEE_OTHER);
    }

    public void showDelivery(Context ctx, SignedInSession session) {
        Delivery delivery = listDeliveries.show(session.person(), DeliveryId.parse(ctx.pathParam("delivery")));
        Optional<Webhook> webhook = listWebhooks.list(session.person()).stream()
                .filter(each -> each.id().equals(delivery.webhook()))
                .findFirst();
        templates.show(
                ctx,
                "delivery.jte",
                new OneDelivery(
                        chrome(session),
                        ctx.queryParam("tested") == null ? "" : "A test event was sent. This is the result.",
                        WebhooksPages.row(delivery, webhook, now()),
                        delivery.body()));
    }

    private void ask(Context ctx, SignedInSession session, boolean isRemoval) {
        templates.show(
                ctx,
                "webhookQuestion.jte",
                new Question(
                        chrome(session), WebhooksPages.row(webhook(ctx, session), now()), isRemoval, site.formNonce()));
    }

    private Webhook webhook(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        return find(listWebhooks, session, WebhookId.parse(ctx.pathParam("webhook")));
    }

    static Webhook find(ListWebhooks listWebhooks, SignedInSession session, WebhookId id) {
        return listWebhooks.list(session.person()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(Reason.WEBHOOK_NOT_FOUND, "There is no such webhook."));
    }

    private static String pathOf(Webhook webhook) {
        return Sections.WEBHOOKS + "/" + webhook.id();
    }

    private static String pathOf(DeliveryId delivery) {
        return Sections.WEBHOOKS + "/deliveries/" + delivery;
    }

    private static PageFrame chrome(SignedInSession session) {
        return PageFrame.ofAdministration(session, Sections.WEBHOOKS);
    }

    private Instant now() {
        return site.clock().instant();
    }
}
