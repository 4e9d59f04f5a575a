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
 * Revokes tokens: the one place where that happens, whoever asks for it.
 *
 * <p>Owners revoke their own, administrators and the operator anyone's, and a token may revoke itself. Revoking twice
 * is no error: the first time stands, and there is one audit entry.
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
     * Ends one token; where it has ended, nothing changes.
     *
     * @throws Refusal TOKEN_NOT_FOUND if there is none or the actor may not see it
     */
    public void revoke(Actor actor, TokenId id) {
        changes.make(actor, change -> {
            endUnlessEnded(change, actor, tokens.lockVisible(actor, id));
        });
    }

    /**
     * Ends these tokens together, or none of them, and says how many there were to end.
     *
     * @throws Refusal TOKEN_NOT_FOUND if one is not there or not the actor's to see; then none has ended
     */
    public int revokeChosen(Actor actor, Collection<TokenId> ids) {
        return changes.makeAndReturn(actor, change -> {
            // In one order, so that two such changes never wait for each other.
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
     * Ends all tokens of one owner with one statement, and says how many there were to end.
     *
     * @throws Refusal USER_NOT_FOUND; and if the owner is another and the actor lacks the permission
     */
    public int revokeAllOf(Actor actor, Email owner) {
        // The owner is held, so that no token is created meanwhile.
        return isOwn(actor, owner)
                ? changes.makeAndReturn(actor, change -> endAllOf(change, users.lock(owner)))
                : changes.makeAndReturn(actor, Permission.TOKEN_MANAGE, change -> endAllOf(change, users.lock(owner)));
    }

    /**
     * Ends all tokens of a user whose account is opened again, and says how many there were to end. The caller holds
     * the user in this change.
     *
     * @throws Refusal if the actor lacks the permission
     */
    public int revokeAllFromBefore(Actor actor, User held, Change change) {
        actor.require(Permission.TOKEN_MANAGE);
        change.requireFreshUnlessOwn(held.id());
        return endAllOf(change, held);
    }

    /**
     * The emergency brake: ends every token of everyone with one statement, and says how many there were to end. For
     * administrators and the operator.
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
     * Revokes the tokens whose secrets these are. Whoever has a secret may do it, so that a leak can be stopped by its
     * finder. Does not say which secrets were real.
     *
     * <p>API clients and finders call it, and no session does: a person would be asked for a fresh sign-in here, as for
     * every change of what is another's.
     *
     * @throws Refusal SIGN_IN_TOO_OLD for a person who did not prove lately who they are, at the token of another
     */
    public void revokePresented(Actor actor, Collection<String> secrets) {
        for (String presented : secrets) {
            TokenFormat.parse(presented)
                    .flatMap(secret -> tokens.findByDigest(secret.digest()))
                    .filter(token -> !token.isRevoked())
                    .ifPresent(found -> changes.make(actor, change -> {
                        tokens.findForUpdate(found.id())
                                .ifPresentOrElse(
                                        token -> endUnlessEnded(change, actor, token), change::nothingToRecord);
                    }));
        }
    }

    /** Ends a token that the caller holds in its transaction, because an old secret of it was used. */
    void revokeReused(AccessToken held, User owner, Change change) {
        end(change.by(AuditParty.reuseDetection()), held, owner);
    }

    private static boolean isOwn(Actor actor, Email owner) {
        return actor instanceof Actor.SignedIn person && person.user().email().equals(owner);
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

    // An actor who ends their own token is its owner, so that no look-up is needed.
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
