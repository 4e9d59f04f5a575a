package dev.keyfob.application.token;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.OncePerForm;
import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.RetiredSecrets;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.Rotation;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * Creates a new secret for a token and returns it; it is never shown again. The token keeps its id, name, permissions,
 * networks and end. The old secret works until the overlap ends. If the new one is used before, {@link FinishRotation}
 * ends the old one after a grace period.
 *
 * <p>A signed-in person rotates only their own tokens, administrators too, because the secret of another person's token
 * would let them act as that person. The operator rotates anyone's. A token may rotate itself with its current secret,
 * if the policy allows it. Audited, including the replacement of a new secret that was never used.
 */
public final class RotateToken {

    private final AuditedChanges changes;
    private final Users users;
    private final AccessTokens tokens;
    private final RecentUses recentUses;
    private final RetiredSecrets retiredSecrets;
    private final ChangeLimit changeLimit;
    private final TokenSettings settings;
    private final PolicyInForce policyInForce;
    private final OncePerForm forms;
    private final SecureRandom random;

    public RotateToken(
            AuditedChanges changes,
            Users users,
            AccessTokens tokens,
            RecentUses recentUses,
            RetiredSecrets retiredSecrets,
            ChangeLimit changeLimit,
            TokenSettings settings,
            PolicyInForce policyInForce,
            OncePerForm forms,
            SecureRandom random) {
        this.changes = changes;
        this.users = users;
        this.tokens = tokens;
        this.recentUses = recentUses;
        this.retiredSecrets = retiredSecrets;
        this.changeLimit = changeLimit;
        this.settings = settings;
        this.policyInForce = policyInForce;
        this.forms = forms;
        this.random = random;
    }

    /**
     * Creates the new secret.
     *
     * @throws Refusal if the actor may not rotate that token, or it has ended; ROTATION_PENDING if an unused successor
     *     would have to be replaced; ROTATION_FINISHED if the presented secret or the key belongs to a finished
     *     rotation; TOO_MANY_CHANGES if the token or the account changed too often in a short time; SIGN_IN_TOO_OLD if
     *     the settings require a recent sign-in
     */
    public RotatedToken rotate(Actor actor, TokenId id, RotationOptions wanted) {
        TokenPolicy policy = policyInForce.policy();
        requireMayRotate(actor, policy);
        return changes.makeUncheckedAndReturn(actor, change -> {
            AccessToken token = tokens.findForUpdate(id)
                    .filter(actor.visibleTokens()::matches)
                    .filter(found -> actor instanceof Actor.Operator || actor.isActingFor(found.owner()))
                    .orElseThrow(() -> new Refusal(
                            Reason.TOKEN_NOT_FOUND,
                            "There is no such token that you may rotate: a new secret goes to the owner alone."));
            // The token's own limit first, so that a thief of the token cannot use up the limit of its owner's account.
            changeLimit.takeRotation(actor, id);
            changeLimit.takeChange(actor);
            Instant now = change.now();
            requireShownInUse(actor, token);
            User owner = users.find(token.owner()).orElseThrow();
            requireAlive(token, owner, policy, now);
            requireNew(token, wanted);

            TokenSecret successor = settings.format().generate(random);
            AccessToken rotated = token.rotation()
                            .filter(begun -> begun.isAskedForBy(wanted.key()))
                            .isPresent()
                    ? token.rotateAgain(successor)
                    : token.rotate(successor, now, policy.rotation().overlapEnd(now, wanted.overlap()), wanted.key());
            token.replaced(now).ifPresent(retiredSecrets::add);
            tokens.update(rotated);
            AuditAction action = token.unusedSuccessor().isPresent()
                    ? AuditAction.TOKEN_ROTATION_REPEATED
                    : AuditAction.TOKEN_ROTATED;
            change.record(action, new AuditSubject.OfOwnedToken(rotated, owner));
            return new RotatedToken(recentUses.shownOn(rotated).under(policy), successor);
        });
    }

    /**
     * Rotates the token of a person's form, once even if the form is sent several times. {@code nonce} identifies the
     * form and came with the page.
     *
     * @throws Refusal as {@link #rotate}
     */
    public void rotateByForm(Actor actor, SessionSecret session, String nonce, TokenId id, RotationOptions wanted) {
        forms.make(session, nonce, () -> {
            RotatedToken rotated = rotate(actor, id, wanted);
            return new OncePerForm.Made(id.toString(), rotated.secret());
        });
    }

