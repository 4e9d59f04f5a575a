package dev.keyfob.web.pages.user;

import dev.keyfob.application.user.EditUser;
import dev.keyfob.application.user.UserEdit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.DisplayName;
import dev.keyfob.domain.user.User;
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

/** The page where people change their own name. */
public final class OwnNamePages {

    static final String NAME = "name";

    private final EditUser editUser;
    private final Templates templates;

    public OwnNamePages(EditUser editUser, Templates templates) {
        this.editUser = editUser;
        this.templates = templates;
    }

    /** The form, with what was typed. */
    public record OwnName(PageFrame chrome, String typed, WrongField wrong) {}

    public void ask(Context ctx, SignedInSession session) {
        show(ctx, session, session.person().user().name().orElse(""), WrongField.none());
    }

    public void change(Context ctx, SignedInSession session) {
        User person = session.person().user();
        String typed = FormFields.text(ctx, NAME);
        try {
            editUser.edit(session.person(), person.email(), UserEdit.toName(DisplayName.parse(typed)));
            ctx.redirect(Sections.PROFILE, HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            show(
                    ctx,
                    session,
                    typed,
                    WrongField.of(refusal, Map.of(Reason.NAME_TOO_LONG, NAME, Reason.NAME_NOT_PLAIN, NAME)));
        }
    }

    private void show(Context ctx, SignedInSession session, String typed, WrongField wrong) {
        templates.show(ctx, "ownName.jte", new OwnName(PageFrame.ofSettings(session, Sections.PROFILE), typed, wrong));
    }
}
