package dev.keyfob.application.token;

import dev.keyfob.domain.policy.Overlap;
import dev.keyfob.domain.token.RotationKey;
import java.util.Optional;

/**
 * What is asked of a rotation. {@code key} identifies a repeated request; {@code replace} discards an unused successor
 * that somebody else or an earlier request made.
 */
public record RotationOptions(Optional<Overlap> overlap, Optional<RotationKey> key, boolean replace) {

    public static RotationOptions standard() {
        return new RotationOptions(Optional.empty(), Optional.empty(), false);
    }
}
