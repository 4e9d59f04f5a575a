package dev.keyfob.domain.permission;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.UserFilter;
import java.util.Optional;
import java.util.Set;

/**
 * What the catalogue demands for a permission: {@code everyone}, {@code session}, {@code role:<name>} or
 * {@code nobody}.
 */
public sealed interface Requirement {

    /** Why a token cannot have it; empty where it can. */
    Optional<Reason> againstToken();

    /** Why a signed-in user who holds {@code roles} cannot have it; empty where it can. */
    Optional<Reason> againstSession(Set<Role> roles);

    /** The users who fulfil it while they are signed in. */
    UserFilter fulfilledBy();

    /** Does it let in no more than {@code widest} does? One role lets in as much as another. */
    boolean isWithin(Requirement widest);

    /** As it stands in the settings. */
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

    /** Open to every signed-in user and to every token: the ceiling is made of these. */
    record Everyone() implements Requirement {
        @Override
        public Optional<Reason> againstToken() {
            return Optional.empty();
        }

        @Override
        public Optional<Reason> againstSession(Set<Role> roles) {
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

    /** Open to every signed-in user, and to no token. */
    record Session() implements Requirement {
        @Override
        public Optional<Reason> againstToken() {
            return Optional.of(Reason.SESSION_ONLY);
        }

        @Override
        public Optional<Reason> againstSession(Set<Role> roles) {
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

    /** Open to signed-in users who hold the role, and to no token whoever owns it. */
    record HeldRole(Role role) implements Requirement {
        @Override
        public Optional<Reason> againstToken() {
            return Optional.of(Reason.ROLE_BOUND);
        }

        @Override
        public Optional<Reason> againstSession(Set<Role> roles) {
            return roles.contains(role) ? Optional.empty() : Optional.of(Reason.ROLE_MISSING);
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

    /** Switched off: open to no user and to no token. */
    record Nobody() implements Requirement {
        @Override
        public Optional<Reason> againstToken() {
            return Optional.of(Reason.SWITCHED_OFF);
        }

        @Override
        public Optional<Reason> againstSession(Set<Role> roles) {
            return Optional.of(Reason.SWITCHED_OFF);
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
