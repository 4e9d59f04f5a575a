package dev.keyfob.web.wellknown;

import dev.keyfob.web.json.Json;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The documents below {@code /.well-known} that describe this server. */
public final class WellKnown {

    public static final String RESOURCE = "/.well-known/oauth-protected-resource";
    public static final String SECURITY = "/.well-known/security.txt";

    /**
     * RFC 9116 section 2.5.5 recommends less than a year. Each answer counts from its own day, so an old copy expires.
     */
    private static final Duration SECURITY_HOLDS_FOR = Duration.ofDays(30);

    private final Site site;
    private final List<String> securityContacts;

    /** {@code securityContacts} are URIs for reports of security problems, the preferred one first. */
    public WellKnown(Site site, List<String> securityContacts) {
        this.site = site;
        this.securityContacts = List.copyOf(securityContacts);
    }

    /** Returns the end of a challenge, which links to the metadata at that address (RFC 9728 section 5.1). */
    public static String parameter(String address) {
        return ", resource_metadata=\"" + address + "\"";
    }

    /** Returns the address of the metadata of Keyfob's own APIs. */
    public static String resourceOf(Site site) {
        return site.origin() + RESOURCE;
    }

    /**
     * Sends the metadata of Keyfob's own APIs (RFC 9728). It names no authorization server, because tokens are created
     * on a page. It names no scopes, because the permissions belong to other APIs.
     */
    public void describeResource(Context ctx) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("resource", site.origin());
        members.put("resource_name", "Keyfob");
        members.put("bearer_methods_supported", List.of("header"));
        members.put("resource_documentation", site.origin() + "/docs/http-api");
        Json.answer(ctx, 200, members);
    }

    /** Sends {@code security.txt} (RFC 9116), or 404 if no contact is configured. */
    public void showSecurityContacts(Context ctx) {
        if (securityContacts.isEmpty()) {
            throw new NotFoundResponse();
        }
        Instant expires = site.clock().instant().truncatedTo(ChronoUnit.DAYS).plus(SECURITY_HOLDS_FOR);
        StringBuilder text = new StringBuilder();
        securityContacts.forEach(
                contact -> text.append("Contact: ").append(contact).append('\n'));
        text.append("Expires: ").append(expires).append('\n');
        text.append("Preferred-Languages: en\n");
        text.append("Canonical: ").append(site.origin()).append(SECURITY).append('\n');
        ctx.contentType("text/plain; charset=utf-8").result(text.toString());
    }
}
