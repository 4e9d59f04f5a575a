package dev.keyfob.web.pages;

import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One line of a list of tokens. */
public record TokenRow(
        String id,
        String name,
        String hint,
        String state,
        Moment created,
        Optional<Moment> lastUsed,
        Optional<Moment> expires,
        boolean endsSoon,
        Optional<Ended> ended) {

    /** From so long before its end a token is warned about. */
    static final Duration SOON = Duration.ofDays(14);

    /** When and by whom it was revoked, or suspended. Who did it before that was kept is not known. */
    public record Ended(String verb, Moment at, String by) {}

    static TokenRow of(AccessToken token, Instant now) {
        TokenState state = token.stateAt(now);
        return new TokenRow(
                token.id().toString(),
                token.name().value(),
                token.hint(),
                state.code(),
                Moment.of(token.createdAt(), now),
                token.lastUsedAt().map(at -> Moment.ofUse(at, now)),
                Moment.of(token.expiresAt(), now),
                state == TokenState.ACTIVE
                        && token.expiresAt()
                                .filter(end -> end.isBefore(now.plus(SOON)))
                                .isPresent(),
                token.revocation()
                        .map(stamp -> new Ended("Revoked", Moment.of(stamp.at(), now), stamp.by()))
                        .or(() -> token.suspension()
                                .map(stamp -> new Ended("Suspended", Moment.of(stamp.at(), now), stamp.by()))));
    }

    public boolean isRevoked() {
        return state.equals("revoked");
    }

    public boolean isSuspended() {
        return ended.isPresent() && !isRevoked();
    }
}
