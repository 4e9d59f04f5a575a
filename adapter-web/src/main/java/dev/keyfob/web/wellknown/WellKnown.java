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

    /** RFC 9116 section 2.5.5 wants less than a year. Each answer counts anew, so what is kept of an old one ends. */
    private static final Duration SECURITY_HOLDS_FOR = Duration.ofDays(30);

    private final Site site;
    private final List<String> securityContacts;

    /** {@code securityContacts}: URIs of those who want to hear of weaknesses, the preferred first. */
    public WellKnown(Site site, List<String> securityContacts) {
        this.site = site;
        this.securityContacts = List.copyOf(securityContacts);
    }

    /** What a challenge says at its end to name the document at that address (RFC 9728 section 5.1). */
    public static String parameter(String address) {
        return ", resource_metadata=\"" + address + "\"";
    }

    /** Where the metadata of the own APIs are. */
    public static String resourceOf(Site site) {
        return site.origin() + RESOURCE;
    }

    /**
     * RFC 9728. It names no authorization server, because there is none: a token comes from a page. It names no scopes,
     * since the permissions are those of other APIs.
     */
    public void describeResource(Context ctx) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("resource", site.origin());
        members.put("resource_name", "Keyfob");
        members.put("bearer_methods_supported", List.of("header"));
        members.put("resource_documentation", site.origin() + "/docs/http-api");
        Json.answer(ctx, 200, members);
    }

    /** RFC 9116; 404 where nobody is to be told. */
    public void tellSecurityContacts(Context ctx) {
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
