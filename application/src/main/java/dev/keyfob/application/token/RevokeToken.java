package dev.keyfob.application.token;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;

/**
 * Ends tokens, at once and for good: the one place where a token is revoked, whoever asks for it.
 *
 * <p>Owners end their own, administrators and the operator anyone's, and a token may end itself. Ending twice is no
 * error: it is audited once, and the first time stands.
 */
public final class RevokeToken {

    private final Transactions transactions;
    private final Users users;
    private final AccessTokens tokens;
    private final AuditLog auditLog;
    private final InstantSource clock;

    public RevokeToken(
            Transactions transactions, Users users, AccessTokens tokens, AuditLog auditLog, InstantSource clock) {
        this.transactions = transactions;
        this.users = users;
        this.tokens = tokens;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    public void revoke(Actor actor, TokenId id) {
        transactions.inOne(() -> {
            AccessToken token = tokens.lockVisible(actor, id);
            if (!token.isRevoked()) {
                end(actor, token, clock.instant());
            }
        });
    }

    /** Ends all tokens of one owner with one statement, and says how many there were to end. */
    public int revokeAllOf(Actor actor, Email owner) {
        if (!isOwn(actor, owner)) {
            actor.require(Permission.TOKEN_MANAGE);
        }
        return transactions.inOne(() -> {
            // The owner is held, so that no token is created meanwhile.
            return endAllOf(actor, users.lock(owner), clock.instant());
        });
    }

    /**
     * Ends all tokens of a user whose account is opened again. The caller holds the user in its transaction, and has
     * found that the actor may do this.
     */
    public int revokeAllFromBefore(Actor actor, User held, Instant now) {
        actor.require(Permission.TOKEN_MANAGE);
        return endAllOf(actor, held, now);
    }

    /** The emergency brake: ends every token of everyone with one statement. For administrators and the operator. */
    public int revokeAll(Actor actor) {
        actor.require(Permission.TOKEN_MANAGE);
        return transactions.inOne(() -> {
            Instant now = clock.instant();
            int revoked = tokens.revokeAll(stamp(actor, now));
            auditLog.append(AuditEntry.of(actor, AuditAction.TOKENS_REVOKED, AuditParty.tokens(revoked), now));
            return revoked;
        });
    }

    /**
     * Ends the tokens whose secrets these are: whoever holds one may end it, so that a leak can be stopped by whoever
     * finds it. Says nothing about which were real.
     */
    public void revokePresented(Actor actor, Collection<String> secrets) {
        for (String presented : secrets) {
            TokenFormat.parse(presented)
                    .flatMap(secret -> tokens.findByDigest(secret.digest()))
                    .filter(token -> !token.isRevoked())
                    .ifPresent(found -> transactions.inOne(() -> tokens.findForUpdate(found.id())
                            .filter(token -> !token.isRevoked())
                            .ifPresent(token -> end(actor, token, clock.instant()))));
        }
    }

    /** Ends a token that the caller holds in its transaction, because an old secret of it was used at {@code address}. */
    void revokeReused(AccessToken held, String address, Instant now) {
        AuditEntry entry = AuditEntry.seen(
                AuditParty.reuseDetection(), AuditAction.TOKEN_REVOKED, AuditParty.token(held), now, address);
        end(held, now, entry);
    }

    private static boolean isOwn(Actor actor, Email owner) {
        return actor instanceof Actor.SignedIn person && person.user().email().equals(owner);
    }

    private static Stamp stamp(Actor actor, Instant now) {
        return new Stamp(now, actor.party().name());
    }

    private int endAllOf(Actor actor, User held, Instant now) {
        int revoked = tokens.revokeAllOf(held.id(), stamp(actor, now));
        if (revoked > 0) {
            auditLog.append(AuditEntry.of(actor, AuditAction.TOKENS_REVOKED, AuditParty.tokensOf(held, revoked), now));
        }
        return revoked;
    }

    private void end(Actor actor, AccessToken token, Instant now) {
        end(token, now, AuditEntry.of(actor, AuditAction.TOKEN_REVOKED, AuditParty.token(token), now));
    }

    private void end(AccessToken token, Instant now, AuditEntry entry) {
        tokens.update(token.revoke(now, entry.actor().name()));
        auditLog.append(entry);
    }
}
