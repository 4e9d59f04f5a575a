package dev.keyfob.web.signin;

import dev.keyfob.application.setup.FinishSetup;
import dev.keyfob.application.setup.ShowSetup;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.user.DisplayName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.SetupState;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.problem.ForbiddenRequest;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Optional;

/**
 * The page that creates the first account, using the code in the data directory. Once there is an account, it redirects
 * to the sign-in page.
 */
public final class SetupPages {

    public static final String PATH = "/set-up";

    private static final String EMAIL = "email";
    private static final String NAME = "name";
    private static final String PASSWORD = "password";

    private static final Map<Reason, String> FIELDS = Map.of(
            Reason.CODE_REFUSED, "code",
            Reason.EMAIL_UNREADABLE, EMAIL,
            Reason.NAME_TOO_LONG, NAME,
            Reason.NAME_NOT_PLAIN, NAME,
            Reason.PASSWORD_TOO_SHORT, PASSWORD,
            Reason.PASSWORD_TOO_LONG, PASSWORD,
            Reason.PASSWORD_NOT_PLAIN, PASSWORD,
            Reason.PASSWORD_GUESSABLE, PASSWORD);

    private final SignInMethods methods;
    private final ShowSetup showSetup;
    private final FinishSetup finishSetup;
    private final SignInPages signInPages;
    private final CsrfCheck csrfCheck;
    private final Templates templates;
    private final SessionCookie visitorCookie;

    public SetupPages(
            Site site,
            SignInMethods methods,
            ShowSetup showSetup,
            FinishSetup finishSetup,
            SignInPages signInPages,
            CsrfCheck csrfCheck,
            Templates templates) {
        this.methods = methods;
        this.showSetup = showSetup;
        this.finishSetup = finishSetup;
        this.signInPages = signInPages;
        this.csrfCheck = csrfCheck;
        this.templates = templates;
        this.visitorCookie = SessionCookie.ofVisitor(site);
    }

    public void show(Context ctx) {
        if (methods.local() && showSetup.state(codeHolder(ctx)) == SetupState.BY_CODE) {
            show(ctx, WrongField.none());
        } else {
            ctx.redirect(SignInPages.PATH, HttpStatus.SEE_OTHER);
        }
    }

    public void finish(Context ctx) {
        if (!methods.local()) {
            throw ForbiddenRequest.withoutPasswords();
        }
        Optional<SessionSecret> visitor = visitorCookie.read(ctx);
        if (!csrfCheck.isOwnForm(ctx, visitor)) {
            ctx.status(HttpStatus.FORBIDDEN);
            show(ctx, csrfCheck.outOfDate());
            return;
        }
        try {
            Email email = Email.parse(FormFields.text(ctx, EMAIL));
            DisplayName name = DisplayName.parse(FormFields.text(ctx, NAME));
            Password password = Password.parse(FormFields.text(ctx, PASSWORD), email);
            finishSetup.finish(codeHolder(ctx), FormFields.text(ctx, "code"), email, name, password);
            signInPages.signIn(ctx, email, Password.attempt(FormFields.text(ctx, PASSWORD)), LocalPath.HOME);
        } catch (Refusal refusal) {
            if (refusal.reason() == Reason.CODE_REFUSED) {
                FailedSignInLog.log(ctx, "set-up code", refusal);
            }
            ErrorResponses.mark(ctx, refusal);
            show(ctx, WrongField.of(refusal, FIELDS));
        }
    }

    private void show(Context ctx, WrongField wrong) {
        SessionSecret visitor = visitorCookie.keep(ctx);
        templates.show(
                ctx,
                "setUp.jte",
                new SetupView(visitor.csrfToken(), FormFields.text(ctx, EMAIL), FormFields.text(ctx, NAME), wrong));
    }

    private static Actor codeHolder(Context ctx) {
        return new Actor.Finder(ctx.ip(), AuditParty.setupCodeHolder());
    }
}
