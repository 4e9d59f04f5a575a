package dev.keyfob.domain.network;

import java.util.List;
import java.util.Optional;

/**
 * The key by which requests are counted. An IPv6 address counts with its /64, because its user controls the whole /64.
 * It also counts with its /48, which a whole site may have and whose limit is {@code times} as high.
 */
public record RateLimitKey(String text, int times) {

    private static final int OF_A_NETWORK = 64;
    private static final int OF_A_SITE = 48;

    /** This many networks of a site can reach their own limit before the whole site is limited. */
    private static final int NETWORKS_OF_A_SITE = 10;

    /** Returns the keys, the narrowest first. {@code source} is an address, or another name to count by. */
    public static List<RateLimitKey> of(String source) {
        Optional<IpAddress> address = IpAddress.parse(source).filter(parsed -> !parsed.isV4());
        return address.map(ipv6 -> List.of(
                        new RateLimitKey(new Network(ipv6, OF_A_NETWORK).text(), 1),
                        new RateLimitKey(new Network(ipv6, OF_A_SITE).text(), NETWORKS_OF_A_SITE)))
                .orElseGet(() -> List.of(new RateLimitKey(source, 1)));
    }

    /** Returns the narrowest key. */
    public static String nearest(String source) {
        return of(source).get(0).text();
    }
}
