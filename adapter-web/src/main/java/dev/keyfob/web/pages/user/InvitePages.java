package dev.keyfob.web.pages.user;

import dev.keyfob.application.permission.ShowCatalogue;
import dev.keyfob.application.user.InviteUser;
import dev.keyfob.application.user.PasswordLink;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.pages.user.RoleFields.Sent;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The administrators' page that adds an account. The response shows, only once, the link by which the owner sets the
 * password.
 */
public final class InvitePages {

    public static final String PATH = "/admin/add-user";

    private static final Map<Reason, String> FIELDS = fields();

    private final Site site;
    private final InviteUser inviteUser;
    private final ShowCatalogue showCatalogue;
    private final Templates templates;

    public InvitePages(Site site, InviteUser inviteUser, ShowCatalogue showCatalogue, Templates templates) {
        this.site = site;
        this.inviteUser = inviteUser;
        this.showCatalogue = showCatalogue;
        this.templates = templates;
    }

    /** The form with what was typed. */
    public record NewUser(PageFrame chrome, String email, RoleFields roles, WrongField wrong) {}

    public void ask(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        show(ctx, session, "", Sent.unchanged(Set.of()), WrongField.none());
    }

    /**
     * Adds the account. If the form is sent twice, the second request is refused because the address has an account,
     * and the first link stays valid.
     */
    public void invite(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        String email = FormFields.stripped(ctx, "email");
        Sent sent = Sent.of(ctx);
        try {
            Email address = Email.parse(email);
            Optional<WrongField> warning = sent.warning(session.person(), showCatalogue);
            if (warning.isPresent()) {
                ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
                show(ctx, session, email, sent.warned(), warning.get());
                return;
            }
            PasswordLink link = inviteUser.invite(session.person(), address, sent.wanted());
            templates.show(
                    ctx,
                    "passwordLink.jte",
                    PasswordLinkPanel.of(link, session, site.clock().instant()));
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            show(ctx, session, email, sent, WrongField.of(refusal, FIELDS));
        }
    }

    private void show(Context ctx, SignedInSession session, String email, Sent sent, WrongField wrong) {
        templates.show(
                ctx,
                "addUser.jte",
                new NewUser(
                        PageFrame.ofAdministration(session, Sections.USERS),
                        email,
                        RoleFields.of(session.person(), showCatalogue, Set.of(), sent),
                        wrong));
    }

    private static Map<Reason, String> fields() {
        Map<Reason, String> fields = new HashMap<>(RoleFields.BY_REASON);
        fields.put(Reason.EMAIL_UNREADABLE, "email");
        fields.put(Reason.EMAIL_TAKEN, "email");
        fields.put(Reason.EMAIL_RESERVED, "email");
        return Map.copyOf(fields);
    }
}
