package dev.keyfob.domain.actor;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.permission.Decision;
import dev.keyfob.domain.permission.Denial;
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

/** The caller of a use case: a signed-in user, a token, an API client, the finder of a secret, or the operator. */
public sealed interface Actor {

    /** How long a proof of identity counts as recent. After that, sensitive changes require a new sign-in. */
    Duration FRESH_FOR = Duration.ofMinutes(15);

    Decision decide(Permission permission);

    /** The tokens that this actor may see and revoke. Use cases treat all others as if they did not exist. */
    TokenFilter visibleTokens();

    /**
     * The user behind this actor: the signed-in user or the token's owner. For a token, the owner's roles do not count:
     * what a token may do depends on the ceiling and its own narrowing alone.
     */
    default Optional<User> account() {
        return Optional.empty();
    }

    /** Whether this actor is that user or one of that user's tokens. */
    default boolean isActingFor(UserId user) {
        return account().filter(found -> found.id().equals(user)).isPresent();
    }

    /** Whether this actor is that user, signed in. That user's tokens are not. */
    default boolean isPerson(UserId user) {
        return this instanceof SignedIn signedIn && signedIn.user().id().equals(user);
    }

    /** How the audit log names this actor. */
    AuditParty party();

    /** Where the request came from: an IP address, or {@code command line}. */
    String address();

    default boolean may(Permission permission) {
        return decide(permission).isAllowed();
    }

    /** Returns the signed-in user; refuses any other kind of actor. */
    default User person() {
        if (this instanceof SignedIn signedIn) {
            return signedIn.user();
        }
        throw new Refusal(Reason.NOT_SIGNED_IN, "This is for people. Sign in first.");
    }

    /** Refuses everyone but the operator, with this explanation, because no role grants it. */
    default void requireOperator(String explanation) {
        if (!(this instanceof Operator)) {
            throw new Refusal(Reason.ROLE_MISSING, explanation);
        }
    }

    /** Whether the user proved their identity recently. Actors other than users always count as recent. */
    default boolean isFreshAt(Instant now) {
        return true;
    }

    /** Refuses a user without a recent proof of identity, to protect a browser session that was left open. */
    default void requireFreshAt(Instant now) {
        if (!isFreshAt(now)) {
            throw new Refusal(
                    Reason.SIGN_IN_TOO_OLD,
                    "This change needs a sign-in of the last " + FRESH_FOR.toMinutes()
                            + " minutes. Nothing was changed. Sign in again, then repeat it.");
        }
    }

    /** Refuses this actor, with the reason, if it lacks the permission. */
    default void require(Permission permission) {
        decide(permission).orRefuse();
    }

    /**
     * A user with a session, whose current roles decide. {@code provenAt} is the time of the latest proof of identity;
     * empty if it is not known.
     */
    record SignedIn(User user, PermissionCatalogue catalogue, String address, Optional<Instant> provenAt)
            implements Actor {

        /** Returns the same user, with a proof of identity at this time. */
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
     * A usable token. Its permissions are those that both the ceiling and its own narrowing allow; the owner's roles
     * never count. It does not see its owner's other tokens. {@code presented} is the digest of the secret that the
     * caller presented, because a token has several secrets during a rotation.
     */
    record Bearer(AccessToken token, User owner, PermissionCeiling ceiling, String address, TokenDigest presented)
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

    /** A program that may ask about tokens that it received. It has no permissions of its own. */
    record Client(ApiClient client, String address) implements Actor {
        @Override
        public Decision decide(Permission permission) {
            return Decision.denied(permission, Denial.SESSION_ONLY);
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

    /**
     * A caller without an account: an anonymous one, or a service that scans for leaked tokens. It has no permissions,
     * only the secrets that it presents.
     */
    record Finder(String address, AuditParty party) implements Actor {
        public Finder(String address) {
            this(address, AuditParty.finder());
        }

        @Override
        public Decision decide(Permission permission) {
            return Decision.denied(permission, Denial.SESSION_ONLY);
        }

        @Override
        public TokenFilter visibleTokens() {
            return TokenFilter.nothing();
        }
    }

    /**
     * A user of the command line with access to the data directory. The operating system has already authorized them.
     */
    record Operator(AuditParty party) implements Actor {

        /** The operator at the command line. */
        public static final Actor OPERATOR = new Operator();

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
