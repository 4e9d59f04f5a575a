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
 * How often a token was refused for the same cause, and when it was last refused.
 *
 * @param refused the cause
 */
public record RefusedUse(Case refused, long times, Instant latest) {

    /** How many causes are kept for a token, the latest first. */
    public static final int MOST = 20;

    /** How long they are shown. */
    public static final Duration SHOWN = Duration.ofDays(30);

    private static final Comparator<RefusedUse> LATEST_FIRST =
            Comparator.comparing(RefusedUse::latest).reversed();

    /**
     * A cause of refusals, which are counted together.
     *
     * @param permission the requested permission; empty if the token could not be used at all
     * @param network the network of the caller instead of its address, see {@link #networkOf}; empty if it is unknown
     * @param isClaimed whether an API reported the address, which Keyfob cannot verify
     */
    public record Case(Reason reason, Optional<Permission> permission, String network, boolean isClaimed) {}

    /** Returns the network that is stored instead of an address: its /24, or its /64 for IPv6. */
    public static String networkOf(String address) {
        return IpAddress.parse(address)
                .map(parsed -> new Network(parsed, parsed.isV4() ? 24 : 64).text())
                .orElse("");
    }

    /** Merges two lists: each cause once, the latest first, limited to {@value #MOST}. */
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
