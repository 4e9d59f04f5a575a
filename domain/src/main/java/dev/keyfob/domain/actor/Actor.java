package dev.keyfob.domain.actor;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.permission.Decision;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Who is asking: a signed-in user, a token, an API client, the finder of a secret, or the operator. */
public sealed interface Actor {

    /** How long a proof of identity is fresh. Changes that matter ask for a new one after that. */
    Duration FRESH_FOR = Duration.ofMinutes(15);

    Decision decide(Permission permission);

    /** The tokens that this actor may see and revoke; all others do not exist for it. */
    TokenFilter visibleTokens();

    /**
     * The user in whose name this is asked: the person, or the token's owner. It says nothing about what they may do.
     */
    default Optional<User> account() {
        return Optional.empty();
    }

    /** Is this that user, in person or through a token? */
    default boolean speaksFor(UserId user) {
        return account().filter(found -> found.id().equals(user)).isPresent();
    }

    /** How the audit log names this actor. */
    AuditParty party();

    /** Where the request came from: an IP address, or {@code command line}. */
    String address();

    default boolean may(Permission permission) {
        return decide(permission).isAllowed();
    }

    /** The signed-in person that this is; refuses where it is something else. */
    default User person() {
        if (this instanceof SignedIn signedIn) {
            return signedIn.user();
        }
        throw new Refusal(Reason.NOT_SIGNED_IN, "This is for people. Sign in first.");
    }

    /** Did this person prove lately who they are? What is no person is never asked to sign in. */
    default boolean isFreshAt(Instant now) {
        return true;
    }

    /** Refuses a person who did not prove lately who they are, so that nobody uses a browser that was left open. */
    default void requireFreshAt(Instant now) {
        if (!isFreshAt(now)) {
            throw new Refusal(
                    Reason.SIGN_IN_TOO_OLD,
                    "This change needs a sign-in of the last " + FRESH_FOR.toMinutes()
                            + " minutes. Nothing was changed. Sign in again, then repeat it.");
        }
    }

    /** Refuses, with the reason, what this actor may not do. */
    default void require(Permission permission) {
        decide(permission).orRefuse();
    }

    /**
     * A person with a session: judged by the roles held now. {@code provenAt} is when they proved who they are; empty
     * where that is not known.
     */
    record SignedIn(User user, PermissionCatalogue catalogue, String address, Optional<Instant> provenAt)
            implements Actor {

        /** The same person, who proves at this time who they are. */
        public SignedIn provenAt(Instant now) {
            return new SignedIn(user, catalogue, address, Optional.of(now));
        }

        @Override
        public boolean isFreshAt(Instant now) {
            return provenAt.filter(at -> now.isBefore(at.plus(FRESH_FOR))).isPresent();
        }

        @Override
        public Decision decide(Permission permission) {
            return catalogue.decide(user, permission);
        }

        @Override
        public TokenFilter visibleTokens() {
            return may(Permission.TOKEN_MANAGE) ? TokenFilter.everything() : TokenFilter.ownedBy(user.id());
        }

        @Override
        public Optional<User> account() {
            return Optional.of(user);
        }

        @Override
        public AuditParty party() {
            return AuditParty.user(user);
        }
    }

    /**
     * A usable token: judged by the ceiling alone, and blind to its owner's other tokens. {@code shown} is which of its
     * secrets was shown: during a rotation there are several.
     */
    record Bearer(AccessToken token, User owner, PermissionCeiling ceiling, String address, TokenDigest shown)
            implements Actor {

        public Bearer(AccessToken token, User owner, PermissionCeiling ceiling, String address) {
            this(token, owner, ceiling, address, token.digest());
        }

        @Override
        public Decision decide(Permission permission) {
            return ceiling.decide(token.narrowing(), permission);
        }

        @Override
        public TokenFilter visibleTokens() {
            return TokenFilter.withId(token.id());
        }

        @Override
        public Optional<User> account() {
            return Optional.of(owner);
        }

        @Override
        public AuditParty party() {
            return AuditParty.token(token);
        }
    }

    /** A program that may ask about tokens it was handed. By itself it may do nothing. */
    record Client(ApiClient client, String address) implements Actor {
        @Override
        public Decision decide(Permission permission) {
            return Decision.denied(permission, Reason.SESSION_ONLY);
        }

        @Override
        public TokenFilter visibleTokens() {
            return TokenFilter.nothing();
        }

        @Override
        public AuditParty party() {
            return AuditParty.client(client);
        }
    }

    /** An anonymous caller, who has only the secrets that it presents and may do nothing by itself. */
    record Finder(String address, AuditParty party) implements Actor {
        public Finder(String address) {
            this(address, AuditParty.finder());
        }

        @Override
        public Decision decide(Permission permission) {
            return Decision.denied(permission, Reason.SESSION_ONLY);
        }

        @Override
        public TokenFilter visibleTokens() {
            return TokenFilter.nothing();
        }
    }

    /** Whoever may run commands on the data directory. The operating system has already decided that. */
    record Operator(AuditParty party) implements Actor {
        public Operator() {
            this(AuditParty.operator());
        }

        @Override
        public Decision decide(Permission permission) {
            return Decision.allowed(permission);
        }

        @Override
        public TokenFilter visibleTokens() {
            return TokenFilter.everything();
        }

        @Override
        public String address() {
            return "command line";
        }
    }
}
