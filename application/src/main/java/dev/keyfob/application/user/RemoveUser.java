package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Identities;
import dev.keyfob.application.port.IssuedCodes;
import dev.keyfob.application.port.MailChoices;
import dev.keyfob.application.port.MailDigests;
import dev.keyfob.application.port.Mails;
import dev.keyfob.application.port.PasswordHashes;
import dev.keyfob.application.port.PickUps;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.user.CodePurpose;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Removes an account with all personal data: email, name, roles, password, identities, sessions, one-time codes, and
 * the names, networks and uses of its tokens. For administrators and the operator. Audited.
 *
 * <p>The digests of the tokens stay, revoked, so that a token is reported as revoked wherever it appears. The emails
 * stay reserved, as digests, so that no other account can be taken for this person. The audit log keeps its entries
 * until they are cut.
 */
public final class RemoveUser {

    private final AuditedChanges changes;
    private final Users users;
    private final PasswordHashes hashes;
    private final Identities identities;
    private final Sessions sessions;
    private final IssuedCodes codes;
    private final AccessTokens tokens;
    private final PickUps pickUps;
    private final Mails mails;
    private final MailDigests digests;
    private final MailChoices mailChoices;
    private final RevokeToken revokeToken;
    private final RemainingAdministrators managers;

    public RemoveUser(
            AuditedChanges changes,
            Users users,
            PasswordHashes hashes,
            Identities identities,
            Sessions sessions,
            IssuedCodes codes,
            AccessTokens tokens,
            PickUps pickUps,
            Mails mails,
            MailDigests digests,
            MailChoices mailChoices,
            RevokeToken revokeToken,
            PermissionCatalogue catalogue) {
        this.changes = changes;
        this.users = users;
        this.hashes = hashes;
        this.identities = identities;
        this.sessions = sessions;
        this.codes = codes;
        this.tokens = tokens;
        this.pickUps = pickUps;
        this.mails = mails;
        this.digests = digests;
        this.mailChoices = mailChoices;
        this.revokeToken = revokeToken;
        this.managers = new RemainingAdministrators(users, catalogue);
    }

    /**
     * Removes the account for good, and returns how many tokens and sessions ended.
     *
     * @throws Refusal if the actor lacks the permission; USER_NOT_FOUND; OWN_ADMINISTRATION and LAST_ADMINISTRATOR if
     *     no user would be left who may manage tokens
     */
    public RemovedUser remove(Actor actor, Email email) {
        return changes.makeLimitedAndReturn(actor, Permission.TOKEN_MANAGE, change -> {
            User user = managers.lockForRemoval(actor, email, held -> held.remove(change.now()));
            int revoked = revokeToken.revokeAllFromBefore(actor, user, change);
            int ended = sessions.removeAllOf(user.id());
            tokens.forgetOwner(user.id());
            pickUps.removeAllOf(user.id());
            identities.removeAllOf(user.id());
            hashes.remove(user.id());
            Stream.of(CodePurpose.values()).forEach(purpose -> codes.removeAllOf(purpose, Optional.of(user.id())));
            users.remove(user, change.now());
            change.record(AuditAction.USER_REMOVED, new AuditSubject.OfUser(user));
            forgetMailOf(user.id());
            return new RemovedUser(revoked, ended);
        });
    }

    // Last, because the entries recorded before may have added mails.
    private void forgetMailOf(UserId user) {
        mails.removeAllOf(user);
        digests.removeAllOf(user);
        mailChoices.put(user, Set.of());
    }
}
