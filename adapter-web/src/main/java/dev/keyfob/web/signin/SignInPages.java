package dev.keyfob.web.signin;

import dev.keyfob.application.mail.RequestPasswordMail;
import dev.keyfob.application.setup.ShowSetup;
import dev.keyfob.application.user.ProvenIdentity;
import dev.keyfob.application.user.SignIn;
import dev.keyfob.application.user.SignInWithIdentity;
import dev.keyfob.application.user.SignOut;
import dev.keyfob.application.user.StartedSession;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.SetupState;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.problem.ForbiddenRequest;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signing in and out. */
public final class SignInPages {

    public static final String PATH = "/sign-in";

    private static final String WHY = "why";
    private static final String EMAIL = "email";
    private static final String PASSWORD = "password";

    /**
     * The page does not reveal whether the e-mail address or the password was wrong. The user types the password again
     * in either case.
     */
    private static final Map<Reason, String> FIELDS =
            Map.of(Reason.EMAIL_UNREADABLE, EMAIL, Reason.SIGN_IN_FAILED, PASSWORD);

    private final Site site;
    private final SignInMethods methods;
    private final SignIn signIn;
    private final SignInWithIdentity signInWithIdentity;
    private final SignOut signOut;
    private final ShowSetup showSetup;
    private final RequestPasswordMail requestPasswordMail;
    private final Authentication authentication;
    private final CsrfCheck csrfCheck;
    private final Templates templates;
    private final SessionCookie sessionCookie;
    private final SessionCookie visitorCookie;
    private final SessionCookie deviceCookie;
    private final ProxySignIn proxySignIn;

    public SignInPages(
            Site site,
            SignInMethods methods,
            ProxySignIn proxySignIn,
            SignIn signIn,
            SignInWithIdentity signInWithIdentity,
            SignOut signOut,
            ShowSetup showSetup,
            RequestPasswordMail requestPasswordMail,
            Authentication authentication,
            CsrfCheck csrfCheck,
            Templates templates) {
        this.site = site;
        this.methods = methods;
        this.signIn = signIn;
        this.signInWithIdentity = signInWithIdentity;
        this.signOut = signOut;
        this.showSetup = showSetup;
        this.requestPasswordMail = requestPasswordMail;
        this.authentication = authentication;
        this.csrfCheck = csrfCheck;
        this.templates = templates;
        this.sessionCookie = SessionCookie.ofSession(site);
        this.visitorCookie = SessionCookie.ofVisitor(site);
        this.deviceCookie = SessionCookie.ofDevice(site);
        this.proxySignIn = proxySignIn;
    }

    /**
     * Returns the sign-in page's address. After signing in, the user continues at {@code address}, or at its page
     * without the query if the address is not a valid path.
     */
    public static String pathFor(String address, SignInReason why) {
        return LocalPath.parse(address)
                .or(() -> LocalPath.parse(address.split("[?]", 2)[0]))
                .map(next -> PATH + asParameters(next.value(), why))
                .orElseGet(() -> PATH + asParameters("", why));
    }

    public void show(Context ctx) {
        Optional<ProvenIdentity> broughtByProxy = proxySignIn.identityOf(ctx);
        boolean maySignIn = ctx.method() == HandlerType.GET && ctx.queryParam("signed-out") == null;
        if (broughtByProxy.isPresent() && maySignIn) {
            signInByProxy(ctx, broughtByProxy.get());
            return;
        }
        if (maySignIn) {
            proxySignIn.doubt(ctx).ifPresent(cause -> FailedSignInLog.log(ctx, ProxySignIn.WAY, cause));
        }
        SignInReason why = whyOf(ctx);
        String email = why == SignInReason.FRESH
                ? authentication
                        .sessionOf(ctx)
                        .map(session -> session.person().user().email().value())
                        .orElse("")
                : "";
        String notice = ctx.queryParam("signed-out") == null ? why.words() : "You are signed out.";
        show(ctx, email, ctx.queryParam("next"), why, WrongField.none(), notice);
    }

    public void signIn(Context ctx) {
        if (!methods.local()) {
            throw ForbiddenRequest.withoutPasswords();
        }
        String typed = FormFields.text(ctx, EMAIL);
        String next = ctx.formParam("next");
        Optional<SessionSecret> visitor = visitorCookie.read(ctx);
        if (!csrfCheck.isOwnForm(ctx, visitor)) {
            Optional<User> signedIn = authentication
                    .sessionOf(ctx)
                    .map(session -> session.person().user());
            if (signedIn.filter(user -> user.email().value().equalsIgnoreCase(typed.strip()))
                    .isPresent()) {
                ctx.redirect(LocalPath.parse(next).orElse(LocalPath.HOME).value(), HttpStatus.SEE_OTHER);
                return;
            }
            if (signedIn.isPresent() || visitor.isEmpty()) {
                ctx.status(HttpStatus.FORBIDDEN);
                show(
                        ctx,
                        typed,
                        next,
                        whyOf(ctx),
                        WrongField.ofForm(
                                signedIn.map(SignInPages::signedInMeanwhile).orElseGet(this::withoutCookie)),
                        "");
                return;
            }
        }
        csrfCheck.requireOwnForm(ctx, visitor);
        try {
            Password password = Password.attempt(FormFields.text(ctx, PASSWORD));
            signIn(ctx, Email.parse(typed), password, LocalPath.parse(next).orElse(LocalPath.HOME));
        } catch (Refusal refusal) {
            FailedSignInLog.log(ctx, "password", refusal);
            ErrorResponses.mark(ctx, refusal);
            show(ctx, typed, next, whyOf(ctx), WrongField.of(refusal, FIELDS), "");
        }
    }

