package dev.keyfob.web.signin;

import dev.keyfob.application.mail.RequestPasswordMail;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.Map;

/**
 * The page for users who forgot their password. It exists only if mail is configured and people sign in with passwords.
 * The answer is the same whether or not the address has an account.
 */
public final class ForgottenPasswordPages {

    public static final String PATH = "/forgot-password";

    private static final String EMAIL = "email";

    private final RequestPasswordMail requestPasswordMail;
    private final CsrfCheck csrfCheck;
    private final Templates templates;
    private final SessionCookie visitorCookie;

    public ForgottenPasswordPages(
            Site site, RequestPasswordMail requestPasswordMail, CsrfCheck csrfCheck, Templates templates) {
        this.requestPasswordMail = requestPasswordMail;
        this.csrfCheck = csrfCheck;
        this.templates = templates;
        this.visitorCookie = SessionCookie.ofVisitor(site);
    }

    /** What the page shows; {@code isAsked} means that a mail is on its way if there is such an account. */
    public record ForgottenView(String path, String csrfToken, boolean isAsked, String email, WrongField wrong) {}

    public void show(Context ctx) {
        requirePossible();
        show(ctx, "", WrongField.none());
    }

    public void ask(Context ctx) {
        requirePossible();
        String typed = FormFields.text(ctx, EMAIL);
        if (!csrfCheck.isOwnForm(ctx, visitorCookie.read(ctx))) {
            ctx.status(HttpStatus.FORBIDDEN);
            show(ctx, typed, csrfCheck.outOfDate());
            return;
        }
        try {
            requestPasswordMail.request(Email.parse(typed), ctx.ip());
            ctx.redirect(PATH + "?asked", HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            ErrorResponses.mark(ctx, refusal);
            show(ctx, typed, WrongField.of(refusal, Map.of(Reason.EMAIL_UNREADABLE, EMAIL)));
        }
    }

    private void requirePossible() {
        if (!requestPasswordMail.isPossible()) {
            throw new NotFoundResponse();
        }
    }

    private void show(Context ctx, String typed, WrongField wrong) {
        SessionSecret visitor = visitorCookie.keep(ctx);
        templates.show(
                ctx,
                "forgottenPassword.jte",
                new ForgottenView(PATH, visitor.csrfToken(), ctx.queryParam("asked") != null, typed, wrong));
    }
}
