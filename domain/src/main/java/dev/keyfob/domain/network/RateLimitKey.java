package dev.keyfob.domain.network;

import java.util.List;
import java.util.Optional;

/**
 * What requests are counted by. Whoever has one IPv6 address has all of its /64, and a site gets up to a /48: an
 * address counts with its /64, and with its /48, which may have {@code times} as many.
 */
public record RateLimitKey(String text, int times) {

    private static final int OF_A_NETWORK = 64;
    private static final int OF_A_SITE = 48;

    /** So many networks of a site may use up their own limits before all of it is limited. */
    private static final int NETWORKS_OF_A_SITE = 10;

    /** The narrowest first. {@code source} is an address, or the name of whatever else is counted. */
    public static List<RateLimitKey> of(String source) {
        Optional<IpAddress> address = IpAddress.parse(source).filter(parsed -> !parsed.isV4());
        return address.map(ipv6 -> List.of(
                        new RateLimitKey(new Network(ipv6, OF_A_NETWORK).text(), 1),
                        new RateLimitKey(new Network(ipv6, OF_A_SITE).text(), NETWORKS_OF_A_SITE)))
                .orElseGet(() -> List.of(new RateLimitKey(source, 1)));
    }

    /** The narrowest of them. */
    public static String nearest(String source) {
        return of(source).get(0).text();
    }
}
