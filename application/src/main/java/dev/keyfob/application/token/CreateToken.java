package dev.keyfob.application.token;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.OncePerForm;
import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * Creates a token and returns its secret, which is never shown again.
 *
 * <p>A signed-in person creates tokens only for themselves, administrators too, because the secret of another person's
 * token would let them act as that person. The operator creates tokens for anyone. An actor that is a token creates
 * none. Audited.
 */
public final class CreateToken {

    private final AuditedChanges changes;
    private final Users users;
    private final AccessTokens tokens;
    private final TokenSettings settings;
    private final PolicyInForce policyInForce;
    private final OncePerForm forms;
    private final SecureRandom random;

    public CreateToken(
            AuditedChanges changes,
            Users users,
            AccessTokens tokens,
            TokenSettings settings,
            PolicyInForce policyInForce,
            OncePerForm forms,
            SecureRandom random) {
        this.changes = changes;
        this.users = users;
        this.tokens = tokens;
        this.settings = settings;
        this.policyInForce = policyInForce;
        this.forms = forms;
        this.random = random;
    }

    /**
     * Creates the token.
     *
     * @throws Refusal if the actor may not create tokens or not this one; NAME_TAKEN; TOO_MANY_TOKENS if the owner has
     *     reached the limit; TOO_MANY_CHANGES if the account made too many changes in a short time
     */
    public CreatedToken create(Actor actor, NewToken wanted) {
        return create(actor, TokenId.random(), wanted);
    }

    /**
     * Creates the token with an id that was assigned when an administrator prepared it.
     *
     * @throws Refusal as {@link #create(Actor, NewToken)}
     */
    public CreatedToken create(Actor actor, TokenId id, NewToken wanted) {
        TokenPolicy policy = policyInForce.policy();
        requireMayCreate(actor, policy);
        settings.ceiling().requireWithin(wanted.restrictions().narrowing());
        return changes.makeLimitedUncheckedAndReturn(actor, change -> {
            // Locks the owner's row, so that two concurrent requests cannot use the last free place or the same name.
            User owner = users.findByEmail(wanted.owner())
                    .filter(found -> isFor(actor, found))
                    .flatMap(found -> users.findForUpdate(found.id()))
                    .orElseThrow(() -> noSuchUser(wanted.owner()));
            if (!owner.isEnabled()) {
                throw new Refusal(
                        Reason.OWNER_DISABLED, "That user is disabled. Enable the user first, then create the token.");
            }
            Instant now = change.now();
            requirePlace(owner, wanted, policy, now);

            TokenSecret secret = settings.format().generate(random);
            AccessToken token = AccessToken.issue(
                            id,
                            owner.id(),
                            wanted.name(),
                            secret,
                            policy.expiry().lifeSpanFrom(now, wanted.expiry()),
                            wanted.restrictions().narrowing())
                    .usableFrom(wanted.restrictions().networks())
                    .noted(wanted.note());
            tokens.add(token);
            change.record(AuditAction.TOKEN_CREATED, new AuditSubject.OfOwnedToken(token, owner));
            return new CreatedToken(token, secret);
        });
    }

    /**
     * Creates the token that a person's form asks for, once even if the form is sent several times. {@code nonce}
     * identifies the form and came with the page.
     *
     * @throws Refusal as {@link #create}
     */
    public void createByForm(Actor actor, SessionSecret session, String nonce, NewToken wanted) {
        forms.make(session, nonce, () -> {
            CreatedToken created = create(actor, wanted);
            return new OncePerForm.Made(created.token().id().toString(), created.secret());
        });
    }

    /**
     * Returns what the form created: on the first call only, and within a minute. Empty if the actor does not act for
     * the owner of the token.
     */
    public Optional<CreatedToken> takeCreated(Actor actor, SessionSecret session, String nonce) {
        return forms.take(session, nonce)
                .flatMap(made ->
                        tokens.find(TokenId.parse(made.id())).map(token -> new CreatedToken(token, made.secret())))
                .filter(created -> actor.isActingFor(created.token().owner()));
    }

    /**
     * Refuses an actor who may not create tokens, before the request body is read.
     *
     * @throws Refusal if the actor lacks the permission or the policy does not let them create tokens; SIGN_IN_TOO_OLD
     */
    public void requireMayCreate(Actor actor) {
        requireMayCreate(actor, policyInForce.policy());
    }

    private void requireMayCreate(Actor actor, TokenPolicy policy) {
        actor.require(Permission.TOKEN_CREATE);
        Optional<User> person =
                actor instanceof Actor.SignedIn signedIn ? Optional.of(signedIn.user()) : Optional.empty();
        policy.creation().against(person).ifPresent(refusal -> {
            throw refusal;
        });
        if (settings.freshSignIn()) {
            changes.requireFresh(actor);
        }
    }

    private static boolean isFor(Actor actor, User owner) {
        return actor instanceof Actor.Operator || actor.isPerson(owner.id());
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
