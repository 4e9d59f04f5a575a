package dev.keyfob.domain.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The current signing secret of a webhook and, for a day after a rotation, the earlier one. Deliveries then have both
 * signatures.
 */
public record SigningSecrets(SigningSecret current, Optional<Earlier> earlier) {

    /** How long both secrets are valid after a rotation, so the receiver has time to change to the new one. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    /** The earlier secret, and until when it is valid. */
    public record Earlier(SigningSecret secret, Instant until) {}

    public static SigningSecrets of(SigningSecret only) {
        return new SigningSecrets(only, Optional.empty());
    }

    public SigningSecrets rotate(SigningSecret next, Instant now) {
        return new SigningSecrets(next, Optional.of(new Earlier(current, now.plus(OVERLAP))));
    }

    /** Returns the valid secrets, the current one first. */
    public List<SigningSecret> inForceAt(Instant now) {
        return earlier.filter(old -> now.isBefore(old.until()))
                .map(old -> List.of(current, old.secret()))
                .orElse(List.of(current));
    }
}
