package dev.keyfob.application.token;

import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes a token and hands out its secret, this once.
 *
 * <p>A signed-in person makes tokens for themselves alone, administrators too: a secret made for somebody else would
 * be a way to act as them. The operator makes them for anyone. A token makes none. Audited.
 */
public final class CreateToken {

    private final Transactions transactions;
    private final Users users;
    private final AccessTokens tokens;
    private final AuditLog auditLog;
    private final ChangeLimit changeLimit;
    private final TokenRules rules;
    private final PolicyInForce policyInForce;
    private final SecureRandom random;
    private final InstantSource clock;

    public CreateToken(
            Transactions transactions,
            Users users,
            AccessTokens tokens,
            AuditLog auditLog,
            ChangeLimit changeLimit,
            TokenRules rules,
            PolicyInForce policyInForce,
            SecureRandom random,
            InstantSource clock) {
        this.transactions = transactions;
        this.users = users;
        this.tokens = tokens;
        this.auditLog = auditLog;
        this.changeLimit = changeLimit;
        this.rules = rules;
        this.policyInForce = policyInForce;
        this.random = random;
        this.clock = clock;
    }

    public CreatedToken create(Actor actor, NewToken wanted) {
        actor.require(Permission.TOKEN_CREATE);
        rules.ceiling().requireWithin(wanted.narrowing());
        TokenPolicy policy = policyInForce.policy();
        Optional<User> person =
                actor instanceof Actor.SignedIn signedIn ? Optional.of(signedIn.user()) : Optional.empty();
        policy.creation().against(person).ifPresent(refusal -> {
            throw refusal;
        });
        changeLimit.takeChange(actor);
        return transactions.inOne(() -> {
            // The owner's row is held, so that two requests cannot both take the last place or the same name.
            User owner = users.findByEmail(wanted.owner())
                    .filter(found -> isFor(actor, found))
                    .flatMap(found -> users.findForUpdate(found.id()))
                    .orElseThrow(() -> noSuchUser(wanted.owner()));
            if (!owner.isEnabled()) {
                throw new Refusal(
                        Reason.OWNER_DISABLED, "That user is disabled. Enable the user first, then create the token.");
            }
            Instant now = clock.instant();
            requirePlace(owner, wanted, policy, now);

            TokenSecret secret = rules.format().generate(random);
            AccessToken token = AccessToken.issue(
                            owner.id(),
                            wanted.name(),
                            secret,
                            policy.expiry().lifeSpanFrom(now, wanted.expiry()),
                            wanted.narrowing())
                    .usableFrom(wanted.networks());
            tokens.add(token);
            auditLog.append(AuditEntry.of(actor, AuditAction.TOKEN_CREATED, AuditParty.token(token), now));
            return new CreatedToken(token, secret);
        });
    }

    private static boolean isFor(Actor actor, User owner) {
        return actor instanceof Actor.Operator || actor instanceof Actor.SignedIn && actor.speaksFor(owner.id());
    }

    private static Refusal noSuchUser(Email owner) {
        return new Refusal(Reason.USER_NOT_FOUND, "There is no user " + owner + " for whom you may create a token.");
    }

    private void requirePlace(User owner, NewToken wanted, TokenPolicy policy, Instant now) {
        tokens.findUnrevoked(owner.id(), wanted.name()).ifPresent(namesake -> {
            throw new Refusal(
                    Reason.NAME_TAKEN,
                    "There is already a token with this name, "
                            + namesake.stateAt(now, policy).code()
                            + ". Choose another name, or delete that token first.");
        });
        if (tokens.countUnrevokedOf(owner.id()) >= policy.mostPerOwner()) {
            throw new Refusal(
                    Reason.TOO_MANY_TOKENS,
                    "There can be at most " + policy.mostPerOwner() + " tokens. Delete some that are no longer used.");
        }
    }
}
