package dev.keyfob.domain.user;

import dev.keyfob.domain.text.PlainLine;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A person with an account. Sessions and tokens of a disabled user do not work, and disabling ends the sessions for
 * good. When the user is enabled again, the tokens are revoked unless the administrator keeps them. The name is only
 * displayed and identifies nobody: it was chosen in Keyfob or comes from an identity provider.
 */
public record User(
        UserId id,
        Email email,
        Optional<String> name,
        boolean nameIsChosen,
        SortedSet<Role> roles,
        Instant createdAt,
        Optional<Instant> disabledAt,
        Optional<Instant> removedAt) {

    private static final int LONGEST_NAME = 200;

    public User {
        roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
        name = name.map(text -> PlainLine.marked(text, ' ').strip())
                .filter(text -> !PlainLine.isBlank(text))
                .map(given -> PlainLine.cut(given, LONGEST_NAME));
    }

    public static User joining(Email email, Collection<Role> roles, Instant now) {
        return new User(
                UserId.random(),
                email,
                Optional.empty(),
                false,
                new TreeSet<>(roles),
                now,
                Optional.empty(),
                Optional.empty());
    }

    public boolean isEnabled() {
        return disabledAt.isEmpty();
    }

    public User disable(Instant now) {
        return isEnabled()
                ? new User(id, email, name, nameIsChosen, roles, createdAt, Optional.of(now), removedAt)
                : this;
    }

    public User enable() {
        return new User(id, email, name, nameIsChosen, roles, createdAt, Optional.empty(), removedAt);
    }

    /** Returns the rest of a removed user: the id, without any personal data. The user is disabled and stays so. */
    public User remove(Instant now) {
        return new User(
                id,
                new Email("removed-" + id + "@removed.invalid"),
                Optional.empty(),
                false,
                new TreeSet<>(),
                createdAt,
                Optional.of(now),
                Optional.of(now));
    }

    public boolean isRemoved() {
        return removedAt.isPresent();
    }

    public User withRoles(Collection<Role> held) {
        return new User(id, email, name, nameIsChosen, new TreeSet<>(held), createdAt, disabledAt, removedAt);
    }

    /** Returns the user with a name from an identity provider, unless a name was chosen in Keyfob. */
    public User called(Optional<String> other) {
        return nameIsChosen ? this : new User(id, email, other, false, roles, createdAt, disabledAt, removedAt);
    }

    /** Returns the user with a name chosen in Keyfob. If it is empty, an identity provider may set one again. */
    public User rename(DisplayName chosen) {
        return new User(id, email, chosen.value(), chosen.value().isPresent(), roles, createdAt, disabledAt, removedAt);
    }

    public User withEmail(Email other) {
        return new User(id, other, name, nameIsChosen, roles, createdAt, disabledAt, removedAt);
    }
}
