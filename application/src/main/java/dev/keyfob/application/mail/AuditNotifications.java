package dev.keyfob.application.mail;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.MailDigests;
import dev.keyfob.application.port.Mails;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.actor.AuditParty.Kind;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.mail.DigestLine;
import dev.keyfob.domain.mail.MailKind;
import dev.keyfob.domain.mail.MailText;
import dev.keyfob.domain.mail.MailTexts;
import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.domain.mail.QueuedMail;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.user.User;

/**
 * Mails people about audit entries that concern their accounts and tokens: alarms at once, the rest in their next
 * digest. The mail is added to the outbox in the transaction of the change and its entry, so either all three are
 * stored or none. The use cases need no code for it.
 */
public final class AuditNotifications implements AuditedChanges.Listener {

    private final MailSettings settings;
    private final Mails mails;
    private final MailDigests digests;
    private final Users users;
    private final MailTexts texts;
    private final Administrators administrators;

    public AuditNotifications(
            MailSettings settings,
            Mails mails,
            MailDigests digests,
            Users users,
            MailTexts texts,
            PermissionCatalogue catalogue) {
        this.settings = settings;
        this.mails = mails;
        this.digests = digests;
        this.users = users;
        this.texts = texts;
        this.administrators = new Administrators(users, catalogue);
    }

    @Override
    public void recorded(AuditEntry entry, AuditSubject subject) {
        if (!settings.isOn()) {
            return;
        }
        if (subject instanceof AuditSubject.OfOwnedToken one) {
            aboutToken(entry, one.token(), one.owner());
        } else if (subject instanceof AuditSubject.OfToken one) {
            users.find(one.token().owner()).ifPresent(owner -> aboutToken(entry, one.token(), owner));
        } else if (subject instanceof AuditSubject.OfUser account && entry.succeeded()) {
            aboutAccount(entry, account.user());
        } else if (subject instanceof AuditSubject.ChangedEmail changed && entry.succeeded()) {
            aboutEmail(entry, changed);
        } else if (subject instanceof AuditSubject.TokensOf many) {
            aboutMany(entry, many.owner());
        } else if (subject instanceof AuditSubject.TokensOfAnyone) {
            aboutAll(entry);
        } else if (subject instanceof AuditSubject.OfWebhook hook) {
            aboutWebhook(entry, hook);
        }
    }

    private void aboutToken(AuditEntry entry, AccessToken token, User owner) {
        AuditParty by = entry.actor();
        switch (entry.action()) {
            case TOKEN_REUSED ->
                alarm(
                        owner,
                        MailKind.OLD_SECRET_USED,
                        texts.oldSecretUsed(owner, token, entry.address(), entry.at()),
                        entry);
            case TOKEN_LEAKED ->
                alarm(owner, MailKind.TOKEN_LEAKED, texts.leaked(owner, token, false, by, entry.at()), entry);
            case TOKEN_CREATED -> {
                if (!isOwn(by, owner)) {
                    note(owner, MailTexts.created(token, by, entry.at()), entry);
                }
            }
            case TOKEN_REVOKED -> {
                if (by.isFinder()) {
                    alarm(owner, MailKind.TOKEN_LEAKED, texts.leaked(owner, token, true, by, entry.at()), entry);
                } else if (!isOwn(by, owner) && by.kind() != Kind.POLICY) {
                    // Reuse detection has already sent an alarm for the tokens that it revokes.
                    note(owner, MailTexts.revoked(token, by, entry.at()), entry);
                }
            }
            default -> {}
        }
    }

    private void aboutAccount(AuditEntry entry, User user) {
        AuditParty by = entry.actor();
        switch (entry.action()) {
            case PASSWORD_CHANGED ->
                alarm(
                        user,
                        MailKind.PASSWORD_CHANGED,
                        texts.passwordChanged(user, by, entry.address(), entry.at()),
                        entry);
            case USER_ROLES_CHANGED ->
                alarm(user, MailKind.ROLES_CHANGED, texts.rolesChanged(user, by, entry.at()), entry);
            default -> {}
        }
    }

    private void aboutEmail(AuditEntry entry, AuditSubject.ChangedEmail changed) {
        User before = changed.before();
        MailText text = texts.emailChanged(before, changed.now(), entry.actor(), entry.at());
        alarm(before, MailKind.EMAIL_CHANGED, text, entry);
        mails.add(QueuedMail.to(before.id(), before.email(), MailKind.EMAIL_CHANGED, text, entry.at()));
    }

    private void aboutMany(AuditEntry entry, User owner) {
        if (!isOwn(entry.actor(), owner)) {
            note(owner, MailTexts.manyRevoked(entry.actor(), entry.at()), entry);
        }
    }

    // One statement for all owners, however many there are. Each of them gets one line.
    private void aboutAll(AuditEntry entry) {
        if (entry.action() == AuditAction.TOKENS_REVOKED) {
            digests.addForOwnersOfRevoked(entry.at(), MailTexts.manyRevoked(entry.actor(), entry.at()));
        }
    }

    // Only for webhooks that Keyfob disabled. An administrator who pauses a webhook needs no mail.
    private void aboutWebhook(AuditEntry entry, AuditSubject.OfWebhook hook) {
        if (entry.action() == AuditAction.WEBHOOK_DISABLED && entry.actor().kind() == Kind.KEYFOB) {
            administrators
                    .list()
                    .forEach(each -> alarm(
                            each,
                            MailKind.WEBHOOK_FAILING,
                            texts.webhookFailing(each, hook.webhook(), entry.at()),
                            entry));
        }
    }

    private void alarm(User user, MailKind kind, MailText text, AuditEntry entry) {
        mails.add(QueuedMail.to(user.id(), kind, text, entry.at()));
    }

    private void note(User owner, String line, AuditEntry entry) {
        digests.add(new DigestLine(owner.id(), NoticeKind.BY_OTHERS, line, entry.at()));
    }

    private static boolean isOwn(AuditParty by, User owner) {
        return by.owner().equals(owner.id().toString());
    }
}
