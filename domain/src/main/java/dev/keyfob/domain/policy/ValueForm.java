package dev.keyfob.domain.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The text form of the values of a policy item.
 *
 * @param reader parses a value; empty if the text is not one
 * @param writer formats a value as {@code reader} parses it
 */
record ValueForm<V>(Function<String, Optional<V>> reader, Function<V, String> writer) {

    /** Whole days, 1 to 99999. */
    static final ValueForm<Duration> DAYS = new ValueForm<>(ValueForm::days, life -> life.toDays() + "d");

    static final ValueForm<Optional<Duration>> DAYS_OR_NONE = new ValueForm<>(
            text -> text.equals("none")
                    ? Optional.of(Optional.empty())
                    : days(text).map(Optional::of),
            limit -> limit.map(DAYS.writer()).orElse("none"));

    static final ValueForm<Duration> OVERLAP = new ValueForm<>(Overlap::read, length -> new Overlap(length).toString());

    /** Whole seconds, 0 to 3600. */
    static final ValueForm<Duration> SECONDS = new ValueForm<>(ValueForm::seconds, length -> length.toSeconds() + "s");

    /** 1 to 1000000. */
    static final ValueForm<Integer> COUNT = new ValueForm<>(ValueForm::count, number -> "" + number);

    static final ValueForm<Boolean> ON_OFF = either("on", "off");

    static final ValueForm<Boolean> REVOKE_REPORT = either("revoke", "report");

    static final ValueForm<CreationPolicy> CREATORS = new ValueForm<>(CreationPolicy::parse, CreationPolicy::toString);

    private static ValueForm<Boolean> either(String yes, String no) {
        return new ValueForm<>(
                text -> text.equals(yes) || text.equals(no) ? Optional.of(text.equals(yes)) : Optional.empty(),
                isYes -> isYes ? yes : no);
    }

    private static Optional<Duration> days(String text) {
        return text.matches("[1-9][0-9]{0,4}d") ? Optional.of(Duration.ofDays(number(text))) : Optional.empty();
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("(0|[1-9][0-9]{0,3})s") && number(text) <= 3_600
                ? Optional.of(Duration.ofSeconds(number(text)))
                : Optional.empty();
    }

    private static Optional<Integer> count(String text) {
        return text.matches("[1-9][0-9]{0,5}|1000000") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static long number(String withUnit) {
        return Long.parseLong(withUnit.substring(0, withUnit.length() - 1));
    }
}
