package dev.keyfob.application.pickup;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.PickUps;
import dev.keyfob.application.token.TokenSettings;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks the owner of a token to rotate it. The new secret is created only when the owner picks it up. The old secret
 * ends at the given time at the latest, even if the owner has not rotated by then; without a time it ends at the
 * pick-up. A repeated request replaces the earlier time.
 *
 * <p>Administrators and the operator may ask for anyone's token; an actor that is a token may not. Audited.
 */
public final class RequestRotation {

    private final AuditedChanges changes;
    private final AccessTokens tokens;
    private final PickUps pickUps;
    private final TokenSettings settings;
    private final SecureRandom random;

    public RequestRotation(
            AuditedChanges changes, AccessTokens tokens, PickUps pickUps, TokenSettings settings, SecureRandom random) {
        this.changes = changes;
        this.tokens = tokens;
        this.pickUps = pickUps;
        this.settings = settings;
        this.random = random;
    }

    /**
     * Asks for the rotation.
     *
     * @throws Refusal if the actor lacks the permission; TOKEN_NOT_FOUND, TOKEN_ENDED; ROTATION_PENDING if the owner
     *     has a new secret that is not used yet; EXPIRY_PAST and EXPIRY_TOO_FAR if the old secret cannot end at that
     *     time
     */
    public PickUp request(Actor actor, TokenId id, Optional<Expiry.At> oldEnds) {
        return changes.makeLimitedAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            AccessToken token = tokens.lockUnrevoked(actor, id);
            Instant now = change.now();
            Optional<Instant> oldEndsAt = oldEnds.map(Expiry.At::end);
            oldEndsAt.ifPresent(end -> requirePossible(end, now));
            if (token.unusedSuccessor().isPresent()) {
                throw new Refusal(
                        Reason.ROTATION_PENDING,
                        "The owner has a new secret of this token already, which was not used yet. Wait until it is, or"
                                + " suspend the token.");
            }
            AccessToken unasked = token.dropAskedRotation(now);
            AccessToken asked = oldEndsAt
                    .filter(end -> unasked.rotation().isEmpty())
                    .map(end -> unasked.askToRotate(settings.format().generate(random), now, end))
                    .orElse(unasked);
            tokens.update(asked);
            pickUps.removeEndedAt(now);
            PickUp pickUp = PickUp.ofSecret(token, change.stamp(), oldEndsAt);
            pickUps.put(pickUp);
            change.record(AuditAction.TOKEN_ROTATION_ASKED, new AuditSubject.OfPickUp(pickUp));
            return pickUp;
        });
    }

    private static void requirePossible(Instant end, Instant now) {
        if (!end.isAfter(now)) {
            throw new Refusal(Reason.EXPIRY_PAST, "That day is over. Choose a later one, or none.");
        }
        if (end.isAfter(now.plus(PickUp.LONGEST_NOTICE))) {
            throw new Refusal(
                    Reason.EXPIRY_TOO_FAR,
                    "The old secret must end within " + PickUp.LONGEST_NOTICE.toDays()
                            + " days. Choose an earlier day.");
        }
    }
}
