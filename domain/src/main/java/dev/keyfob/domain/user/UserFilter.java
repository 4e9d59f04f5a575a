package dev.keyfob.domain.user;

import dev.keyfob.domain.text.TextCondition;
import java.util.List;
import java.util.function.LongSupplier;

/** A condition on users, which is evaluated on a record in memory or translated into a query. Both must agree. */
public sealed interface UserFilter {

    /** Whether the user matches. {@code tokens} returns how many unrevoked tokens the user has. */
    boolean matches(User user, LongSupplier tokens);

    static UserFilter everyone() {
        return new All(List.of());
    }

    static UserFilter nobody() {
        return new Any(List.of());
    }

    record EmailIs(TextCondition test) implements UserFilter {
        @Override
        public boolean matches(User user, LongSupplier tokens) {
            return test.test(user.email().value());
        }
    }

    record IsEnabled() implements UserFilter {
        @Override
        public boolean matches(User user, LongSupplier tokens) {
            return user.isEnabled();
        }
    }

    record HoldsRole(Role role) implements UserFilter {
        @Override
        public boolean matches(User user, LongSupplier tokens) {
            return user.roles().contains(role);
        }
    }

    /** Matches users with {@code least} to {@code most} unrevoked tokens. */
    record TokenCountIs(long least, long most) implements UserFilter {
        @Override
        public boolean matches(User user, LongSupplier tokens) {
            long count = tokens.getAsLong();
            return least <= count && count <= most;
        }
    }

    /** Matches if all filters match. An empty list matches every user. */
    record All(List<UserFilter> filters) implements UserFilter {
        public All {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean matches(User user, LongSupplier tokens) {
            return filters.stream().allMatch(filter -> filter.matches(user, tokens));
        }
    }

    /** Matches if at least one filter matches. An empty list matches no user. */
    record Any(List<UserFilter> filters) implements UserFilter {
        public Any {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean matches(User user, LongSupplier tokens) {
            return filters.stream().anyMatch(filter -> filter.matches(user, tokens));
        }
    }

    record Not(UserFilter filter) implements UserFilter {
        @Override
        public boolean matches(User user, LongSupplier tokens) {
            return !filter.matches(user, tokens);
        }
    }
}
