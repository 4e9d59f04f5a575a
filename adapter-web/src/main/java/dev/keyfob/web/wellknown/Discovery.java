package dev.keyfob.web.wellknown;

import java.util.List;
import java.util.Optional;

/**
 * What this server tells those who look for it in the agreed places.
 *
 * @param isAnnounced whether a challenge of its own APIs names their metadata (RFC 9728 section 5.1)
 * @param metadataOfApis where the APIs behind proxies have theirs, which a challenge at {@code /auth/check} names
 * @param securityContacts URIs of those who want to hear of weaknesses, the preferred first; without any there is no {@code
 *     security.txt}
 */
public record Discovery(boolean isAnnounced, Optional<String> metadataOfApis, List<String> securityContacts) {

    public Discovery {
        securityContacts = List.copyOf(securityContacts);
    }

    /** As it is where nothing is set. */
    public static Discovery standard() {
        return new Discovery(false, Optional.empty(), List.of());
    }

    /** What a challenge says at its end to name the document at that address. */
    public static String parameter(String address) {
        return ", resource_metadata=\"" + address + "\"";
    }
}
