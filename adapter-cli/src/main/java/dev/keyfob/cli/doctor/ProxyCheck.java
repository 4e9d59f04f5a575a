package dev.keyfob.cli.doctor;

import java.net.URI;

/** Whoever speaks https in front of Keyfob has to be trusted, or everybody seems to come from there. */
public final class ProxyCheck implements Check {

    private static final String NAME = "proxy";

    private final URI publicUrl;
    private final boolean trustsSome;

    public ProxyCheck(URI publicUrl, boolean trustsSome) {
        this.publicUrl = publicUrl;
        this.trustsSome = trustsSome;
    }

    // Keyfob itself speaks plain http, so https means that a proxy is there.
    @Override
    public CheckResult look() {
        if (!publicUrl.getScheme().equals("https")) {
            return CheckResult.ok(NAME, "The public URL needs none.");
        }
        return trustsSome
                ? CheckResult.ok(NAME, "A proxy's X-Forwarded-For is taken.")
                : CheckResult.failure(
                        NAME,
                        "No proxy is trusted, so all people seem to have its address: limits and networks go wrong.",
                        "Name the proxy's address in server.trusted_proxies.");
    }
}
