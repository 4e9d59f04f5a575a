package dev.keyfob.web.signin;

import dev.keyfob.application.user.SignInWithIdentity;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.SignInRefused;
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
 * The way to an identity provider and back.
 *
 * <p>State, nonce and code verifier are all made of one random cookie, so an answer counts in the browser that asked and
 * nowhere else, and any node can take it. The cookie is gone with the first answer.
 */
public final class OidcPages {

    private static final String PATH = "/sign-in/oidc/";
    /** So many requests at once may wait for providers: half of those for pages. They are shared out among the providers. */
    private static final int PLACES = 8;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern STATE = Pattern.compile("([A-Za-z0-9_-]{43})\\.([0-9]{1,12})\\.([A-Za-z0-9_-]*)");

    private final Site site;
    private final SignInWithIdentity signInWithIdentity;
    private final SignInPages signInPages;
    private final InstantSource clock;
    private final SessionCookie cookie;
    private final Map<String, OidcProvider> providers = new LinkedHashMap<>();

    public OidcPages(
            Site site, List<OidcSettings> providers, SignInWithIdentity signInWithIdentity, SignInPages signInPages) {
        this.site = site;
        this.signInWithIdentity = signInWithIdentity;
        this.signInPages = signInPages;
        this.clock = site.clock();
        this.cookie = SessionCookie.ofProvider(site);
        int places = Math.max(1, PLACES / Math.max(1, providers.size()));
        providers.forEach(settings -> this.providers.put(settings.key(), new OidcProvider(settings, clock, places)));
    }

    static String pathOf(OidcSettings provider) {
        return PATH + provider.key();
    }

    /** Sends the browser to the provider. */
    public void start(Context ctx) {
        OidcProvider provider = provider(ctx);
        LocalPath next = LocalPath.parse(ctx.queryParam("next")).orElse(LocalPath.HOME);
        // Two tabs may be on their way at once.
        SessionSecret secret = cookie.read(ctx).orElseGet(() -> SessionSecret.generate(site.random()));
        try {
            String about = clock.instant().getEpochSecond() + "." + encoded(next.value());
            URI question = provider.question(
                    ties(secret, provider, proof(secret, provider, about) + "." + about), back(provider));
            cookie.set(ctx, secret);
            ctx.redirect(question.toString(), HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            note(ctx, provider, refusal);
            signInPages.showRefused(ctx, next.value(), refusal);
        }
    }

    /** Takes the provider's answer. */
    public void finish(Context ctx) {
        OidcProvider provider = provider(ctx);
        Optional<SessionSecret> secret = cookie.read(ctx);
        cookie.drop(ctx);
        LocalPath next = LocalPath.HOME;
        if (secret.isEmpty()) {
            // Any page on the web can send its visitors here, so it is noted nowhere: nobody shall be shut out for it.
            signInPages.showRefused(ctx, next.value(), notAsked());
            return;
        }
        try {
            String state = Optional.ofNullable(ctx.queryParam("state")).orElse("");
            SessionSecret asked = secret.get();
            next = nextOf(state, asked, provider);
            provider.requireOwnAnswer(Optional.ofNullable(ctx.queryParam("iss")));
            if (ctx.queryParam("error") != null
                    || Optional.ofNullable(ctx.queryParam("code")).orElse("").isBlank()) {
                throw provider.withoutCode(
                        Optional.ofNullable(ctx.queryParam("error")).orElse("(none)"));
            }
            signInPages.welcome(
                    ctx,
                    signInWithIdentity.signIn(
                            provider.prove(ctx.queryParam("code"), ties(asked, provider, state), back(provider)),
                            ctx.ip()),
                    next);
        } catch (Refusal refusal) {
            note(ctx, provider, refusal);
            signInPages.showRefused(ctx, next.value(), refusal);
        }
    }

    private OidcProvider provider(Context ctx) {
        return Optional.ofNullable(providers.get(ctx.pathParam("provider"))).orElseThrow(NotFoundResponse::new);
    }

    /** Where the person wanted to go, out of a state that this browser was given lately. */
    private LocalPath nextOf(String state, SessionSecret secret, OidcProvider provider) {
        Matcher parts = STATE.matcher(state);
        if (!parts.matches()) {
            throw notAsked();
        }
        String about = parts.group(2) + "." + parts.group(3);
        Instant asked = Instant.ofEpochSecond(Long.parseLong(parts.group(2)));
        boolean isOurs = MessageDigest.isEqual(
                proof(secret, provider, about).getBytes(StandardCharsets.US_ASCII),
                parts.group(1).getBytes(StandardCharsets.US_ASCII));
        if (!isOurs || clock.instant().isAfter(asked.plus(PATIENCE))) {
            throw notAsked();
        }
        return LocalPath.parse(new String(Base64.getUrlDecoder().decode(parts.group(3)), StandardCharsets.UTF_8))
                .orElse(LocalPath.HOME);
    }

    private static String proof(SessionSecret secret, OidcProvider provider, String about) {
        return secret.valueFor("state." + provider.settings().key() + "." + about);
    }

    private static OidcProvider.Ties ties(SessionSecret secret, OidcProvider provider, String state) {
        String key = provider.settings().key();
        return new OidcProvider.Ties(
                state, secret.valueFor("nonce." + key + "." + state), secret.valueFor("verifier." + key + "." + state));
    }

    private URI back(OidcProvider provider) {
        return URI.create(site.origin() + pathOf(provider.settings()) + "/callback");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    // Whom a provider proved, and who is refused all the same, the use case has noted.
    private void note(Context ctx, OidcProvider provider, Refusal refusal) {
        String key = provider.settings().key();
        FailedSignIns.log(ctx, key, refusal);
        if (refusal instanceof SignInRefused refused && OidcProvider.STEPS.contains(refused.step())) {
            signInWithIdentity.noteRefused(key, refused, ctx.ip());
        }
    }

    private static Refusal notAsked() {
        return new SignInRefused(
                Reason.SIGN_IN_FAILED,
                OidcProvider.ANSWER,
                "it belongs to no sign-in that was begun in this browser within ten minutes",
                "That answer belongs to no sign-in that was begun in this browser within ten minutes. Try again.");
    }
}
