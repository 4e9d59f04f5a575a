package dev.keyfob.web.site;

import dev.keyfob.application.token.TokenRules;
import dev.keyfob.domain.network.ThisMachine;
import dev.keyfob.domain.user.SessionSecret;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/**
 * This installation, as every surface needs it. {@code publicUrl} is the address under which browsers know it, in
 * the form in which they name it as an origin. {@code demo}: its data are samples. {@code revocationBound}: after this
 * time at the latest every node refuses what was revoked at one.
 */
public record Site(
        URI publicUrl,
        boolean demo,
        Duration revocationBound,
        TokenRules rules,
        InstantSource clock,
        SecureRandom random) {

    /** Cookies are Secure and have the prefix {@code __Host-} if and only if this is so. */
    public boolean isHttps() {
        return "https".equalsIgnoreCase(publicUrl.getScheme());
    }

    /** Browsers rely on the origin over https and, as an exception, on the loopback host. */
    public boolean isTrustworthyOrigin() {
        return isHttps() || ThisMachine.isHost(publicUrl.getHost());
    }

    /** Scheme, host and port as browsers write them in the Origin header. */
    public String origin() {
        return publicUrl.getScheme() + "://" + publicUrl.getRawAuthority();
    }

    /**
     * What one form carries, so that it is carried out once. As hard to guess as a session: nobody can claim another's.
     */
    public String formNonce() {
        return SessionSecret.generate(random).reveal();
    }
}
