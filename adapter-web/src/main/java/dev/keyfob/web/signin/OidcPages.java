package dev.keyfob.web.signin;

import dev.keyfob.application.user.LinkIdentity;
import dev.keyfob.application.user.ProvenIdentity;
import dev.keyfob.application.user.SignInWithIdentity;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.SignInRefused;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends browsers to an identity provider and handles its answer.
 *
 * <p>State, nonce and code verifier are derived from one random cookie. An answer therefore counts only in the browser
 * that started the sign-in, and any node can process it. The first answer deletes the cookie.
 */
public final class OidcPages {

    private static final String PATH = "/sign-in/oidc/";
    private static final String LINKED = "/settings/profile/identities?linked";

    /**
     * How many requests may wait for providers at the same time: half of the places that {@code LoadShedding} has for
     * pages. The providers share them equally, and each has at least one.
     */
    private static final int PLACES = 8;

    /** Precedes the path if the provider must have the user sign in again. No path begins with it. */
    private static final String AGAIN = "again:";

    /**
     * The longest path to return to. It is part of the addresses to the provider and back, and some providers accept at
     * most 4,096 characters.
     */
    private static final int LONGEST_NEXT = 2000;

    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Pattern STATE =
            Pattern.compile("([A-Za-z0-9_-]{43})\\.([0-9]{1,12})\\.([A-Za-z0-9_-]*)\\.([A-Za-z0-9_-]*)");

    private final Site site;
    private final SignInWithIdentity signInWithIdentity;
    private final LinkIdentity linkIdentity;
    private final Authentication authentication;
    private final SignInPages signInPages;
    private final Templates templates;
    private final InstantSource clock;
    private final SessionCookie cookie;
    private final Map<String, OidcProvider> providers = new LinkedHashMap<>();

    public OidcPages(
            Site site,
            List<OidcSettings> providers,
            SignInWithIdentity signInWithIdentity,
            LinkIdentity linkIdentity,
            Authentication authentication,
            SignInPages signInPages,
            Templates templates) {
        this.site = site;
        this.templates = templates;
        this.linkIdentity = linkIdentity;
        this.authentication = authentication;
        this.signInWithIdentity = signInWithIdentity;
        this.signInPages = signInPages;
        this.clock = site.clock();
        this.cookie = SessionCookie.ofProvider(site);
        int places = Math.max(1, PLACES / Math.max(1, providers.size()));
        providers.forEach(settings -> this.providers.put(settings.key(), new OidcProvider(settings, clock, places)));
    }

    /** A page that forwards to {@code authorizationUri}, the address at the provider. */
    public record ToProvider(String provider, String authorizationUri) {}

    static String pathOf(OidcSettings provider) {
        return PATH + provider.key();
    }

