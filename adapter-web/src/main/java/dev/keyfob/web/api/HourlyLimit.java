package dev.keyfob.web.api;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often something may be asked from one address within an hour. In memory, and bounded. */
final class HourlyLimit {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int ADDRESSES = 10_000;

    private final int most;
    private final InstantSource clock;

    /** Those whose hour began first stand first. */
    private final Map<String, Asked> byAddress = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
            return size() > ADDRESSES;
        }
    };

    private record Asked(Instant since, int times) {}

    HourlyLimit(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Counts one, and refuses where there were too many with it. */
    synchronized void take(String address) {
        count(address);
        refuseAbove(address, most);
    }

    /** What was taken does not count. */
    synchronized void giveBack(String address) {
        byAddress.computeIfPresent(address, (same, asked) -> new Asked(asked.since(), Math.max(0, asked.times() - 1)));
    }

    private void count(String address) {
        Instant now = clock.instant();
        Asked earlier = byAddress.get(address);
        if (earlier != null && !isOver(earlier, now)) {
            byAddress.put(address, new Asked(earlier.since(), earlier.times() + 1));
        } else {
            byAddress.remove(address);
            byAddress.put(address, new Asked(now, 1));
        }
    }

    private void refuseAbove(String address, int times) {
        Instant now = clock.instant();
        Asked asked = byAddress.get(address);
        if (asked != null && !isOver(asked, now) && asked.times() > times) {
            throw Refusal.tooSoon(
                    Reason.TOO_MANY_REQUESTS,
                    "From one address this may be asked " + most + " times an hour. Wait, or send more at a time.",
                    Duration.between(now, asked.since().plus(WINDOW)));
        }
    }

    private static boolean isOver(Asked asked, Instant now) {
        return now.isAfter(asked.since().plus(WINDOW));
    }
}
