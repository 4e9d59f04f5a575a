package dev.keyfob.domain.token;

import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.policy.TokenPolicy.End;
import dev.keyfob.domain.text.TextCondition;
import dev.keyfob.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A condition on tokens. {@link #matches} evaluates it on a record in memory, and the token stores translate it into a
 * query. Both must agree.
 */
public sealed interface TokenFilter {

    boolean matches(AccessToken token);

    static TokenFilter everything() {
        return new All(List.of());
    }

    static TokenFilter nothing() {
        return new Any(List.of());
    }

    static TokenFilter ownedBy(UserId owner) {
        return new OwnedBy(owner);
    }

    static TokenFilter withId(TokenId id) {
        return new WithId(id);
    }

    /** Matches tokens in one of these states at this time, under this policy. */
    static TokenFilter inState(Set<TokenState> states, TokenPolicy policy, Instant now) {
        return new InState(Set.copyOf(states), policy, now);
    }

    /** Matches names that contain the text, without regard to case. */
    static TokenFilter nameLike(String text) {
        return new NameIs(new TextCondition.ContainsFolded(text));
    }

    /** Matches tokens whose own expiry is at most this far away, or has passed. */
    static TokenFilter expiringWithin(Duration time, Instant now) {
        return new ExpiresAt(new TimeCondition(TimeCondition.Comparison.NOT_AFTER, now.plus(time)));
    }

    default TokenFilter and(TokenFilter other) {
        return new All(List.of(this, other));
    }

    record OwnedBy(UserId owner) implements TokenFilter {
        @Override
        public boolean matches(AccessToken token) {
            return token.owner().equals(owner);
        }
    }

    record WithId(TokenId id) implements TokenFilter {
        @Override
        public boolean matches(AccessToken token) {
            return token.id().equals(id);
        }
    }

    /** Matches ids whose text form begins with this prefix. */
    record IdBegins(IdPrefix beginning) implements TokenFilter {
        @Override
        public boolean matches(AccessToken token) {
            return token.id().toString().startsWith(beginning.text());
        }
    }

    record InState(Set<TokenState> states, TokenPolicy policy, Instant now) implements TokenFilter {
        @Override
        public boolean matches(AccessToken token) {
            return states.contains(token.stateAt(now, policy));
        }
    }

    record NameIs(TextCondition test) implements TokenFilter {
        @Override
        public boolean matches(AccessToken token) {
            return test.test(token.name().value());
        }
    }

    record NoteIs(TextCondition test) implements TokenFilter {
        @Override
        public boolean matches(AccessToken token) {
            return test.test(token.note().value());
        }
    }

    /** Tests the hints of the secret in use and of its successor. */
    record HintIs(TextCondition test) implements TokenFilter {
        @Override
        public boolean matches(AccessToken token) {
            return test.test(token.hint())
                    || token.rotation()
                            .filter(begun -> test.test(begun.successorHint()))
                            .isPresent();
        }
    }

    record CreatedAt(TimeCondition test) implements TokenFilter {
        @Override
        public boolean matches(AccessToken token) {
            return test.test(token.createdAt());
        }
    }

    /** Tests the expiry. A token that never expires matches only {@link TimeCondition.Comparison#NOT_EQUAL}. */
    record ExpiresAt(TimeCondition test) implements TokenFilter {
        @Override
        public boolean matches(AccessToken token) {
            Optional<Instant> end = token.expiresAt();
            return end.map(test::test).orElse(test.comparison() == TimeCondition.Comparison.NOT_EQUAL);
        }
    }

    record NeverUsed() implements TokenFilter {
        @Override
        public boolean matches(AccessToken token) {
            return token.lastUsedAt().isEmpty();
        }
    }

    /** Matches tokens that were neither used nor created since then. */
    record IdleSince(Instant time) implements TokenFilter {
        @Override
        public boolean matches(AccessToken token) {
            return token.lastUsedAt().orElse(token.createdAt()).isBefore(time);
        }
    }

    /** Matches tokens whose old secrets were used since then. */
    record ReusedSince(Instant time) implements TokenFilter {
        @Override
        public boolean matches(AccessToken token) {
            return token.reuse().filter(seen -> !seen.at().isBefore(time)).isPresent();
        }
    }

    /** Matches tokens that end sooner under one policy than under the other. */
    record EndsSooner(TokenPolicy under, TokenPolicy than) implements TokenFilter {
        @Override
        public boolean matches(AccessToken token) {
            Optional<Instant> end = token.endUnder(under).map(End::at);
            Optional<Instant> otherwise = token.endUnder(than).map(End::at);
            return end.filter(at -> otherwise.isEmpty() || at.isBefore(otherwise.get()))
                    .isPresent();
        }
    }

    /** Matches if all filters match. An empty list matches every token. */
    record All(List<TokenFilter> filters) implements TokenFilter {
        public All {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean matches(AccessToken token) {
            return filters.stream().allMatch(filter -> filter.matches(token));
        }
    }

    /** Matches if at least one filter matches. An empty list matches no token. */
    record Any(List<TokenFilter> filters) implements TokenFilter {
        public Any {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean matches(AccessToken token) {
            return filters.stream().anyMatch(filter -> filter.matches(token));
        }
    }

    record Not(TokenFilter filter) implements TokenFilter {
        @Override
        public boolean matches(AccessToken token) {
            return !filter.matches(token);
        }
    }
}
