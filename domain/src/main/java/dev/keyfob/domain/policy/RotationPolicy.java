package dev.keyfob.domain.policy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How secrets are rotated.
 *
 * @param standardOverlap how long the old secret works beside an unused successor where nobody chooses
 * @param longestOverlap how long it does at most
 * @param grace how long it works on after the successor's first use
 * @param maySelfRotate whether a token may rotate itself
 * @param revokesOnReuse whether the use of an old secret ends the token, or is only reported
 */
public record RotationPolicy(
        Duration standardOverlap,
        Duration longestOverlap,
        Duration grace,
        boolean maySelfRotate,
        boolean revokesOnReuse) {

    public RotationPolicy {
        if (standardOverlap.isNegative() || longestOverlap.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException("a time is not less than nothing");
        }
    }

    public static RotationPolicy standard() {
        return new RotationPolicy(Duration.ofHours(24), Duration.ofDays(7), Duration.ofSeconds(60), false, true);
    }

    RotationPolicy withStandardOverlap(Duration other) {
        return new RotationPolicy(other, longestOverlap, grace, maySelfRotate, revokesOnReuse);
    }

    RotationPolicy withLongestOverlap(Duration other) {
        return new RotationPolicy(standardOverlap, other, grace, maySelfRotate, revokesOnReuse);
    }

    RotationPolicy withSelfRotation(boolean isAllowed) {
        return new RotationPolicy(standardOverlap, longestOverlap, grace, isAllowed, revokesOnReuse);
    }

    RotationPolicy withReuseToRevoke(boolean isToRevoke) {
        return new RotationPolicy(standardOverlap, longestOverlap, grace, maySelfRotate, isToRevoke);
    }

    RotationPolicy withGrace(Duration other) {
        return new RotationPolicy(standardOverlap, longestOverlap, other, maySelfRotate, revokesOnReuse);
    }

    /** What is given to those who do not choose: the standard, and never more than the longest. */
    public Duration givenOverlap() {
        return standardOverlap.compareTo(longestOverlap) > 0 ? longestOverlap : standardOverlap;
    }

    /** Where the overlap of a rotation that begins now ends, or a refusal that says what is possible. */
    public Instant overlapEnd(Instant now, Optional<Overlap> wanted) {
        if (wanted.filter(overlap -> overlap.length().compareTo(longestOverlap) > 0)
                .isPresent()) {
            throw new Refusal(
                    Reason.OVERLAP_TOO_LONG,
                    "The old secret can go on working for at most " + new Overlap(longestOverlap)
                            + " here. Choose a shorter overlap.");
        }
        return now.plus(wanted.map(Overlap::length).orElseGet(this::givenOverlap));
    }
}
