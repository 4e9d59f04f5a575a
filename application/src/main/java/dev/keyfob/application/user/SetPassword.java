package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.IssuedCodes;
import dev.keyfob.application.port.PasswordHashes;
import dev.keyfob.application.port.PasswordHashing;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;

/**
 * Sets or replaces the password of an account. Ends all of its sessions and invalidates its password links. For the
 * operator. Administrators issue a link instead, so that they never know the password. Audited.
 */
public final class SetPassword {

    private final AuditedChanges changes;
    private final Users users;
    private final PasswordHashes hashes;
    private final PasswordHashing hashing;
    private final Sessions sessions;
    private final PasswordCodes codes;
    private final AccountSettings settings;

    public SetPassword(
            AuditedChanges changes,
            Users users,
            PasswordHashes hashes,
            PasswordHashing hashing,
            Sessions sessions,
            IssuedCodes codes,
            SecureRandom random,
            AccountSettings settings) {
        this.changes = changes;
        this.users = users;
        this.hashes = hashes;
        this.hashing = hashing;
        this.sessions = sessions;
        this.codes = new PasswordCodes(codes, random, settings);
        this.settings = settings;
    }

    /**
     * Sets the password and returns how many sessions ended.
     *
     * @throws Refusal ROLE_MISSING if the actor is not the operator; USER_NOT_FOUND; LOCAL_SIGN_IN_OFF if sign-in with
     *     passwords is off
     */
    public int set(Actor actor, Email email, Password password) {
        actor.requireOperator(
                "Only the operator can set a password, at the command line. Give the person a link instead.");
        if (!settings.passwords()) {
            throw new Refusal(
                    Reason.LOCAL_SIGN_IN_OFF,
                    "Nobody signs in with a password here (sign_in.local is false). Create a link that signs in"
                            + " instead.");
        }
        String hash = hashing.hash(password);
        return changes.makeUncheckedAndReturn(actor, change -> {
            User user = users.lock(email);
            hashes.put(user.id(), hash);
            codes.endAllOf(user);
            change.record(AuditAction.PASSWORD_CHANGED, new AuditSubject.OfUser(user));
            return sessions.removeAllOf(user.id());
        });
    }
}
