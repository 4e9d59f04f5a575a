package dev.keyfob.web.pages.user;

import dev.keyfob.application.user.ChangePassword;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Password;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.signin.SessionCookie;
import dev.keyfob.web.signin.SignedInSession;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;

/** The page where people change their own password, if they have one. */
public final class PasswordPages {

    public static final String PATH = Sections.PROFILE + "/password";

    private static final String CURRENT = "current";
    private static final String CHOSEN = "password";
    private static final String REVOKE_TOKENS = "revoke-tokens";

    private static final Map<Reason, String> BY_REASON = Map.of(
            Reason.PASSWORD_WRONG, CURRENT,
            Reason.PASSWORD_TOO_SHORT, CHOSEN,
            Reason.PASSWORD_TOO_LONG, CHOSEN,
            Reason.PASSWORD_NOT_PLAIN, CHOSEN,
            Reason.PASSWORD_GUESSABLE, CHOSEN);

    private final ChangePassword changePassword;
    private final Templates templates;
    private final SessionCookie deviceCookie;

    public PasswordPages(Site site, ChangePassword changePassword, Templates templates) {
        this.changePassword = changePassword;
        this.templates = templates;
        this.deviceCookie = SessionCookie.ofDevice(site);
    }

    /** What the page shows; {@code isPossible} is whether there is a password to change. */
    public record PasswordView(PageFrame chrome, boolean isPossible, boolean revokeTokens, WrongField wrong) {}

    public void show(Context ctx, SignedInSession session) {
        show(ctx, session, false, WrongField.none());
    }

    public void change(Context ctx, SignedInSession session) {
        boolean revokeTokens = ctx.formParam(REVOKE_TOKENS) != null;
        try {
            changePassword.change(
                    session.person(),
                    session.secret(),
                    deviceCookie.readOrGenerate(ctx),
                    new ChangePassword.Wanted(
                            Password.attempt(FormFields.text(ctx, CURRENT)),
                            Password.parse(
                                    FormFields.text(ctx, CHOSEN),
                                    session.person().user().email()),
                            revokeTokens));
            ctx.redirect(Sections.PROFILE + "?password", HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            show(ctx, session, revokeTokens, WrongField.of(refusal, BY_REASON));
        }
    }

    private void show(Context ctx, SignedInSession session, boolean revokeTokens, WrongField wrong) {
        templates.show(
                ctx,
                "password.jte",
                new PasswordView(
                        PageFrame.ofSettings(session, Sections.PROFILE),
                        changePassword.isPossible(session.person()),
                        revokeTokens,
                        wrong));
    }
}
