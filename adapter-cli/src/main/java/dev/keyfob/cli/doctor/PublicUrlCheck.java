package dev.keyfob.cli.doctor;

import java.io.IOException;
import java.net.URI;
import javax.net.ssl.SSLException;

/** Checks that Keyfob answers at server.public_url, over https unless it is an address of this machine. */
public final class PublicUrlCheck implements Check {

    private static final String NAME = "public URL";

    private final URI publicUrl;
    private final boolean isOfThisMachine;

    public PublicUrlCheck(URI publicUrl, boolean isOfThisMachine) {
        this.publicUrl = publicUrl;
        this.isOfThisMachine = isOfThisMachine;
    }

    @Override
    public CheckResult look() {
        try {
            Health health = Health.askedAt(publicUrl, "/health/live");
            if (!health.isKeyfobs()) {
                return CheckResult.failure(
                        NAME,
                        "At " + publicUrl + " something else answers (" + health.status() + ").",
                        "Let the proxy forward all requests for that host, also /health/live, or correct"
                                + " server.public_url.");
            }
        } catch (SSLException e) {
            return CheckResult.failure(
                    NAME,
                    "The certificate of " + publicUrl + " is not trusted here.",
                    "Give the proxy a certificate for that host.");
        } catch (IOException e) {
            return CheckResult.failure(
                    NAME,
                    "Nothing answers at " + publicUrl + ".",
                    "Check the name in DNS, the proxy, and server.public_url. From this machine it must be reachable,"
                            + " too.");
        }
        return publicUrl.getScheme().equals("https") || isOfThisMachine
                ? CheckResult.ok(NAME, publicUrl + " leads here.")
                : CheckResult.warning(
                        NAME,
                        publicUrl + " is not encrypted: tokens and passwords can be read on the way.",
                        "Put a proxy that speaks https in front, and name its address in server.public_url.");
    }
}
