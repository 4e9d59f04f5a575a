package dev.keyfob.web;

import dev.keyfob.web.site.Site;
import dev.keyfob.web.wellknown.WellKnown;
import java.util.List;
import java.util.Optional;

/**
 * What this server publishes at well-known addresses.
 *
 * @param isAnnounced whether challenges of Keyfob's own APIs link to their metadata (RFC 9728 section 5.1)
 * @param metadataOfApis the address of the metadata of the APIs behind proxies; challenges at {@code /auth/check} link
 *     to it
 * @param securityContacts URIs for reports of security problems, the preferred one first; if there are none, there is
 *     no {@code security.txt}
 */
public record Discovery(boolean isAnnounced, Optional<String> metadataOfApis, List<String> securityContacts) {

    public Discovery {
        securityContacts = List.copyOf(securityContacts);
    }

    /** Returns what is published if nothing is configured. */
    public static Discovery standard() {
        return new Discovery(false, Optional.empty(), List.of());
    }

    /** Returns the end of each challenge of Keyfob's own APIs. */
    String endOfChallenge(Site site) {
        return isAnnounced ? WellKnown.parameter(WellKnown.resourceOf(site)) : "";
    }

    /** Returns the end of each challenge at {@code /auth/check}. */
    String endOfChallengeOfApis() {
        return metadataOfApis.map(WellKnown::parameter).orElse("");
    }
}
