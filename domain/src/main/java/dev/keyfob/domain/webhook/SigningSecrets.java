package dev.keyfob.domain.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The secret of a webhook, and for a day after a rotation the one before it: deliveries then carry both signatures. */
public record SigningSecrets(SigningSecret current, Optional<Earlier> earlier) {

    /** So long both count, so that a receiver can take the new one over in peace. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    /** Until when the earlier one counts. */
    public record Earlier(SigningSecret secret, Instant until) {}

    public static SigningSecrets of(SigningSecret only) {
        return new SigningSecrets(only, Optional.empty());
    }

    public SigningSecrets rotate(SigningSecret next, Instant now) {
        return new SigningSecrets(next, Optional.of(new Earlier(current, now.plus(OVERLAP))));
    }

    /** The current one first. */
    public List<SigningSecret> inForceAt(Instant now) {
        return earlier.filter(old -> now.isBefore(old.until()))
                .map(old -> List.of(current, old.secret()))
                .orElse(List.of(current));
    }
}
