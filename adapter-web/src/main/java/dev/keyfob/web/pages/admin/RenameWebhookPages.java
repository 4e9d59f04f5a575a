package dev.keyfob.web.pages.admin;

import dev.keyfob.application.webhook.ListWebhooks;
import dev.keyfob.application.webhook.RenameWebhook;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.domain.webhook.WebhookName;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.signin.SignedInSession;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;

/** The administrators' page that renames a webhook. */
public final class RenameWebhookPages {

    private static final String NAME = "name";
    private static final Map<Reason, String> FIELDS = Map.of(
            Reason.NAME_MISSING, NAME,
            Reason.NAME_TOO_LONG, NAME,
            Reason.NAME_NOT_PLAIN, NAME,
            Reason.WEBHOOK_NAME_TAKEN, NAME);

    private final ListWebhooks listWebhooks;
    private final RenameWebhook renameWebhook;
    private final Templates templates;

    public RenameWebhookPages(ListWebhooks listWebhooks, RenameWebhook renameWebhook, Templates templates) {
        this.listWebhooks = listWebhooks;
        this.renameWebhook = renameWebhook;
        this.templates = templates;
    }

    /** The form, with what was typed. */
    public record Rename(PageFrame chrome, String path, String name, String typed, WrongField wrong) {}

    public void ask(Context ctx, SignedInSession session) {
        Webhook webhook = webhook(ctx, session);
        show(ctx, session, webhook, webhook.name().value(), WrongField.none());
    }

    public void rename(Context ctx, SignedInSession session) {
        Webhook webhook = webhook(ctx, session);
        String typed = FormFields.text(ctx, NAME);
        try {
            renameWebhook.rename(session.person(), webhook.id(), WebhookName.parse(typed));
            ctx.redirect(pathOf(webhook) + "?done=renamed", HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            show(ctx, session, webhook, typed, WrongField.of(refusal, FIELDS));
        }
    }

    private void show(Context ctx, SignedInSession session, Webhook webhook, String typed, WrongField wrong) {
        templates.show(
                ctx,
                "renameWebhook.jte",
                new Rename(
                        PageFrame.ofAdministration(session, Sections.WEBHOOKS),
                        pathOf(webhook),
                        webhook.name().value(),
                        typed,
                        wrong));
    }

    private Webhook webhook(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        return OneWebhookPages.find(listWebhooks, session, WebhookId.parse(ctx.pathParam("webhook")));
    }

    private static String pathOf(Webhook webhook) {
        return Sections.WEBHOOKS + "/" + webhook.id();
    }
}
