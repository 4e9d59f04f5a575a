package dev.keyfob.web.pages.admin;

import dev.keyfob.application.UseCases.ClientVerbs;
import dev.keyfob.application.client.AddClient;
import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.client.ListClients;
import dev.keyfob.application.client.RemoveClient;
import dev.keyfob.application.client.RotateClientSecret;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.Moment;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Query;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.pages.token.GeneratedPanel;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The administrators' pages for API clients: register them, show a secret once, rotate and remove them. */
public final class ClientPages {

    private static final Map<Reason, String> FIELDS =
            Map.of(Reason.CLIENT_NAME_UNREADABLE, "name", Reason.CLIENT_NAME_TAKEN, "name");

    private static final Map<String, String> NOTICES = Map.of(
            "removed", "The client was removed. Its requests are refused from now on.",
            "generated", "The client was registered, and its secret was shown once. If it is lost, rotate it.",
            "rotated", "The secret was rotated, and the new one was shown once. If it is lost, rotate again.");

    private final Site site;
    private final ListClients listClients;
    private final AddClient addClient;
    private final RotateClientSecret rotateClientSecret;
    private final RemoveClient removeClient;
    private final Templates templates;

    public ClientPages(Site site, ClientVerbs clients, Templates templates) {
        this.site = site;
        this.listClients = clients.listClients;
        this.addClient = clients.addClient;
        this.rotateClientSecret = clients.rotateClientSecret;
        this.removeClient = clients.removeClient;
        this.templates = templates;
    }

    /** An action on a client. Each is confirmed first on a page that explains its effect. */
    public enum Action {
        ROTATE,
        REMOVE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the list shows. {@code name} is what was typed for a new client. */
    public record Clients(
            PageFrame chrome,
            String notice,
            Optional<SecretPanel> panel,
            List<ClientRow> rows,
            String nonce,
            String name,
            WrongField wrong) {}

    public record ClientRow(String id, String name, Moment created, Optional<Moment> lastUsed) {}

    /** A new secret, in the only response that shows it. */
    public record SecretPanel(String id, GeneratedPanel generated, boolean isNew) {}

    /** The confirmation page of an action. */
    public record Question(PageFrame chrome, String id, String name, Action action, String nonce) {}

    public void show(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        String generated = Query.once(ctx, "generated");
        String rotated = Query.once(ctx, "rotated");
        Optional<SecretPanel> panel = Optional.empty();
        if (!generated.isEmpty()) {
            panel = addClient
                    .takeAdded(session.person(), session.secret(), generated)
                    .map(made -> panel(made, true));
        } else if (!rotated.isEmpty()) {
            panel = rotateClientSecret
                    .takeRotated(session.person(), session.secret(), rotated)
                    .map(made -> panel(made, false));
        }
        String notice = panel.isPresent()
                ? ""
                : NOTICES.entrySet().stream()
                        .filter(each -> ctx.queryParam(each.getKey()) != null)
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("");
        show(ctx, session, notice, panel, "", WrongField.none());
    }

    public void add(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        String nonce = FormFields.text(ctx, "nonce");
        String name = FormFields.stripped(ctx, "name");
        try {
            addClient.addByForm(session.person(), session.secret(), nonce, ClientName.parse(name));
            ctx.redirect(Query.link(Sections.CLIENTS, "generated", nonce), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            show(ctx, session, "", Optional.empty(), name, WrongField.of(refusal, FIELDS));
        }
    }

    public void ask(Context ctx, SignedInSession session, Action action) {
        ApiClient client = client(ctx, session);
        templates.show(
                ctx,
                "clientQuestion.jte",
                new Question(
                        PageFrame.ofAdministration(session, Sections.CLIENTS),
                        client.id().value(),
                        client.name().value(),
                        action,
                        site.formNonce()));
    }

    public void rotate(Context ctx, SignedInSession session) {
        ApiClient client = client(ctx, session);
        String nonce = FormFields.text(ctx, "nonce");
        rotateClientSecret.rotateByForm(session.person(), session.secret(), nonce, client.name());
        ctx.redirect(Query.link(Sections.CLIENTS, "rotated", nonce), HttpStatus.SEE_OTHER);
    }

    public void remove(Context ctx, SignedInSession session) {
        removeClient.remove(session.person(), client(ctx, session).name());
        ctx.redirect(Sections.CLIENTS + "?removed", HttpStatus.SEE_OTHER);
    }

    private ApiClient client(Context ctx, SignedInSession session) {
        String id = ctx.pathParam("client");
        return listClients.list(session.person()).stream()
                .filter(client -> client.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(Reason.CLIENT_NOT_FOUND, "There is no such client."));
    }

    private void show(
            Context ctx,
            SignedInSession session,
            String notice,
            Optional<SecretPanel> panel,
            String name,
            WrongField wrong) {
        Instant now = site.clock().instant();
        templates.show(
                ctx,
                "clients.jte",
                new Clients(
                        PageFrame.ofAdministration(session, Sections.CLIENTS),
                        notice,
                        panel,
                        listClients.list(session.person()).stream()
                                .map(client -> new ClientRow(
                                        client.id().value(),
                                        client.name().value(),
                                        Moment.of(client.createdAt(), now),
                                        client.lastUsedAt().map(at -> Moment.ofUse(at, now))))
                                .toList(),
                        site.formNonce(),
                        name,
                        wrong));
    }

    private static SecretPanel panel(ClientWithSecret made, boolean isNew) {
        return new SecretPanel(made.client().id().value(), GeneratedPanel.of(made), isNew);
    }
}
