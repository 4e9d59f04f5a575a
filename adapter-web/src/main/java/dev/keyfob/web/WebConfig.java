package dev.keyfob.web;

import dev.keyfob.application.token.TokenRules;
import dev.keyfob.web.api.GithubScanning;
import dev.keyfob.web.signin.SignInMethods;
import dev.keyfob.web.site.TrustedProxies;
import dev.keyfob.web.verify.PathRules;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Where the server listens, under which address browsers know it, and what proxies and APIs are told. Port 0 takes any
 * that is free. {@code revocationBound}: after this time at the latest every node refuses what was revoked at one.
 */
public record WebConfig(
        String host,
        int port,
        URI publicUrl,
        boolean demo,
        TrustedProxies trustedProxies,
        SignInMethods signInMethods,
        PathRules pathRules,
        GithubScanning githubScanning,
        Optional<String> audience,
        Duration revocationBound,
        TokenRules rules,
        InstantSource clock,
        SecureRandom random,
        BooleanSupplier ready) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Cookies are Secure and have the prefix {@code __Host-} if and only if this is so. */
    public boolean isHttps() {
        return "https".equalsIgnoreCase(publicUrl.getScheme());
    }

    /** Browsers rely on the origin over https and, as an exception, on the loopback host. */
    public boolean isTrustworthyOrigin() {
        return isHttps() || LOOPBACK.contains(publicUrl.getHost());
    }

    /** Scheme, host and port as browsers write them in the Origin header. */
    public String origin() {
        return publicUrl.getScheme() + "://" + publicUrl.getRawAuthority();
    }
}
