package dev.keyfob.application.token;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.AuditedChanges.Change;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Revokes tokens. Every revocation goes through this class.
 *
 * <p>Owners revoke their own tokens, administrators and the operator anyone's, and a token may revoke itself. Whoever
 * presents a token's secret may revoke it, too. Revoking a token twice is not an error: the first revocation stays, and
 * there is one audit entry.
 */
public final class RevokeToken {

    private final AuditedChanges changes;
    private final Users users;
    private final AccessTokens tokens;

    public RevokeToken(AuditedChanges changes, Users users, AccessTokens tokens) {
        this.changes = changes;
        this.users = users;
        this.tokens = tokens;
    }

    /**
     * Revokes one token. Does nothing if it is revoked already.
     *
     * @throws Refusal TOKEN_NOT_FOUND if there is none or the actor may not see it
     */
    public void revoke(Actor actor, TokenId id) {
        changes.makeUnchecked(actor, change -> {
            endUnlessEnded(change, actor, tokens.lockVisible(actor, id));
        });
    }

    /**
     * Revokes all of these tokens or none, and returns how many were not revoked before.
     *
     * @throws Refusal TOKEN_NOT_FOUND if one of them does not exist or the actor may not see it; none is revoked then
     */
    public int revokeChosen(Actor actor, Collection<TokenId> ids) {
        return changes.makeUncheckedAndReturn(actor, change -> {
            // Always in the same order, so that two such changes cannot deadlock.
            List<AccessToken> held = ids.stream()
                    .distinct()
                    .sorted(Comparator.comparing(TokenId::toString))
                    .map(id -> tokens.lockVisible(actor, id))
                    .toList();
            change.nothingToRecord();
            held.forEach(token -> endUnlessEnded(change, actor, token));
            return (int) held.stream().filter(token -> !token.isRevoked()).count();
        });
    }

    /**
     * Revokes all tokens of one owner with one statement, and returns how many were not revoked before.
     *
     * @throws Refusal USER_NOT_FOUND; or if the owner is another person and the actor lacks the permission
     */
    public int revokeAllOf(Actor actor, Email owner) {
        // Locks the owner, so that no token is created at the same time.
        return users.isOwn(actor, owner)
                ? changes.makeUncheckedAndReturn(actor, change -> endAllOf(change, users.lockOwn(actor)))
                : changes.makeAndReturn(actor, Permission.TOKEN_MANAGE, change -> endAllOf(change, users.lock(owner)));
    }

    /**
     * Revokes all tokens of a user whose account is being enabled again or removed, and returns how many were not
     * revoked before. The caller has locked the user in this change.
     *
     * @throws Refusal if the actor lacks the permission
     */
    public int revokeAllFromBefore(Actor actor, User held, Change change) {
        actor.require(Permission.TOKEN_MANAGE);
        change.requireFreshUnlessOwn(held.id());
        return endAllOf(change, held);
    }

    /**
     * Revokes every token of everyone with one statement, for emergencies, and returns how many were not revoked
     * before. For administrators and the operator.
     *
     * @throws Refusal if the actor lacks the permission
     */
    public int revokeAll(Actor actor) {
        return changes.makeAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            int revoked = tokens.revokeAll(change.stamp());
            change.record(AuditAction.TOKENS_REVOKED, new AuditSubject.TokensOfAnyone(revoked));
            return revoked;
        });
    }

    /**
     * Revokes the tokens that have these secrets. Anyone who has a secret may do so, so that the finder of a leaked
     * secret can stop it. Does not return which secrets were real.
     *
     * <p>Only API clients and finders call this. A signed-in person would need a recent sign-in here, as for every
     * change of other people's things.
     *
     * @throws Refusal SIGN_IN_TOO_OLD if the actor is a person who has not signed in recently and the token belongs to
     *     another
     */
    public void revokePresented(Actor actor, Collection<String> secrets) {
        for (String presented : secrets) {
            TokenFormat.parse(presented)
                    .flatMap(secret -> tokens.findByDigest(secret.digest()))
                    .filter(token -> !token.isRevoked())
                    .ifPresent(found -> changes.makeUnchecked(actor, change -> {
                        tokens.findForUpdate(found.id())
                                .ifPresentOrElse(
                                        token -> endUnlessEnded(change, actor, token), change::nothingToRecord);
                    }));
        }
    }

    /** Revokes a token that the caller has locked in its transaction, because an old secret of the token was used. */
    void revokeReused(AccessToken held, User owner, Change change) {
        end(change.by(AuditParty.reuseDetection()), held, owner);
    }

    private int endAllOf(Change change, User held) {
        int revoked = tokens.revokeAllOf(held.id(), change.stamp());
        if (revoked > 0) {
            change.record(AuditAction.TOKENS_REVOKED, new AuditSubject.TokensOf(held, revoked));
        } else {
            change.nothingToRecord();
        }
        return revoked;
    }

    private void endUnlessEnded(Change change, Actor actor, AccessToken token) {
        if (token.isRevoked()) {
            change.nothingToRecord();
        } else {
            change.requireFreshUnlessOwn(token.owner());
            end(change, token, ownerOf(token, actor));
        }
    }

    // An actor who revokes their own token is its owner, so no look-up is needed.
    private User ownerOf(AccessToken token, Actor actor) {
        return actor.account()
                .filter(account -> account.id().equals(token.owner()))
                .orElseGet(() -> users.find(token.owner()).orElseThrow());
    }

    private void end(Change change, AccessToken token, User owner) {
        Stamp stamp = change.stamp();
        tokens.update(token.revoke(stamp.at(), stamp.by()));
        change.record(AuditAction.TOKEN_REVOKED, new AuditSubject.OfOwnedToken(token, owner));
    }
}
