package dev.keyfob.web.pages.user;

import dev.keyfob.application.permission.ShowCatalogue;
import dev.keyfob.application.user.SetRoles;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.RoleChange;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.pages.user.RoleFields.Sent;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.signin.SignedInSession;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/**
 * The administrators' page for the roles of one user: the available roles, what each gives, and which the user holds.
 */
public final class RolePages {

    private final ShowUser showUser;
    private final SetRoles setRoles;
    private final ShowCatalogue showCatalogue;
    private final Templates templates;

    public RolePages(ShowUser showUser, SetRoles setRoles, ShowCatalogue showCatalogue, Templates templates) {
        this.showUser = showUser;
        this.setRoles = setRoles;
        this.showCatalogue = showCatalogue;
        this.templates = templates;
    }

    public record Roles(
            PageFrame chrome, String id, String email, boolean isSelf, RoleFields fields, WrongField wrong) {}

    public void ask(Context ctx, SignedInSession session) {
        User user = UserPages.user(ctx, session, showUser);
        show(ctx, session, user, Sent.unchanged(user.roles()), WrongField.none());
    }

    /**
     * Applies only the differences from what the form showed, so that another administrator's concurrent changes are
     * kept.
     */
    public void set(Context ctx, SignedInSession session) {
        User user = UserPages.user(ctx, session, showUser);
        Sent sent = Sent.of(ctx);
        try {
            Optional<WrongField> warning = sent.warning(session.person(), showCatalogue);
            if (warning.isPresent()) {
                ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
                show(ctx, session, user, sent.warned(), warning.get());
                return;
            }
            setRoles.set(session.person(), user.email(), RoleChange.by(sent.added(), sent.removed()));
            ctx.redirect(Sections.USERS + "/" + user.id() + "?done", HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            show(ctx, session, user, sent, WrongField.of(refusal, RoleFields.BY_REASON));
        }
    }

    private void show(Context ctx, SignedInSession session, User user, Sent sent, WrongField wrong) {
        templates.show(
                ctx,
                "roles.jte",
                new Roles(
                        PageFrame.ofAdministration(session, Sections.USERS),
                        user.id().toString(),
                        user.email().value(),
                        user.id().equals(session.person().user().id()),
                        RoleFields.of(session.person(), showCatalogue, user.roles(), sent),
                        wrong));
    }
}
