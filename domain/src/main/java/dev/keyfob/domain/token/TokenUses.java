package dev.keyfob.domain.token;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The number of uses of a token on each day (UTC), and the latest addresses.
 *
 * @param byAddress the latest time for each of at most five addresses
 */
public record TokenUses(SortedMap<LocalDate, Long> byDay, Map<String, Instant> byAddress) {

    /** The number of days that are kept. */
    public static final int DAYS = 30;

    public static final int ADDRESSES = 5;

    public TokenUses {
        byDay = new TreeMap<>(byDay);
        byAddress = byAddress.entrySet().stream()
                .sorted(Map.Entry.<String, Instant>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(ADDRESSES)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public static TokenUses none() {
        return new TokenUses(new TreeMap<>(), Map.of());
    }

    /** Returns the first of the days that are kept today. */
    public static LocalDate firstDay(LocalDate today) {
        return today.minusDays(DAYS - 1L);
    }

    public TokenUses plus(TokenUses more) {
        SortedMap<LocalDate, Long> days = new TreeMap<>(byDay);
        more.byDay.forEach((day, uses) -> days.merge(day, uses, Long::sum));
        Map<String, Instant> addresses = new TreeMap<>(byAddress);
        more.byAddress.forEach(
                (address, at) -> addresses.merge(address, at, (one, other) -> one.isAfter(other) ? one : other));
        return new TokenUses(days, addresses);
    }

    public TokenUses since(LocalDate first) {
        return new TokenUses(byDay.tailMap(first), byAddress);
    }

    public long total() {
        return byDay.values().stream().mapToLong(Long::longValue).sum();
    }
}
