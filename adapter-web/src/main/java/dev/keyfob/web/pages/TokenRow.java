package dev.keyfob.web.pages;

import dev.keyfob.domain.token.AccessToken;
import java.time.Instant;
import java.util.Optional;

/** One line of the list of tokens. */
public record TokenRow(
        String id,
        String name,
        String hint,
        String state,
        Moment created,
        Optional<Moment> lastUsed,
        Optional<Moment> expires) {

    static TokenRow of(AccessToken token, Instant now) {
        return new TokenRow(
                token.id().toString(),
                token.name().value(),
                token.hint(),
                token.stateAt(now).code(),
                Moment.of(token.createdAt(), now),
                token.lastUsedAt().map(at -> Moment.ofUse(at, now)),
                Moment.of(token.expiresAt(), now));
    }

    public boolean isRevoked() {
        return state.equals("revoked");
    }
}
