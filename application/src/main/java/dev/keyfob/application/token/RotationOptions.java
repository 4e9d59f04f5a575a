package dev.keyfob.application.token;

import dev.keyfob.domain.policy.Overlap;
import dev.keyfob.domain.token.RotationKey;
import java.util.Optional;

/**
 * The options of a rotation. {@code key} identifies a repeated request; {@code replace} discards an unused successor of
 * another actor or an earlier request.
 */
public record RotationOptions(Optional<Overlap> overlap, Optional<RotationKey> key, boolean replace) {

    public static RotationOptions standard() {
        return new RotationOptions(Optional.empty(), Optional.empty(), false);
    }
}
