package dev.keyfob.domain.outbox;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far something that waits to be sent has come.
 *
 * <p>{@code dueAt} is the time of the next attempt or, while an attempt is running, the time when that attempt counts
 * as lost. Delivered and failed ones are never due.
 *
 * @param number how many were made, the running one included
 * @param lastAt when the last one began
 * @param note what became of the last one, in short
 */
public record Attempts(
        DeliveryState state, int number, Optional<Instant> dueAt, Optional<Instant> lastAt, String note) {

    /** How long a claim lasts: connecting and answering together. After that, another node may claim it. */
    public static final Duration LEASE = Duration.ofMinutes(1);

    /** None yet, and one is due now. */
    public static Attempts none(Instant now) {
        return new Attempts(DeliveryState.PENDING, 0, Optional.of(now), Optional.empty(), "");
    }

    /** Somebody goes about it. */
    public Attempts take(Instant now) {
        return new Attempts(DeliveryState.SENDING, number + 1, Optional.of(now.plus(LEASE)), Optional.of(now), note);
    }

    /** What the attempt came to. */
    public Attempts after(Outcome outcome, RetrySchedule schedule, SecureRandom random, Instant now) {
        return switch (outcome.kind()) {
            case DELIVERED -> over(DeliveryState.DELIVERED, outcome);
            case GONE -> over(DeliveryState.FAILED, outcome);
            case STOPPED -> new Attempts(DeliveryState.PENDING, number - 1, Optional.of(now), lastAt, note);
            case FAILED ->
                schedule.waitAfter(number, random)
                        .map(wait -> longer(wait, outcome.retryAfter().orElse(Duration.ZERO)))
                        .map(wait -> new Attempts(
                                DeliveryState.PENDING, number, Optional.of(now.plus(wait)), lastAt, outcome.note()))
                        .orElseGet(() -> over(DeliveryState.FAILED, outcome));
        };
    }

    /** One attempt and no more, however it ends: for what somebody waits for. */
    public Attempts afterOnly(Outcome outcome) {
        return over(outcome.kind() == Outcome.Kind.DELIVERED ? DeliveryState.DELIVERED : DeliveryState.FAILED, outcome);
    }

    /** To be tried again, as if for the first time. */
    public Attempts retry(Instant now) {
        return new Attempts(DeliveryState.PENDING, 0, Optional.of(now), lastAt, note);
    }

    /** Is somebody about it, who can still be alive? */
    public boolean isTakenAt(Instant now) {
        return state == DeliveryState.SENDING && dueAt.filter(now::isBefore).isPresent();
    }

    /**
     * Is this, as it is stored, the attempt that was taken? Another may have taken it after a minute, or after a retry:
     * then their outcome counts.
     */
    public boolean isStill(Attempts taken) {
        return number == taken.number && lastAt.equals(taken.lastAt);
    }

    private Attempts over(DeliveryState end, Outcome outcome) {
        return new Attempts(end, number, Optional.empty(), lastAt, outcome.note());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
