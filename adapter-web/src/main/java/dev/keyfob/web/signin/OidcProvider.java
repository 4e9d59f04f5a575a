package dev.keyfob.web.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Identifier;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.keyfob.application.user.ProvenIdentity;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.LocalMachine;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.SignInRefused;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * An OpenID Connect provider, used through the authorization code flow with PKCE (RFC 7636). Its metadata is read on
 * first use, so Keyfob starts even if the provider is down. Only a few requests may wait for it at once, so a provider
 * that hangs does not block other requests.
 *
 * <p>An ID token is accepted only if it is signed by one of the provider's published keys with an asymmetric algorithm,
 * and has this issuer, this client as audience, the expected nonce, and times that match within a minute.
 */
final class OidcProvider {

    /** Excludes "none" and algorithms that use a shared secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** The steps at which a sign-in can fail, as the logs name them. */
    static final String DISCOVERY = "discovery";

    static final String ANSWER = "answer";
    static final String CODE = "code";
    static final String ID_TOKEN = "ID token";
    static final Set<String> STEPS = Set.of(DISCOVERY, ANSWER, CODE, ID_TOKEN);

    /** Errors of the provider or of its client settings. They are not the user's fault. */
    private static final Set<String> OUTAGES =
            Set.of("server_error", "temporarily_unavailable", "invalid_client", "unauthorized_client");

    /** Shorter than {@code Actor.FRESH_FOR}, to leave some time for the change itself. */
    private static final Duration FRESH_FOR = Duration.ofMinutes(5);

    private static final int CLOCK_SKEW_SECONDS = 60;
    private static final Duration KNOWN_FOR = Duration.ofHours(1);

    private final OidcSettings settings;
    private final InstantSource clock;
    private final ProviderCalls calls;
    private final Semaphore places;
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicReference<Optional<Known>> known = new AtomicReference<>(Optional.empty());

