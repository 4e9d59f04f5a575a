package dev.keyfob.web.api;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often something may be asked from one address within an hour. In memory, and bounded. */
final class Turns {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int ADDRESSES = 10_000;

    private final int most;
    private final InstantSource clock;
    private final Map<String, Asked> byAddress = new ConcurrentHashMap<>();

    private record Asked(Instant since, int times) {}

    Turns(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Counts one, and refuses where there were too many with it. */
    void take(String address) {
        count(address);
        refuseAbove(address, most);
    }

    /** What was taken does not count. */
    void giveBack(String address) {
        byAddress.computeIfPresent(address, (same, asked) -> new Asked(asked.since(), Math.max(0, asked.times() - 1)));
    }

    private void count(String address) {
        Instant now = clock.instant();
        if (byAddress.size() >= ADDRESSES) {
            byAddress.values().removeIf(asked -> isOver(asked, now));
        }
        if (byAddress.size() >= ADDRESSES) {
            // So many at once are one caller with many addresses: whom it hides behind is forgotten, and memory is
            // kept.
            byAddress.clear();
        }
        byAddress.merge(
                address,
                new Asked(now, 1),
                (earlier, first) -> isOver(earlier, now) ? first : new Asked(earlier.since(), earlier.times() + 1));
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
