package dev.keyfob.web.pages.token;

import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.web.pages.Moment;
import dev.keyfob.web.signin.SignedInSession;
import java.time.Instant;
import java.util.Optional;

/** One row of a token list. */
public record TokenRow(
        String id,
        String name,
        String hint,
        String state,
        Moment created,
        Optional<Moment> lastUsed,
        boolean isInUse,
        Optional<Moment> expires,
        boolean endsSoon,
        Optional<Ended> ended,
        Optional<Rotating> rotating,
        Optional<Reused> reused) {

    /**
     * When and by whom the token was revoked or suspended. The actor is unknown for actions from before actors were
     * recorded.
     */
    public record Ended(String verb, Moment at, String by) {}

    /** A rotation whose new secret, shown by its hint, has not been used yet. */
    public record Rotating(Moment oldWorksUntil, boolean isOver, String hint) {}

    /** When and from where an old secret was used. */
    public record Reused(Moment at, String address) {}

    static TokenRow of(AccessToken token, Instant now, SignedInSession reader) {
        TokenState state = token.stateAt(now);
        return new TokenRow(
                token.id().toString(),
                token.name().value(),
                token.hint(),
                state.code(),
                Moment.of(token.createdAt(), now),
                token.lastUsedAt().map(at -> Moment.ofUse(at, now)),
                token.isInUseAt(now),
                token.expiresAt().map(end -> Moment.ofEnd(end, now)),
                state == TokenState.ACTIVE && token.lifeSpan().endsSoonAt(now),
                token.revocation()
                        .map(stamp -> new Ended("Revoked", Moment.of(stamp.at(), now), doer(stamp, token, reader)))
                        .or(() -> token.suspension()
                                .map(stamp -> new Ended(
                                        "Suspended", Moment.of(stamp.at(), now), suspender(stamp, token, reader)))),
                token.rotation()
                        .filter(begun -> state == TokenState.ACTIVE || state == TokenState.SUSPENDED)
                        .map(begun -> new Rotating(
                                Moment.of(token.oldWorksUntil().orElseThrow(), now),
                                begun.isOverlapOverAt(now),
                                begun.successorHint())),
                token.reuse().map(seen -> new Reused(Moment.of(seen.at(), now), seen.address())));
    }

    // An owner who suspended the token may have had another address then.
    private static String suspender(Stamp stamp, AccessToken token, SignedInSession reader) {
        return token.isSuspendedByOwner() ? stamp.by() : doer(stamp, token, reader);
    }

    private static String doer(Stamp stamp, AccessToken token, SignedInSession reader) {
        boolean isItself = stamp.by().equals(token.name().value());
        return isItself ? stamp.by() : ShownActor.of(stamp.by(), reader);
    }

    public boolean isRevoked() {
        return state.equals("revoked");
    }

    public boolean isSuspended() {
        return ended.isPresent() && !isRevoked();
    }
}
