package dev.keyfob.domain.permission;

import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.UserFilter;
import java.util.Optional;
import java.util.Set;

/**
 * The requirement for a permission in the catalogue: {@code everyone}, {@code session}, {@code role:<name>} or
 * {@code nobody}.
 */
public sealed interface Requirement {

    /** Returns why a token cannot have the permission; empty if it can. */
    Optional<Denial> againstToken();

    /** Returns why a signed-in user with {@code roles} cannot have the permission; empty if the user can. */
    Optional<Denial> againstSession(Set<Role> roles);

    /** Returns a filter for the users who meet the requirement when they are signed in. */
    UserFilter fulfilledBy();

    /** Whether this allows no more callers than {@code widest}. All roles count as equally wide. */
    boolean isWithin(Requirement widest);

    /** Returns the requirement as written in the settings. */
    String text();

    static Requirement parse(String text) {
        if (text.equals("everyone")) {
            return new Everyone();
        }
        if (text.equals("session")) {
            return new Session();
        }
        if (text.startsWith("role:")) {
            return new HeldRole(Role.parse(text.substring("role:".length())));
        }
        if (text.equals("nobody")) {
            return new Nobody();
        }
        throw new IllegalArgumentException("a requirement is everyone, session, role:<name> or nobody");
    }

    /** Allows every signed-in user and every token. The ceiling consists of these permissions. */
    record Everyone() implements Requirement {
        @Override
        public Optional<Denial> againstToken() {
            return Optional.empty();
        }

        @Override
        public Optional<Denial> againstSession(Set<Role> roles) {
            return Optional.empty();
        }

        @Override
        public UserFilter fulfilledBy() {
            return UserFilter.everyone();
        }

        @Override
        public boolean isWithin(Requirement widest) {
            return widest instanceof Everyone;
        }

        @Override
        public String text() {
            return "everyone";
        }
    }

    /** Allows every signed-in user, but no token. */
    record Session() implements Requirement {
        @Override
        public Optional<Denial> againstToken() {
            return Optional.of(Denial.SESSION_ONLY);
        }

        @Override
        public Optional<Denial> againstSession(Set<Role> roles) {
            return Optional.empty();
        }

        @Override
        public UserFilter fulfilledBy() {
            return UserFilter.everyone();
        }

        @Override
        public boolean isWithin(Requirement widest) {
            return widest instanceof Everyone || widest instanceof Session;
        }

        @Override
        public String text() {
            return "session";
        }
    }

    /** Allows signed-in users who hold the role, but no token, whoever owns it. */
    record HeldRole(Role role) implements Requirement {
        @Override
        public Optional<Denial> againstToken() {
            return Optional.of(Denial.ROLE_BOUND);
        }

        @Override
        public Optional<Denial> againstSession(Set<Role> roles) {
            return roles.contains(role) ? Optional.empty() : Optional.of(Denial.ROLE_MISSING);
        }

        @Override
        public UserFilter fulfilledBy() {
            return new UserFilter.HoldsRole(role);
        }

        @Override
        public boolean isWithin(Requirement widest) {
            return !(widest instanceof Nobody);
        }

        @Override
        public String text() {
            return "role:" + role.name();
        }
    }

    /** Turns the permission off, for all users and all tokens. */
    record Nobody() implements Requirement {
        @Override
        public Optional<Denial> againstToken() {
            return Optional.of(Denial.SWITCHED_OFF);
        }

        @Override
        public Optional<Denial> againstSession(Set<Role> roles) {
            return Optional.of(Denial.SWITCHED_OFF);
        }

        @Override
        public UserFilter fulfilledBy() {
            return UserFilter.nobody();
        }

        @Override
        public boolean isWithin(Requirement widest) {
            return true;
        }

        @Override
        public String text() {
            return "nobody";
        }
    }
}
