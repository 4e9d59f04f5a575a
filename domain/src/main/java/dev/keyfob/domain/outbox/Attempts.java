package dev.keyfob.domain.outbox;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The delivery attempts of one outgoing message.
 *
 * <p>{@code dueAt} is the time of the next attempt or, while an attempt is running, the time when that attempt counts
 * as lost. Delivered and failed messages are never due.
 *
 * @param number the number of attempts, including a running one
 * @param lastAt when the latest attempt began
 * @param note the result of the latest attempt, in short
 */
public record Attempts(
        DeliveryState state, int number, Optional<Instant> dueAt, Optional<Instant> lastAt, String note) {

    /** How long a claim lasts: connecting and answering together. After that, another node may claim it. */
    public static final Duration LEASE = Duration.ofMinutes(1);

    /** Returns a state without attempts, whose first one is due now. */
    public static Attempts none(Instant now) {
        return new Attempts(DeliveryState.PENDING, 0, Optional.of(now), Optional.empty(), "");
    }

    /** Returns the state after a worker has claimed the next attempt. */
    public Attempts take(Instant now) {
        return new Attempts(DeliveryState.SENDING, number + 1, Optional.of(now.plus(LEASE)), Optional.of(now), note);
    }

    /** Returns the state after an attempt with this outcome. */
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

    /** Returns the state after the only attempt, for a message whose sender waits for the result. There is no retry. */
    public Attempts afterOnly(Outcome outcome) {
        return over(outcome.kind() == Outcome.Kind.DELIVERED ? DeliveryState.DELIVERED : DeliveryState.FAILED, outcome);
    }

    /** Returns a state for trying again, as if for the first time. */
    public Attempts retry(Instant now) {
        return new Attempts(DeliveryState.PENDING, 0, Optional.of(now), lastAt, note);
    }

    /** Whether a worker has claimed an attempt and may still be running it. */
    public boolean isClaimedAt(Instant now) {
        return state == DeliveryState.SENDING && dueAt.filter(now::isBefore).isPresent();
    }

    /**
     * Whether the stored state is still the attempt that was taken. After the lease or a manual retry, another worker
     * may have taken it, and then the outcome of that worker counts.
     */
    public boolean isSameAttempt(Attempts taken) {
        return number == taken.number && lastAt.equals(taken.lastAt);
    }

    private Attempts over(DeliveryState end, Outcome outcome) {
        return new Attempts(end, number, Optional.empty(), lastAt, outcome.note());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
