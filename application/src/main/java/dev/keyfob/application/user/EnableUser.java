package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.AuditedChanges.Change;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.util.function.BiConsumer;

/**
 * Enables a disabled account. Its tokens are revoked in the same step, unless the actor asks to keep them. For
 * administrators and the operator. Audited once.
 */
public final class EnableUser {

    private final AuditedChanges changes;
    private final Users users;
    private final RevokeToken revokeToken;

    public EnableUser(AuditedChanges changes, Users users, RevokeToken revokeToken) {
        this.changes = changes;
        this.users = users;
        this.revokeToken = revokeToken;
    }

    /**
     * Enables the account and revokes its tokens. Does nothing if it is enabled already.
     *
     * @throws Refusal if the actor lacks the permission; USER_NOT_FOUND; TOO_MANY_CHANGES if the actor's account made
     *     too many changes in a short time
     */
    public void enable(Actor actor, Email email) {
        enable(actor, email, (user, change) -> revokeToken.revokeAllFromBefore(actor, user, change));
    }

    /**
     * Enables the account and keeps its tokens: those that are neither revoked nor expired work again.
     *
     * @throws Refusal as {@link #enable}
     */
    public void enableWithTokens(Actor actor, Email email) {
        enable(actor, email, (user, change) -> {});
    }

    private void enable(Actor actor, Email email, BiConsumer<User, Change> tokensFromBefore) {
        changes.makeLimited(actor, Permission.TOKEN_MANAGE, change -> {
            User user = users.lock(email);
            if (user.isEnabled()) {
                change.nothingToRecord();
                return;
            }
            tokensFromBefore.accept(user, change);
            users.update(user.enable());
            change.record(AuditAction.USER_ENABLED, new AuditSubject.OfUser(user));
        });
    }
}
