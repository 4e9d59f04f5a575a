package dev.keyfob.web.site;

import dev.keyfob.application.token.TokenRules;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/**
 * This installation, as every surface needs it. {@code publicUrl} is the address under which browsers know it, without a
 * path. {@code demo}: its data are samples. {@code revocationBound}: after this time at the latest every node refuses what
 * was revoked at one.
 */
public record Site(
        URI publicUrl,
        boolean demo,
        Duration revocationBound,
        TokenRules rules,
        InstantSource clock,
        SecureRandom random) {

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