    public void signOut(Context ctx, SignedInSession session) {
        signOut.signOut(session.person(), session.secret());
        sessionCookie.drop(ctx);
        ctx.header("Clear-Site-Data", "\"cache\", \"storage\"");
        ctx.redirect("/sign-in?signed-out", HttpStatus.SEE_OTHER);
    }

    /** Signs in with a password, or refuses. */
    void signIn(Context ctx, Email email, Password password, LocalPath next) {
        SessionSecret device = deviceCookie.readOrGenerate(ctx);
        StartedSession started = signIn.signIn(email, password, ctx.ip(), device, browserOf(ctx));
        deviceCookie.set(ctx, device);
        welcome(ctx, started, next);
    }

    /** Starts the new session and ends any earlier session of this browser. */
    void welcome(Context ctx, StartedSession started, LocalPath next) {
        endEarlierSession(ctx);
        visitorCookie.drop(ctx);
        sessionCookie.set(ctx, started.secret());
        ctx.redirect(next.value(), HttpStatus.SEE_OTHER);
    }

    /**
     * Shows the sign-in page with the refusal. {@code why} is the reason for the sign-in, which the next attempt keeps.
     */
    void showRefused(Context ctx, String next, SignInReason why, Refusal refusal) {
        ErrorResponses.mark(ctx, refusal);
        show(ctx, "", next, why, WrongField.ofForm(refusal.explanation()), "");
    }

    private void signInByProxy(Context ctx, ProvenIdentity proven) {
        try {
            welcome(
                    ctx,
                    signInWithIdentity.signIn(proven, ctx.ip(), browserOf(ctx)),
                    LocalPath.parse(ctx.queryParam("next")).orElse(LocalPath.HOME));
        } catch (Refusal refusal) {
            FailedSignInLog.log(ctx, ProxySignIn.WAY, refusal);
            showRefused(ctx, ctx.queryParam("next"), whyOf(ctx), refusal);
        }
    }

    /** Returns a description of the browser for the list of sessions. */
    static String browserOf(Context ctx) {
        return BrowserName.of(Optional.ofNullable(ctx.userAgent()));
    }

    private static String signedInMeanwhile(User user) {
        return user.email()
                + " has signed in with this browser since this form was opened. To sign in as another user, send it"
                + " again.";
    }

    private String withoutCookie() {
        return "Your browser sent no cookie with this form, and signing in needs one. Allow cookies for "
                + site.origin() + ", open Keyfob at that address and sign in again.";
    }

    private void endEarlierSession(Context ctx) {
        authentication.sessionOf(ctx).ifPresent(earlier -> signOut.signOut(earlier.person(), earlier.secret()));
    }

    private void show(Context ctx, String email, String next, SignInReason why, WrongField wrong, String notice) {
        SessionSecret visitor = visitorCookie.keep(ctx);
        String safeNext = LocalPath.parse(next).map(LocalPath::value).orElse("");
        templates.show(
                ctx,
                "signIn.jte",
                new SignInView(
                        visitor.csrfToken(),
                        email,
                        safeNext,
                        why.code(),
                        wrong,
                        notice,
                        methods.local(),
                        requestPasswordMail.isPossible(),
                        firstAccount(ctx),
                        methods.providers().stream()
                                .map(provider -> new SignInView.Way(
                                        provider.label(), OidcPages.pathOf(provider) + asParameters(safeNext, why)))
                                .toList()));
    }

    private FirstAccount firstAccount(Context ctx) {
        SetupState state = methods.local() ? showSetup.state(new Actor.Finder(ctx.ip())) : SetupState.DONE;
        return FirstAccount.of(state, site.tokenSettings().catalogue());
    }

    /**
     * Returns why the user must sign in, from the query or the form. Clients can set it freely, because it only selects
     * the text.
     */
    static SignInReason whyOf(Context ctx) {
        String inAddress = ctx.queryParam(WHY);
        return SignInReason.of(inAddress == null ? ctx.formParam(WHY) : inAddress);
    }

    private static String asParameters(String next, SignInReason why) {
        List<String> parameters = new ArrayList<>();
        if (!next.isEmpty()) {
            parameters.add("next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
        }
        if (why != SignInReason.PLAIN) {
            parameters.add(WHY + "=" + why.code());
        }
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }
}
