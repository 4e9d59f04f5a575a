package dev.keyfob.domain.user;

import dev.keyfob.domain.text.TextMatch;
import java.util.List;

/** Which users are meant: asked of a record in memory, or translated into a query; both must agree. */
public sealed interface UserFilter {

    boolean matches(User user);

    static UserFilter everyone() {
        return new All(List.of());
    }

    record EmailIs(TextMatch test) implements UserFilter {
        @Override
        public boolean matches(User user) {
            return test.test(user.email().value());
        }
    }

    /** Every one of them; with none, every user. */
    record All(List<UserFilter> filters) implements UserFilter {
        public All {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean matches(User user) {
            return filters.stream().allMatch(filter -> filter.matches(user));
        }
    }

    /** At least one of them; with none, no user. */
    record Any(List<UserFilter> filters) implements UserFilter {
        public Any {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean matches(User user) {
            return filters.stream().anyMatch(filter -> filter.matches(user));
        }
    }

    record Not(UserFilter filter) implements UserFilter {
        @Override
        public boolean matches(User user) {
            return !filter.matches(user);
        }
    }
}
