package dev.keyfob.domain.policy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rules for rotating secrets.
 *
 * @param standardOverlap how long the old secret works beside an unused successor by default
 * @param longestOverlap the longest allowed overlap
 * @param grace how long the old secret works after the successor's first use
 * @param maySelfRotate whether a token may rotate itself
 * @param revokesOnReuse whether the use of an old secret revokes the token, or is only reported
 */
public record RotationPolicy(
        Duration standardOverlap,
        Duration longestOverlap,
        Duration grace,
        boolean maySelfRotate,
        boolean revokesOnReuse) {

    public RotationPolicy {
        if (standardOverlap.isNegative() || longestOverlap.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException("a time is not negative");
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

    /** Returns the default overlap, limited to the longest overlap. */
    public Duration givenOverlap() {
        return standardOverlap.compareTo(longestOverlap) > 0 ? longestOverlap : standardOverlap;
    }

    /**
     * Returns the end of the overlap of a rotation that begins now.
     *
     * @throws Refusal if the requested overlap is too long
     */
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