    /** The provider's metadata, and when it was read. */
    private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator, Instant since) {}

    /** The values that bind an answer to its request. Only one browser knows them. */
    record RequestSecrets(String state, String nonce, String verifier) {}

    /** {@code places} is how many requests may wait for the provider at the same time. */
    OidcProvider(OidcSettings settings, InstantSource clock, int places) {
        this.settings = settings;
        this.clock = clock;
        this.calls = new ProviderCalls(clock, settings.timeout());
        this.places = new Semaphore(places);
    }

    OidcSettings settings() {
        return settings;
    }

    /**
     * Returns the address at the provider to send the browser to. If {@code isAgain}, the provider must have the user
     * sign in again unless they did so recently.
     */
    URI authorizationUri(RequestSecrets secrets, URI redirect, boolean isAgain) {
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                        new ResponseType(ResponseType.Value.CODE),
                        new Scope(settings.scopes().toArray(String[]::new)),
                        new ClientID(settings.clientId()),
                        redirect)
                .endpointURI(known().metadata().getAuthorizationEndpointURI())
                .state(new State(secrets.state()))
                .nonce(new Nonce(secrets.nonce()))
                .codeChallenge(new CodeVerifier(secrets.verifier()), CodeChallengeMethod.S256);
        if (isAgain) {
            request.maxAge((int) FRESH_FOR.toSeconds());
        }
        return request.build().toURI();
    }

    /**
     * Checks the issuer in the provider's answer (RFC 9207). It may be missing unless the provider announces that it
     * sends it.
     */
    void requireOwnAnswer(Optional<String> issuer) {
        boolean isSilent = issuer.isEmpty() && !known().metadata().supportsAuthorizationResponseIssuerParam();
        if (!isSilent && !issuer.equals(Optional.of(settings.issuer().toString()))) {
            throw notProven(
                    ANSWER,
                    "it is of the issuer " + issuer.orElse("(none)") + ", and the setting is " + settings.issuer());
        }
    }

    /** Returns the refusal for an answer without a code. */
    Refusal withoutCode(String error) {
        String cause = "the provider sent no code but the error " + error;
        return OUTAGES.contains(error)
                ? unreachable(ANSWER, cause)
                : new SignInRefused(
                        Reason.SIGN_IN_FAILED,
                        ANSWER,
                        cause,
                        settings.label() + " did not sign you in. Try again, or ask an administrator.");
    }

    /**
     * Exchanges the code for the user's identity. If {@code isAgain}, refuses a user who has not signed in at the
     * provider recently.
     */
    ProvenIdentity prove(String code, RequestSecrets secrets, URI redirect, boolean isAgain) {
        IDTokenClaimsSet claims = inPlace(() -> claims(code, secrets, redirect));
        Instant now = clock.instant();
        // A clock that runs ahead must not make a sign-in count for longer.
        Optional<Instant> provenAt = Optional.ofNullable(claims.getAuthenticationTime())
                .map(Date::toInstant)
                .map(at -> at.isAfter(now) ? now : at);
        if (isAgain) {
            requireLately(provenAt, now);
        }
        OidcClaims read = new OidcClaims(settings, claims.toJSONObject());
        try {
            return new ProvenIdentity(
                    new Identity(
                            settings.issuer().toString(), claims.getSubject().getValue()),
                    read.email(),
                    read.name(),
                    read.roles(),
                    settings.label(),
                    read.doubt(),
                    provenAt);
        } catch (IllegalArgumentException e) {
            throw notProven(ID_TOKEN, "its subject is blank or too long");
        }
    }

    // OpenID Connect Core section 3.1.2.1: if max_age was requested, the provider must return auth_time.
    private void requireLately(Optional<Instant> provenAt, Instant now) {
        Instant earliest = now.minus(FRESH_FOR).minusSeconds(CLOCK_SKEW_SECONDS);
        if (provenAt.filter(at -> !at.isBefore(earliest)).isEmpty()) {
            throw new SignInRefused(
                    Reason.SIGN_IN_FAILED,
                    ID_TOKEN,
                    provenAt.map(at -> "auth_time is " + at).orElse("it has no auth_time") + ", and max_age was "
                            + FRESH_FOR.toSeconds(),
                    settings.label() + " did not have you sign in again. Sign out there, then try again.");
        }
    }

    private IDTokenClaimsSet claims(String code, RequestSecrets secrets, URI redirect) {
        Known provider = freshlyKnown();
        try {
            IDTokenClaimsSet claims = provider.validator()
                    .validate(
                            token(provider.metadata(), code, secrets, redirect)
                                    .getOIDCTokens()
                                    .getIDToken(),
                            new Nonce(secrets.nonce()));
            // OpenID Connect Core section 3.1.3.7, points 4 and 5.
            Optional<String> party =
                    Optional.ofNullable(claims.getAuthorizedParty()).map(Identifier::getValue);
            if (party.isEmpty() ? claims.getAudience().size() > 1 : !party.get().equals(settings.clientId())) {
                throw notProven(
                        ID_TOKEN,
                        "it is for "
                                + party.orElseGet(() -> Identifier.toStringList(claims.getAudience())
                                        .toString()) + ", and the setting client_id is " + settings.clientId());
            }
            return claims;
        } catch (BadJOSEException e) {
            throw notProven(
                    ID_TOKEN,
                    e.getMessage() + ". The settings are issuer " + settings.issuer() + ", client_id "
                            + settings.clientId());
        } catch (JOSEException e) {
            throw unreachable(ID_TOKEN, e);
        }
    }

    private OIDCTokenResponse token(OIDCProviderMetadata metadata, String code, RequestSecrets secrets, URI redirect) {
        HTTPRequest request = new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(),
                        new ClientSecretBasic(new ClientID(settings.clientId()), new Secret(settings.clientSecret())),
                        new AuthorizationCodeGrant(
                                new AuthorizationCode(code), redirect, new CodeVerifier(secrets.verifier())))
                .build()
                .toHTTPRequest();
        try {
            TokenResponse answer = OIDCTokenResponseParser.parse(request.send(calls));
            if (!answer.indicatesSuccess()) {
                throw refusedCode(answer.toErrorResponse().getErrorObject());
            }
            OIDCTokenResponse tokens = (OIDCTokenResponse) answer.toSuccessResponse();
            if (tokens.getOIDCTokens().getIDToken() == null) {
                throw unreadable("there is no ID token in the provider's answer");
            }
            return tokens;
        } catch (com.nimbusds.oauth2.sdk.ParseException e) {
            throw unreadable("the provider's answer cannot be read");
        } catch (IOException e) {
            throw unreachable(CODE, e);
        }
    }

    private Refusal refusedCode(ErrorObject error) {
        int status = error.getHTTPStatusCode();
        String code = Objects.toString(error.getCode(), "without a code");
        String cause = "the provider answered " + status + " " + code;
        return status >= 500 || status == 429 || OUTAGES.contains(code)
                ? unreachable(CODE, cause)
                : notProven(CODE, cause);
    }

    private <T> T inPlace(Supplier<T> call) {
        if (!places.tryAcquire()) {
            throw new Refusal(
                    Reason.TOO_BUSY, "Too many are waiting for " + settings.label() + " right now. Try again shortly.");
        }
        try {
            return call.get();
        } finally {
            places.release();
        }
    }

    private Known known() {
        return fresh().orElseGet(() -> inPlace(this::freshlyKnown));
    }

    private Optional<Known> latest() {
        return Objects.requireNonNull(known.get());
    }

    private Optional<Known> fresh() {
        return latest().filter(each -> clock.instant().isBefore(each.since().plus(KNOWN_FOR)));
    }

    // One thread reads. The others use the previous result, or wait if there is none.
    private Known freshlyKnown() {
        Optional<Known> before = latest();
        if (!reading.tryLock()) {
            if (before.isPresent()) {
                return before.get();
            }
            reading.lock();
        }
        try {
            Optional<Known> fresh = fresh();
            if (fresh.isPresent()) {
                return fresh.get();
            }
            Known read = read();
            known.set(Optional.of(read));
            return read;
        } catch (GeneralException | IOException e) {
            // The previous metadata is most likely still valid. The provider's keys are cached separately.
            return before.orElseThrow(() -> unreachable(DISCOVERY, e));
        } finally {
            reading.unlock();
        }
    }

    private Known read() throws GeneralException, IOException {
        Issuer issuer = new Issuer(settings.issuer().toString());
        OIDCProviderMetadata metadata = metadata(issuer);
        requireEncrypted(metadata.getAuthorizationEndpointURI());
        requireEncrypted(metadata.getTokenEndpointURI());
        requireEncrypted(metadata.getJWKSetURI());
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                        metadata.getJWKSetURI().toURL(), calls)
                .refreshAheadCache(false)
                .build();
        IDTokenValidator validator = new IDTokenValidator(
                issuer, new ClientID(settings.clientId()), new JWSVerificationKeySelector<>(ALGORITHMS, keys), null);
        validator.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        return new Known(metadata, validator, clock.instant());
    }

    private OIDCProviderMetadata metadata(Issuer issuer) throws GeneralException, IOException {
        try {
            OIDCProviderMetadata read = OIDCProviderMetadata.parse(calls.read(
                    URI.create(OIDCProviderMetadata.resolveURL(issuer).toString())));
            if (!read.getIssuer().equals(issuer)) {
                throw new GeneralException(
                        "the provider calls itself " + read.getIssuer() + ", and the setting is " + issuer);
            }
            return read;
        } catch (GeneralException e) {
            calls.pause();
            throw e;
        }
    }

    private static void requireEncrypted(URI endpoint) throws MalformedURLException {
        if (endpoint == null || !LocalMachine.isReachedInPrivate(endpoint)) {
            throw new MalformedURLException("an endpoint is missing, or not https");
        }
    }

    private Refusal notProven(String step, String cause) {
        return new SignInRefused(
                Reason.SIGN_IN_FAILED,
                step,
                cause,
                settings.label() + " did not prove who you are. Try to sign in again.");
    }

    /** Reports a fault of the provider, not of the user. */
    private Refusal unreadable(String cause) {
        return new SignInRefused(
                Reason.PROVIDER_UNAVAILABLE,
                CODE,
                cause,
                settings.label()
                        + " gave an answer that cannot be read. Try again, or ask an administrator to look into"
                        + " the log.");
    }

    private Refusal unreachable(String step, Exception e) {
        return unreachable(step, causeOf(e));
    }

    private Refusal unreachable(String step, String cause) {
        return new SignInRefused(
                Reason.PROVIDER_UNAVAILABLE,
                step,
                cause,
                settings.label() + " cannot be reached right now. Try again shortly.");
    }

    // Includes an exception's message only if it comes from this package or describes the provider's public metadata.
    private static String causeOf(Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        boolean isPublic = root == e && e.getMessage() != null;
        return root.getClass().getSimpleName() + (isPublic ? ": " + e.getMessage() : "");
    }
}
