package dev.keyfob.application.token;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import java.time.Instant;

/**
 * Changes a token's name, note, expiry, permissions and networks, within what the policy and the ceiling allow; never
 * its secret. Owners change their own tokens, administrators and the operator anyone's; an actor that is a token
 * changes none, not even itself. Audited.
 */
public final class EditToken {

    private final AuditedChanges changes;
    private final AccessTokens tokens;
    private final TokenSettings settings;
    private final PolicyInForce policyInForce;

    public EditToken(AuditedChanges changes, AccessTokens tokens, TokenSettings settings, PolicyInForce policyInForce) {
        this.changes = changes;
        this.tokens = tokens;
        this.settings = settings;
        this.policyInForce = policyInForce;
    }

    /**
     * Makes the changes that the edit contains.
     *
     * @throws Refusal if the actor lacks the permission, or policy and ceiling do not allow it; TOKEN_NOT_FOUND,
     *     TOKEN_ENDED, NAME_TAKEN; TOO_MANY_CHANGES if the account made too many changes in a short time
     */
    public void edit(Actor actor, TokenId id, TokenEdit edit) {
        actor.require(Permission.TOKEN_CREATE);
        edit.narrowing().ifPresent(settings.ceiling()::requireWithin);
        changes.makeLimitedUnchecked(actor, change -> {
            AccessToken token = tokens.lockUnrevoked(actor, id);
            change.requireFreshUnlessOwn(token.owner());
            edit.name().ifPresent(name -> requireFree(token, name));
            AccessToken edited = edited(token, edit, change.now());
            if (edited.equals(token)) {
                change.nothingToRecord();
            } else {
                tokens.update(edited);
                change.record(AuditAction.TOKEN_EDITED, new AuditSubject.OfToken(edited));
            }
        });
    }

    private AccessToken edited(AccessToken token, TokenEdit edit, Instant now) {
        AccessToken edited = token;
        if (edit.name().isPresent()) {
            edited = edited.named(edit.name().get());
        }
        if (edit.note().isPresent()) {
            edited = edited.noted(edit.note().get());
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
