package dev.keyfob.domain.permission;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.UserFilter;
import java.util.Optional;
import java.util.Set;

/** What the catalogue demands for a permission: {@code everyone}, {@code session} or {@code role:<name>}. */
public sealed interface Requirement {

    /** Why a token cannot have it; empty where it can. */
    Optional<Reason> againstToken();

    /** Why a signed-in user who holds {@code roles} cannot have it; empty where it can. */
    Optional<Reason> againstSession(Set<Role> roles);

    /** The users who fulfil it while they are signed in. */
    UserFilter fulfilledBy();

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
        throw new IllegalArgumentException("a requirement is everyone, session or role:<name>");
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
    }
}
