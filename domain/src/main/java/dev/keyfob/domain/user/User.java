package dev.keyfob.domain.user;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A person with an account. A disabled user's sessions and tokens are dead; enabling brings none of them back. */
public record User(UserId id, Email email, SortedSet<Role> roles, Instant createdAt, Optional<Instant> disabledAt) {

    public User {
        roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    }

    public static User joining(Email email, Collection<Role> roles, Instant now) {
        return new User(UserId.random(), email, new TreeSet<>(roles), now, Optional.empty());
    }

    public boolean isEnabled() {
        return disabledAt.isEmpty();
    }

    public User disable(Instant now) {
        return isEnabled() ? new User(id, email, roles, createdAt, Optional.of(now)) : this;
    }

    public User enable() {
        return new User(id, email, roles, createdAt, Optional.empty());
    }

    public User withRoles(Collection<Role> held) {
        return new User(id, email, new TreeSet<>(held), createdAt, disabledAt);
    }
}
