package dev.keyfob.application.user;

import dev.keyfob.application.change.AuditedChanges.Change;
import dev.keyfob.application.port.IssuedCodes;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.user.CodePurpose;
import dev.keyfob.domain.user.IssuedCode;
import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The one-time codes that set a password. An account has one at a time: a new code invalidates the earlier one. */
final class PasswordCodes {

    private static final Set<CodePurpose> PURPOSES = EnumSet.of(CodePurpose.INVITATION, CodePurpose.PASSWORD_RESET);

    private final IssuedCodes codes;
    private final SecureRandom random;
    private final AccountSettings settings;

    PasswordCodes(IssuedCodes codes, SecureRandom random, AccountSettings settings) {
        this.codes = codes;
        this.random = random;
        this.settings = settings;
    }

    /** Issues a link for that account in this change, and records it. */
    PasswordLink issue(Change change, User user, CodePurpose purpose) {
        OneTimeCode code = OneTimeCode.generate(random);
        IssuedCode issued = IssuedCode.of(code, purpose, Optional.of(user.id()), change.now());
        endAllOf(user);
        codes.add(issued);
        change.record(AuditAction.PASSWORD_LINK_ISSUED, new AuditSubject.OfUser(user));
        return PasswordLink.of(user, code, settings.publicUrl(), issued.expiresAt());
    }

    /** Invalidates the codes of that account, because its password was set in another way. */
    void endAllOf(User user) {
        endAllOf(codes, user);
    }

    /** The same for use cases that issue no links: codes sent earlier must not survive a change of the account. */
    static void endAllOf(IssuedCodes codes, User user) {
        PURPOSES.forEach(purpose -> codes.removeAllOf(purpose, Optional.of(user.id())));
    }

    /** Returns whether this code sets a password. */
    boolean isPassword(IssuedCode code) {
        return PURPOSES.contains(code.purpose()) && code.user().isPresent();
    }
}
