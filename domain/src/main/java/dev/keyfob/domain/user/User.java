package dev.keyfob.domain.user;

import dev.keyfob.domain.text.PlainLine;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A person with an account. Sessions and tokens of a disabled user do not work; enabling does not restore them by
 * itself. The name is shown and identifies nobody: it was chosen here, or it comes from an identity provider.
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
                .map(User::shortened);
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

    /** What is left of a removed user: an id, and nothing about the person. It is disabled and stays so. */
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

    /** With the name that an identity provider gives: it changes none that was chosen here. */
    public User called(Optional<String> other) {
        return nameIsChosen ? this : new User(id, email, other, false, roles, createdAt, disabledAt, removedAt);
    }

    /** With the name that was chosen here. Without one, an identity provider may give one again. */
    public User rename(DisplayName chosen) {
        return new User(id, email, chosen.value(), chosen.value().isPresent(), roles, createdAt, disabledAt, removedAt);
    }

    public User withEmail(Email other) {
        return new User(id, other, name, nameIsChosen, roles, createdAt, disabledAt, removedAt);
    }

    // Never between the two halves of one character: PostgreSQL does not take a half.
    private static String shortened(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        int end = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME;
        return name.substring(0, end);
    }
}