    /**
     * Returns the secret that the form created for that token: on the first call only, and within a minute.
     *
     * @throws Refusal TOKEN_NOT_FOUND if there is no such token or the actor may not see it
     */
    public Optional<RotatedToken> takeRotated(Actor actor, SessionSecret session, String nonce, TokenId id) {
        return forms.take(session, nonce)
                .filter(made -> made.id().equals(id.toString()))
                .map(made -> new RotatedToken(shown(tokens.findVisible(actor, id)), made.secret()))
                // A secret that another request has replaced in the meantime is of no use.
                .filter(RotatedToken::isWaiting);
    }

    private AccessToken shown(AccessToken token) {
        return recentUses.shownOn(token).under(policyInForce.policy());
    }

    /**
     * Refuses an actor who may not rotate tokens, before the request body is read.
     *
     * @throws Refusal if the actor lacks the permission; SELF_ROTATION_OFF for a token; SIGN_IN_TOO_OLD
     */
    public void requireMayRotate(Actor actor) {
        requireMayRotate(actor, policyInForce.policy());
    }

    private void requireMayRotate(Actor actor, TokenPolicy policy) {
        if (!(actor instanceof Actor.Bearer)) {
            actor.require(Permission.TOKEN_CREATE);
        } else if (!policy.rotation().maySelfRotate()) {
            throw new Refusal(
                    Reason.SELF_ROTATION_OFF,
                    "A token may not rotate itself here. Sign in and rotate it on its page, or ask an administrator"
                            + " to allow it (self_rotation=on).");
        }
        // A role in the policy restricts who creates tokens, not who rotates them. Only switching creation off for
        // everyone also stops rotation.
        if (!policy.creation().isOn()) {
            throw new Refusal(
                    Reason.CREATION_OFF, "No new secrets are handed out now: an administrator has switched it off.");
        }
        if (settings.freshSignIn()) {
            changes.requireFresh(actor);
        }
    }

    // Checked under the lock, because the presented secret may have been retired since it was verified.
    private static void requireShownInUse(Actor actor, AccessToken token) {
        if (actor instanceof Actor.Bearer bearer && !bearer.presented().equals(token.digest())) {
            throw new Refusal(
                    Reason.ROTATION_FINISHED,
                    "The presented secret has been replaced by a newer one. Rotate with the newer secret.");
        }
    }

    // A use that is not stored yet also restarts the idle limit, as in VerifyToken. A suspended token can be rotated
    // and stays suspended.
    private void requireAlive(AccessToken token, User owner, TokenPolicy policy, Instant now) {
        new OwnedToken(recentUses.shownOn(token), owner)
                .endedOrDisabledAt(now, policy)
                .ifPresent(reason -> {
                    throw notToBeRotated(reason);
                });
    }

    private static Refusal notToBeRotated(Reason unusable) {
        return switch (unusable) {
            case REVOKED ->
                new Refusal(Reason.TOKEN_ENDED, "That token was revoked, which is for good. Create a new one.");
            case OWNER_DISABLED ->
                new Refusal(
                        Reason.OWNER_DISABLED,
                        "The owner of that token is disabled. Enable the user first, then rotate.");
            case EXPIRED ->
                new Refusal(
                        Reason.TOKEN_ENDED,
                        "That token has expired, and rotation does not extend it. Give it a later end first, or"
                                + " create a new one.");
            case POLICY_EXPIRED ->
                new Refusal(
                        Reason.TOKEN_ENDED,
                        "That token has lived as long as the policy allows, and a later end does not extend it."
                                + " Create a new one.");
            case IDLE_TOO_LONG ->
                new Refusal(
                        Reason.TOKEN_ENDED,
                        "That token was unused for longer than the policy allows, and a later end does not extend it."
                                + " Create a new one.");
            default -> throw new IllegalArgumentException("not an end: " + unusable);
        };
    }

    private void requireNew(AccessToken token, RotationOptions wanted) {
        if (wanted.key().filter(key -> retiredSecrets.isKnown(token.id(), key)).isPresent()) {
            throw new Refusal(
                    Reason.ROTATION_FINISHED,
                    "The rotation with this Idempotency-Key is finished: its new secret has been used. To rotate"
                            + " once more, send another key.");
        }
        Optional<Rotation> pending = token.unusedSuccessor();
        if (pending.isPresent() && !wanted.replace() && !pending.get().isAskedForBy(wanted.key())) {
            throw new Refusal(
                    Reason.ROTATION_PENDING,
                    "This token already has a new secret, created at "
                            + pending.get().begunAt()
                            + ", which was not used yet. Use it; or, if it is lost, repeat the"
                            + " request with its Idempotency-Key, or ask to replace it.");
        }
    }
}
