package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.network.IpAddress;
import dev.keyfob.domain.network.Network;
import dev.keyfob.domain.permission.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often one token was refused in one way, and when it was the last time.
 *
 * @param refused the way, which is counted as one
 */
public record RefusedUse(Case refused, long times, Instant latest) {

    /** So many cases of a token are kept, the latest. */
    public static final int MOST = 20;

    /** For so long they are shown. */
    public static final Duration SHOWN = Duration.ofDays(30);

    private static final Comparator<RefusedUse> LATEST_FIRST =
            Comparator.comparing(RefusedUse::latest).reversed();

    /**
     * One way to be refused.
     *
     * @param permission what was asked for; empty where the token could not be used at all
     * @param network from where, and no address: see {@link #networkOf}; empty where it is unknown
     * @param isClaimed an API reported from where; nobody can say whether it is so
     */
    public record Case(Reason reason, Optional<Permission> permission, String network, boolean isClaimed) {}

    /** What is kept of an address: its /24, or its /64 where it is an IPv6 one. */
    public static String networkOf(String address) {
        return IpAddress.parse(address)
                .map(parsed -> new Network(parsed, parsed.isV4() ? 24 : 64).text())
                .orElse("");
    }

    /** Both, each case once, the latest first and not more than are kept. */
    public static List<RefusedUse> joined(List<RefusedUse> some, List<RefusedUse> more) {
        Map<Case, RefusedUse> byCase = new LinkedHashMap<>();
        some.forEach(use -> byCase.put(use.refused(), use));
        more.forEach(use -> byCase.merge(use.refused(), use, RefusedUse::plus));
        List<RefusedUse> joined = new ArrayList<>(byCase.values());
        joined.sort(LATEST_FIRST);
        return List.copyOf(joined.subList(0, Math.min(MOST, joined.size())));
    }

    private RefusedUse plus(RefusedUse other) {
        return new RefusedUse(refused, times + other.times, latest.isAfter(other.latest) ? latest : other.latest);
    }
}
