package dev.keyfob.web.server;

import dev.keyfob.web.site.Site;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers by which every answer restricts the browser. */
public final class SecurityHeaders {

    public static final String POLICY = "Content-Security-Policy";

    private static final String RESTRICTIONS =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

    private SecurityHeaders() {}

    /** Returns the policy of a page whose script sends requests to this server. */
    public static String policyWithRequests() {
        return RESTRICTIONS + "; connect-src 'self'";
    }

    public static Map<String, String> of(Site site) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(POLICY, RESTRICTIONS);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        if (site.isTrustworthyOrigin()) {
            // On other plain http origins, browsers ignore it and log that on the console of every page.
            headers.put("Cross-Origin-Opener-Policy", "same-origin");
        }
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put(
                "Permissions-Policy",
                "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(),"
                        + " clipboard-write=(self)");
        headers.put("Cache-Control", "no-store");
        if (site.isHttps()) {
            headers.put("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        return headers;
    }
}
