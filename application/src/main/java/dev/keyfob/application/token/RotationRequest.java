package dev.keyfob.application.token;

import dev.keyfob.domain.policy.Overlap;
import dev.keyfob.domain.token.RotationKey;
import java.util.Optional;

/**
 * What somebody wants of a rotation. {@code key} tells the same request, sent again; {@code replace} gives up a
 * successor of somebody else's, or of an earlier request, that was not used yet.
 */
public record RotationRequest(Optional<Overlap> overlap, Optional<RotationKey> key, boolean replace) {

    public static RotationRequest standard() {
        return new RotationRequest(Optional.empty(), Optional.empty(), false);
    }
}
