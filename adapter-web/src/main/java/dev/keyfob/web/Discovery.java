package dev.keyfob.web;

import dev.keyfob.web.site.Site;
import dev.keyfob.web.wellknown.WellKnown;
import java.util.List;
import java.util.Optional;

/**
 * What this server tells those who look for it in the agreed places.
 *
 * @param isAnnounced whether a challenge of its own APIs names their metadata (RFC 9728 section 5.1)
 * @param metadataOfApis where the APIs behind proxies have theirs, which a challenge at {@code /auth/check} names
 * @param securityContacts URIs of those who want to hear of weaknesses, the preferred first; without any there is no
 *     {@code security.txt}
 */
public record Discovery(boolean isAnnounced, Optional<String> metadataOfApis, List<String> securityContacts) {

    public Discovery {
        securityContacts = List.copyOf(securityContacts);
    }

    /** As it is where nothing is set. */
    public static Discovery standard() {
        return new Discovery(false, Optional.empty(), List.of());
    }

    /** With what each challenge of the own APIs ends. */
    String endOfChallenge(Site site) {
        return isAnnounced ? WellKnown.parameter(WellKnown.resourceOf(site)) : "";
    }

    /** With what each challenge at {@code /auth/check} ends. */
    String endOfChallengeOfApis() {
        return metadataOfApis.map(WellKnown::parameter).orElse("");
    }
}