    /** Sends the browser to the provider. */
    public void start(Context ctx) {
        OidcProvider provider = provider(ctx);
        LocalPath next = LocalPath.parse(ctx.queryParam("next"))
                .map(wanted -> wanted.atMost(LONGEST_NEXT))
                .orElse(LocalPath.HOME);
        try {
            URI authorizationUri =
                    ask(ctx, provider, (SignInPages.whyOf(ctx) == SignInReason.FRESH ? AGAIN : "") + next.value(), "");
            ctx.redirect(authorizationUri.toString(), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            note(ctx, provider, refusal);
            signInPages.showRefused(ctx, next.value(), SignInPages.whyOf(ctx), refusal);
        }
    }

    /**
     * Sends a signed-in person to the provider, to link their account there with this one. It answers with a page
     * instead of a redirect, because the Content-Security-Policy has {@code form-action 'self'} and browsers apply it
     * to the redirects of a form, too.
     */
    public void startLink(Context ctx, SignedInSession session) {
        OidcProvider provider = provider(ctx);
        try {
            URI authorizationUri = ask(ctx, provider, LocalPath.HOME.value(), linkOf(session, provider));
            templates.show(
                    ctx, "toProvider.jte", new ToProvider(provider.settings().label(), authorizationUri.toString()));
        } catch (Refusal refusal) {
            note(ctx, provider, refusal);
            throw refusal;
        }
    }

    private URI ask(Context ctx, OidcProvider provider, String wanted, String link) {
        // Keep an existing cookie, because another tab may be signing in at the same time.
        SessionSecret secret = cookie.readOrGenerate(ctx);
        String about = clock.instant().getEpochSecond() + "." + encoded(wanted) + "." + link;
        URI authorizationUri = provider.authorizationUri(
                requestSecrets(secret, provider, proof(secret, provider, about) + "." + about),
                back(provider),
                wanted.startsWith(AGAIN));
        cookie.set(ctx, secret);
        return authorizationUri;
    }

    /** Takes the provider's answer. */
    public void finish(Context ctx) {
        OidcProvider provider = provider(ctx);
        Optional<SessionSecret> secret = cookie.read(ctx);
        cookie.drop(ctx);
        PendingSignIn asked = PendingSignIn.NOTHING;
        if (secret.isEmpty()) {
            // Not logged, because any page on the web can send its visitors here and must not get their addresses
            // blocked.
            signInPages.showRefused(ctx, asked.next().value(), asked.why(), notAsked());
            return;
        }
        try {
            String state = Optional.ofNullable(ctx.queryParam("state")).orElse("");
            asked = askedBy(state, secret.get(), provider);
            provider.requireOwnAnswer(Optional.ofNullable(ctx.queryParam("iss")));
            if (ctx.queryParam("error") != null
                    || Optional.ofNullable(ctx.queryParam("code")).orElse("").isBlank()) {
                throw provider.withoutCode(
                        Optional.ofNullable(ctx.queryParam("error")).orElse("(none)"));
            }
            ProvenIdentity proven = provider.prove(
                    ctx.queryParam("code"),
                    requestSecrets(secret.get(), provider, state),
                    back(provider),
                    asked.isAgain());
            if (asked.isLink()) {
                linkIdentity.link(linking(ctx, provider, asked).person(), proven);
                ctx.redirect(LINKED, HttpStatus.SEE_OTHER);
            } else {
                signInPages.welcome(
                        ctx, signInWithIdentity.signIn(proven, ctx.ip(), SignInPages.browserOf(ctx)), asked.next());
            }
        } catch (Refusal refusal) {
            if (asked.isLink() && refusal.reason() == Reason.IDENTITY_TAKEN) {
                // This is not a failed sign-in: the user is already signed in.
                throw refusal;
            }
            note(ctx, provider, refusal);
            signInPages.showRefused(ctx, asked.next().value(), asked.why(), refusal);
        }
    }

    /** Returns the session, which must be the one that requested the link. */
    private SignedInSession linking(Context ctx, OidcProvider provider, PendingSignIn asked) {
        return authentication
                .sessionOf(ctx)
                .filter(session -> isEqual(linkOf(session, provider), asked.link()))
                .orElseThrow(() -> new SignInRefused(
                        Reason.SIGN_IN_FAILED,
                        OidcProvider.ANSWER,
                        "the session that asked to link an account is not signed in any more",
                        "Nothing was linked, because you are no longer signed in. Sign in and try again."));
    }

    /** Returns a value that binds the answer to the requesting session. It does not reveal the session's secret. */
    private static String linkOf(SignedInSession session, OidcProvider provider) {
        return session.secret().valueFor("link." + provider.settings().key());
    }

    private OidcProvider provider(Context ctx) {
        return Optional.ofNullable(providers.get(ctx.pathParam("provider"))).orElseThrow(NotFoundResponse::new);
    }

    /**
     * The purpose of a sign-in.
     *
     * @param next where the person wanted to go
     * @param isAgain whether the person must have signed in at the provider recently
     * @param link a value that identifies the session for which an account is linked; empty for a sign-in
     */
    private record PendingSignIn(LocalPath next, boolean isAgain, String link) {
        static final PendingSignIn NOTHING = new PendingSignIn(LocalPath.HOME, false, "");

        SignInReason why() {
            return isAgain ? SignInReason.FRESH : SignInReason.PLAIN;
        }

        boolean isLink() {
            return !link.isEmpty();
        }
    }

    /** Parses the state, which must have been created for this browser less than ten minutes ago. */
    private PendingSignIn askedBy(String state, SessionSecret secret, OidcProvider provider) {
        Matcher parts = STATE.matcher(state);
        if (!parts.matches()) {
            throw notAsked();
        }
        String about = parts.group(2) + "." + parts.group(3) + "." + parts.group(4);
        Instant asked = Instant.ofEpochSecond(Long.parseLong(parts.group(2)));
        boolean isOurs = isEqual(proof(secret, provider, about), parts.group(1));
        if (!isOurs || clock.instant().isAfter(asked.plus(TIMEOUT))) {
            throw notAsked();
        }
        String wanted = new String(Base64.getUrlDecoder().decode(parts.group(3)), StandardCharsets.UTF_8);
        boolean isAgain = wanted.startsWith(AGAIN);
        LocalPath next = LocalPath.parse(isAgain ? wanted.substring(AGAIN.length()) : wanted)
                .orElse(LocalPath.HOME);
        return new PendingSignIn(next, isAgain, parts.group(4));
    }

    private static boolean isEqual(String expected, String presented) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), presented.getBytes(StandardCharsets.US_ASCII));
    }

    private static String proof(SessionSecret secret, OidcProvider provider, String about) {
        return secret.valueFor("state." + provider.settings().key() + "." + about);
    }

    private static OidcProvider.RequestSecrets requestSecrets(
            SessionSecret secret, OidcProvider provider, String state) {
        String key = provider.settings().key();
        return new OidcProvider.RequestSecrets(
                state, secret.valueFor("nonce." + key + "." + state), secret.valueFor("verifier." + key + "." + state));
    }

    private URI back(OidcProvider provider) {
        return URI.create(site.origin() + pathOf(provider.settings()) + "/callback");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    // The use case itself records refusals that follow a proven identity.
    private void note(Context ctx, OidcProvider provider, Refusal refusal) {
        String key = provider.settings().key();
        FailedSignInLog.log(ctx, key, refusal);
        if (refusal instanceof SignInRefused refused && OidcProvider.STEPS.contains(refused.step())) {
            signInWithIdentity.noteRefused(key, refused, ctx.ip());
        }
    }

    private static Refusal notAsked() {
        return new SignInRefused(
                Reason.SIGN_IN_FAILED,
                OidcProvider.ANSWER,
                "this browser started no such sign-in within the last ten minutes",
                "This browser started no such sign-in within the last ten minutes. Try again.");
    }
}
