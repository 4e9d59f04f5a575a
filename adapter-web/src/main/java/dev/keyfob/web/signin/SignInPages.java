package dev.keyfob.web.signin;

import dev.keyfob.application.user.StartedSession;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.web.WebConfig;
import dev.keyfob.web.WebUseCases;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.problem.Problem;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/** Signing in and out. */
public final class SignInPages {

    private final WebConfig config;
    private final WebUseCases useCases;
    private final Authentication authentication;
    private final FormCheck formCheck;
    private final Templates templates;
    private final SessionCookie sessionCookie;
    private final SessionCookie visitorCookie;

    public SignInPages(
            WebConfig config,
            WebUseCases useCases,
            Authentication authentication,
            FormCheck formCheck,
            Templates templates) {
        this.config = config;
        this.useCases = useCases;
        this.authentication = authentication;
        this.formCheck = formCheck;
        this.templates = templates;
        this.sessionCookie = SessionCookie.ofSession(config);
        this.visitorCookie = SessionCookie.ofVisitor(config);
    }

    public void show(Context ctx) {
        String notice = ctx.queryParam("signed-out") == null ? "" : "You are signed out.";
        show(ctx, "", ctx.queryParam("next"), "", notice);
    }

    public void signIn(Context ctx) {
        formCheck.requireOwnForm(ctx, visitorCookie.read(ctx));
        String typed = Optional.ofNullable(ctx.formParam("email")).orElse("");
        String next = ctx.formParam("next");
        try {
            Password password = Password.attempt(
                    Optional.ofNullable(ctx.formParam("password")).orElse(""));
            StartedSession started = useCases.signIn().signIn(Email.parse(typed), password, ctx.ip());
            endEarlierSession(ctx);
            visitorCookie.drop(ctx);
            sessionCookie.set(ctx, started.secret());
            ctx.redirect(LocalPath.parse(next).orElse(LocalPath.HOME).value(), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            ctx.status(Problem.of(refusal).status());
            refusal.retryAfter().ifPresent(wait -> ctx.header("Retry-After", "" + Math.max(1, wait.toSeconds())));
            show(ctx, typed, next, refusal.explanation(), "");
        }
    }

    public void signOut(Context ctx, Visit visit) {
        useCases.signOut().signOut(visit.person(), visit.secret());
        sessionCookie.drop(ctx);
        ctx.header("Clear-Site-Data", "\"cache\", \"storage\"");
        ctx.redirect("/sign-in?signed-out", HttpStatus.SEE_OTHER);
    }

    private void endEarlierSession(Context ctx) {
        authentication
                .visitOf(ctx)
                .ifPresent(earlier -> useCases.signOut().signOut(earlier.person(), earlier.secret()));
    }

    private void show(Context ctx, String email, String next, String error, String notice) {
        SessionSecret visitor = visitorCookie.read(ctx).orElseGet(() -> SessionSecret.generate(config.random()));
        visitorCookie.set(ctx, visitor);
        String safeNext = LocalPath.parse(next).map(LocalPath::value).orElse("");
        templates.show(ctx, "signIn.jte", new SignInPage(visitor.formToken(), email, safeNext, error, notice));
    }
}
