package dev.keyfob.application.token;

import dev.keyfob.domain.token.RecentUse;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenUses;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The uses of one token since the last flush. Nearly all uses are on the same day and from the same address as the one
 * before, and only replace one small record.
 */
final class UnstoredUses {

    private static final long SECONDS_OF_A_DAY = 86_400;

    private final AtomicReference<State> state;

    /**
     * {@code uses} counts the uses on {@code day}; the latest use from {@code address} was at {@code fromAddressAt}.
     * The maps hold the uses on other days and from other addresses.
     */
    private record State(
            long day,
            long uses,
            Optional<String> address,
            Instant fromAddressAt,
            Map<Long, Long> otherDays,
            Map<String, Instant> otherAddresses,
            Instant latest,
            boolean isClosed) {

        static State nothingSince(Instant latest) {
            return new State(0, 0, Optional.empty(), Instant.MIN, Map.of(), Map.of(), latest, false);
        }

        State plus(Instant at, Optional<String> from) {
            long dayOfUse = Math.floorDiv(at.getEpochSecond(), SECONDS_OF_A_DAY);
            boolean isSameDay = uses == 0 || dayOfUse == day;
            boolean isSamePlace = from.isEmpty() || address.isEmpty() || from.equals(address);
            return new State(
                    dayOfUse,
                    isSameDay ? uses + 1 : 1,
                    from.isPresent() ? from : address,
                    from.isEmpty() ? fromAddressAt : isSamePlace ? later(at, fromAddressAt) : at,
                    isSameDay ? otherDays : days(),
                    isSamePlace ? otherAddresses : addresses(),
                    later(at, latest),
                    false);
        }

        State plus(RecentUse stored) {
            Map<Long, Long> days = new HashMap<>(days());
            stored.uses().byDay().forEach((past, number) -> days.merge(past.toEpochDay(), number, Long::sum));
            Map<String, Instant> addresses = new HashMap<>(addresses());
            stored.uses().byAddress().forEach((from, at) -> addresses.merge(from, at, UnstoredUses::later));
            return new State(
                    0,
                    0,
                    Optional.empty(),
                    Instant.MIN,
                    days,
                    latestOf(addresses),
                    later(stored.latest(), latest),
                    false);
        }

        State closed() {
            return new State(day, uses, address, fromAddressAt, otherDays, otherAddresses, latest, true);
        }

        boolean isEmpty() {
            return uses == 0 && otherDays.isEmpty();
        }

        Map<Long, Long> days() {
            if (uses == 0) {
                return otherDays;
            }
            Map<Long, Long> days = new HashMap<>(otherDays);
            days.merge(day, uses, Long::sum);
            return days;
        }

        Map<String, Instant> addresses() {
            if (address.isEmpty()) {
                return otherAddresses;
            }
            Map<String, Instant> addresses = new HashMap<>(otherAddresses);
            addresses.merge(address.get(), fromAddressAt, UnstoredUses::later);
            return latestOf(addresses);
        }

        TokenUses asUses() {
            TreeMap<LocalDate, Long> byDay = new TreeMap<>();
            days().forEach((number, count) -> byDay.put(LocalDate.ofEpochDay(number), count));
            return new TokenUses(byDay, addresses());
        }
    }

    private UnstoredUses(State state) {
        this.state = new AtomicReference<>(state);
    }

    static UnstoredUses first(Instant at, Optional<String> from) {
        return new UnstoredUses(State.nothingSince(Instant.MIN).plus(at, from));
    }

    static UnstoredUses putBack(RecentUse use) {
        return new UnstoredUses(State.nothingSince(Instant.MIN).plus(use));
    }

    /** Adds a use. Returns false, without adding it, if this object is closed. */
    boolean add(Instant at, Optional<String> from) {
        return !state.updateAndGet(before -> before.isClosed() ? before : before.plus(at, from))
                .isClosed();
    }

    /** Puts back uses that could not be stored. This object must be open. */
    UnstoredUses plus(RecentUse use) {
        state.updateAndGet(before -> before.plus(use));
        return this;
    }

    Instant latest() {
        return soFar().latest();
    }

    TokenUses uses() {
        return soFar().asUses();
    }

    /** Returns and clears the uses. The time of the latest use is kept. */
    Optional<RecentUse> take(TokenId token) {
        State taken = state.getAndUpdate(before -> before.isEmpty() ? before : State.nothingSince(before.latest()));
        return taken.isEmpty() ? Optional.empty() : Optional.of(new RecentUse(token, taken.latest(), taken.asUses()));
    }

    /** Closes this object for good if it holds no uses and the latest use was before that time. */
    boolean isClosedWhenUnusedSince(Instant time) {
        return state.updateAndGet(
                        before -> before.isEmpty() && before.latest().isBefore(time) ? before.closed() : before)
                .isClosed();
    }

    private State soFar() {
        return Objects.requireNonNull(state.get());
    }

    private static Map<String, Instant> latestOf(Map<String, Instant> addresses) {
        while (addresses.size() > TokenUses.ADDRESSES) {
            addresses.remove(addresses.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey());
        }
        return addresses;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
