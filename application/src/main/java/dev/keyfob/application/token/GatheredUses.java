package dev.keyfob.application.token;

import dev.keyfob.domain.token.RecentUse;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenUses;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one token did since it was stored last. A use on the same day and from the same address as the one before, as
 * nearly all are, changes three fields.
 */
final class GatheredUses {

    private static final long SECONDS_OF_A_DAY = 86_400;

    private final Map<Long, Long> earlierDays = new HashMap<>(0);
    private final Map<String, Instant> earlierAddresses = new HashMap<>(0);
    private long day;
    private long usesOfDay;
    private Optional<String> address = Optional.empty();
    private Instant latestFromAddress = Instant.MIN;
    private volatile Instant latest = Instant.MIN;
    private boolean isClosed;

    static GatheredUses first(Instant at, Optional<String> from) {
        GatheredUses gathered = new GatheredUses();
        gathered.add(at, from);
        return gathered;
    }

    /** False where this one is closed: then the use is not in it. */
    synchronized boolean add(Instant at, Optional<String> from) {
        if (isClosed) {
            return false;
        }
        long dayOfUse = Math.floorDiv(at.getEpochSecond(), SECONDS_OF_A_DAY);
        if (dayOfUse != day) {
            rememberDay();
            day = dayOfUse;
        }
        usesOfDay++;
        if (from.isPresent()) {
            if (!from.equals(address)) {
                rememberAddress();
                address = from;
                latestFromAddress = at;
            } else if (at.isAfter(latestFromAddress)) {
                latestFromAddress = at;
            }
        }
        advance(at);
        return true;
    }

    Instant latest() {
        return latest;
    }

    synchronized TokenUses uses() {
        rememberDay();
        rememberAddress();
        TreeMap<LocalDate, Long> days = new TreeMap<>();
        earlierDays.forEach((number, uses) -> days.put(LocalDate.ofEpochDay(number), uses));
        return new TokenUses(days, earlierAddresses);
    }

    /** Hands over what has gathered, and begins anew; the time of the latest use stays known. */
    synchronized Optional<RecentUse> take(TokenId token) {
        if (isEmpty()) {
            return Optional.empty();
        }
        RecentUse taken = new RecentUse(token, latest, uses());
        earlierDays.clear();
        earlierAddresses.clear();
        return Optional.of(taken);
    }

    /** What was taken could not be stored. */
    synchronized GatheredUses putBack(RecentUse use) {
        use.uses().byDay().forEach((past, uses) -> earlierDays.merge(past.toEpochDay(), uses, Long::sum));
        use.uses().byAddress().forEach((from, at) -> earlierAddresses.merge(from, at, GatheredUses::later));
        advance(use.latest());
        return this;
    }

    /** Where nothing is gathered and the latest use was before that time, it is closed for good. */
    synchronized boolean isClosedWhenUnusedSince(Instant time) {
        isClosed |= isEmpty() && latest.isBefore(time);
        return isClosed;
    }

    private boolean isEmpty() {
        return usesOfDay == 0 && earlierDays.isEmpty();
    }

    private void advance(Instant at) {
        if (at.isAfter(latest)) {
            latest = at;
        }
    }

    private void rememberDay() {
        if (usesOfDay > 0) {
            earlierDays.merge(day, usesOfDay, Long::sum);
            usesOfDay = 0;
        }
    }

    private void rememberAddress() {
        address.ifPresent(from -> earlierAddresses.merge(from, latestFromAddress, GatheredUses::later));
        address = Optional.empty();
        if (earlierAddresses.size() > TokenUses.ADDRESSES) {
            earlierAddresses.remove(earlierAddresses.entrySet().stream()
                    .min(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                    .orElseThrow()
                    .getKey());
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
