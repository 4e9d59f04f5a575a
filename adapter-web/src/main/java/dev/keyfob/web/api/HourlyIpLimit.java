package dev.keyfob.web.api;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.RateLimitKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Limits how many requests a client may send in an hour, counted from its first request. A client is an IPv4 address or
 * an IPv6 /64; a /48 has ten times the limit. The counts are in memory and bounded.
 */
final class HourlyIpLimit {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int ADDRESSES = 10_000;

    private final int most;
    private final LongAdder refusals;
    private final InstantSource clock;

    /** In the order in which their hours began. */
    private final Map<String, Count> byAddress = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > ADDRESSES;
        }
    };

    private record Count(Instant since, int times) {}

    /** {@code refusals} counts refused requests. */
    HourlyIpLimit(int most, LongAdder refusals, InstantSource clock) {
        this.most = most;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** Counts one request, and refuses it if it exceeds the limit. */
    synchronized void take(String address) {
        List<RateLimitKey> narrowestFirst = RateLimitKey.of(address);
        RateLimitKey widest = narrowestFirst.get(narrowestFirst.size() - 1);
        // Checked before anything is stored, because new networks of a site over its limit must not evict the counts of
        // others.
        refuseAbove(widest.text(), most * widest.times());
        for (RateLimitKey key : narrowestFirst) {
            count(key.text());
            refuseAbove(key.text(), most * key.times());
        }
    }

    /** Takes back one counted request. */
    synchronized void giveBack(String address) {
        RateLimitKey.of(address)
                .forEach(key -> byAddress.computeIfPresent(
                        key.text(), (same, count) -> new Count(count.since(), Math.max(0, count.times() - 1))));
    }

    private void count(String address) {
        Instant now = clock.instant();
        Count earlier = byAddress.get(address);
        if (earlier != null && !isOver(earlier, now)) {
            byAddress.put(address, new Count(earlier.since(), earlier.times() + 1));
        } else {
            byAddress.remove(address);
            byAddress.put(address, new Count(now, 1));
        }
    }

    private void refuseAbove(String address, int times) {
        Instant now = clock.instant();
        Count count = byAddress.get(address);
        if (count != null && !isOver(count, now) && count.times() > times) {
            refusals.increment();
            throw Refusal.tooSoon(
                    Reason.TOO_MANY_REQUESTS,
                    "An address may send this request " + most + " times an hour. Wait, or send more at a time.",
                    Duration.between(now, count.since().plus(WINDOW)));
        }
    }

    private static boolean isOver(Count count, Instant now) {
        return now.isAfter(count.since().plus(WINDOW));
    }
}
