package dev.keyfob.application.token;

import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Changes a token's name, expiry, permissions and networks, within what the policy and the ceiling allow; its secret
 * never. Owners change their own, administrators and the operator anyone's; a token changes nothing, itself least.
 * Audited.
 */
public final class EditToken {

    private final Transactions transactions;
    private final AccessTokens tokens;
    private final AuditLog auditLog;
    private final ChangeLimit changeLimit;
    private final TokenRules rules;
    private final PolicyInForce policyInForce;
    private final InstantSource clock;

    public EditToken(
            Transactions transactions,
            AccessTokens tokens,
            AuditLog auditLog,
            ChangeLimit changeLimit,
            TokenRules rules,
            PolicyInForce policyInForce,
            InstantSource clock) {
        this.transactions = transactions;
        this.tokens = tokens;
        this.auditLog = auditLog;
        this.changeLimit = changeLimit;
        this.rules = rules;
        this.policyInForce = policyInForce;
        this.clock = clock;
    }

    public void edit(Actor actor, TokenId id, TokenEdit edit) {
        actor.require(Permission.TOKEN_CREATE);
        edit.narrowing().ifPresent(rules.ceiling()::requireWithin);
        changeLimit.takeChange(actor);
        transactions.inOne(() -> {
            AccessToken token = tokens.lockUnrevoked(actor, id);
            edit.name().ifPresent(name -> requireFree(token, name));
            Instant now = clock.instant();
            AccessToken edited = edited(token, edit, now);
            if (!edited.equals(token)) {
                tokens.update(edited);
                auditLog.append(AuditEntry.of(actor, AuditAction.TOKEN_EDITED, AuditParty.token(edited), now));
            }
        });
    }

    private AccessToken edited(AccessToken token, TokenEdit edit, Instant now) {
        AccessToken edited = token;
        if (edit.name().isPresent()) {
            edited = edited.named(edit.name().get());
        }
        if (edit.expiry().isPresent()) {
            edited = edited.within(policyInForce
                    .policy()
                    .expiry()
                    .changed(token.lifeSpan(), now, edit.expiry().get()));
        }
        if (edit.narrowing().isPresent()) {
            edited = edited.narrowedTo(edit.narrowing().get());
        }
        return edit.networks().map(edited::usableFrom).orElse(edited);
    }

    private void requireFree(AccessToken token, TokenName name) {
        tokens.findUnrevoked(token.owner(), name)
                .filter(namesake -> !namesake.id().equals(token.id()))
                .ifPresent(namesake -> {
                    throw new Refusal(
                            Reason.NAME_TAKEN, "There is already a token with this name. Choose another name.");
                });
    }
}
