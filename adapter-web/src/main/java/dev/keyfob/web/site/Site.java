package dev.keyfob.web.site;

import dev.keyfob.application.token.TokenSettings;
import dev.keyfob.domain.network.LocalMachine;
import dev.keyfob.domain.user.SessionSecret;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The properties of this installation that every interface needs.
 *
 * @param publicUrl the address under which browsers know this installation, written as in an {@code Origin} header
 * @param demo whether the data are samples
 * @param revocationBound the longest time until every node refuses what was revoked at one node
 */
public record Site(
        URI publicUrl,
        boolean demo,
        Duration revocationBound,
        TokenSettings tokenSettings,
        InstantSource clock,
        SecureRandom random) {

    /**
     * Returns whether the public URL is https. Exactly then, cookies are Secure and have the prefix {@code __Host-}.
     */
    public boolean isHttps() {
        return "https".equalsIgnoreCase(publicUrl.getScheme());
    }

    /** Returns whether browsers treat the origin as secure: over https, or on the loopback host. */
    public boolean isTrustworthyOrigin() {
        return isHttps() || LocalMachine.isHost(publicUrl.getHost());
    }

    /** Returns scheme, host and port as browsers send them in the Origin header. */
    public String origin() {
        return publicUrl.getScheme() + "://" + publicUrl.getRawAuthority();
    }

    /**
     * Returns a new value for one form, so that the form is processed only once. It is as hard to guess as a session
     * secret, so nobody can use up the value of another user's form.
     */
    public String formNonce() {
        return SessionSecret.generate(random).reveal();
    }
}
