package dev.keyfob.web.signin;

import dev.keyfob.application.user.PasswordLink;
import dev.keyfob.application.user.UsePasswordLink;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Optional;

/**
 * The page that a one-time link opens. The link carries the code in its fragment, and a script copies it into the form.
 * Without a script, the user types it. Only sending the form uses up the code, so programs that open the links in mails
 * do not.
 */
public final class SetPasswordPages {

    private static final String WAY = "one-time link";
    private static final String CODE = "code";
    private static final String PASSWORD = "password";

    private static final Map<Reason, String> BY_REASON = Map.of(
            Reason.CODE_REFUSED, CODE,
            Reason.PASSWORD_TOO_SHORT, PASSWORD,
            Reason.PASSWORD_TOO_LONG, PASSWORD,
            Reason.PASSWORD_NOT_PLAIN, PASSWORD,
            Reason.PASSWORD_GUESSABLE, PASSWORD);

    /** A browser keeps the fragment of a URL across a redirect unless the redirect sets another one. */
    private static final String WITHOUT_CODE = "#main";

    private static final LocalPath PASSWORD_SET = new LocalPath("/settings/profile?password" + WITHOUT_CODE);
    private static final LocalPath SIGNED_IN = new LocalPath("/settings/profile" + WITHOUT_CODE);

    private final UsePasswordLink usePasswordLink;
    private final Authentication authentication;
    private final CsrfCheck csrfCheck;
    private final SignInPages signInPages;
    private final Templates templates;
    private final SessionCookie visitorCookie;

    public SetPasswordPages(
            Site site,
            UsePasswordLink usePasswordLink,
            Authentication authentication,
            CsrfCheck csrfCheck,
            SignInPages signInPages,
            Templates templates) {
        this.usePasswordLink = usePasswordLink;
        this.authentication = authentication;
        this.csrfCheck = csrfCheck;
        this.signInPages = signInPages;
        this.templates = templates;
        this.visitorCookie = SessionCookie.ofVisitor(site);
    }

    /**
     * What the page shows.
     *
     * @param signedIn the e-mail address of the user signed in with this browser; empty if there is none
     * @param setsPassword false if nobody signs in with a password, so that the link only signs the user in
     */
    public record SetPasswordView(
            String path, String csrfToken, String signedIn, boolean setsPassword, WrongField wrong) {}

    public void show(Context ctx) {
        show(ctx, WrongField.none());
    }

    public void set(Context ctx) {
        Optional<SessionSecret> visitor = visitorCookie.read(ctx);
        if (!csrfCheck.isOwnForm(ctx, visitor)) {
            ctx.status(HttpStatus.FORBIDDEN);
            show(ctx, csrfCheck.outOfDate());
            return;
        }
        try {
            signInPages.welcome(
                    ctx,
                    usePasswordLink.use(
                            OneTimeCode.parse(FormFields.text(ctx, CODE)),
                            FormFields.text(ctx, PASSWORD),
                            signedIn(ctx).map(User::id),
                            ctx.ip(),
                            SignInPages.browserOf(ctx)),
                    usePasswordLink.setsPassword() ? PASSWORD_SET : SIGNED_IN);
        } catch (Refusal refusal) {
            if (refusal.reason() == Reason.CODE_REFUSED || refusal.reason() == Reason.SIGN_IN_TOO_SOON) {
                FailedSignInLog.log(ctx, WAY, refusal);
            }
            ErrorResponses.mark(ctx, refusal);
            show(ctx, WrongField.of(refusal, BY_REASON));
        }
    }

    private Optional<User> signedIn(Context ctx) {
        return authentication.sessionOf(ctx).map(session -> session.person().user());
    }

    private void show(Context ctx, WrongField wrong) {
        SessionSecret visitor = visitorCookie.keep(ctx);
        templates.show(
                ctx,
                "setPassword.jte",
                new SetPasswordView(
                        PasswordLink.PATH,
                        visitor.csrfToken(),
                        signedIn(ctx).map(user -> user.email().value()).orElse(""),
                        usePasswordLink.setsPassword(),
                        wrong));
    }
}
