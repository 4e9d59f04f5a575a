package dev.keyfob.application.mail;

import dev.keyfob.application.audit.VerifyAudit;
import dev.keyfob.application.port.Mails;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.ChainFault;
import dev.keyfob.domain.mail.MailKind;
import dev.keyfob.domain.mail.MailTexts;
import dev.keyfob.domain.mail.QueuedMail;
import dev.keyfob.domain.permission.PermissionCatalogue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Verifies the audit log and mails every administrator if it was altered or damaged. Runs in the background once a day,
 * at the node that wrote the digests, so it takes no actor.
 */
public final class MailAuditFault {

    private final VerifyAudit verifyAudit;
    private final Transactions transactions;
    private final Mails mails;
    private final Administrators administrators;
    private final MailTexts texts;
    private final InstantSource clock;

    public MailAuditFault(
            VerifyAudit verifyAudit,
            Transactions transactions,
            Mails mails,
            Users users,
            PermissionCatalogue catalogue,
            MailTexts texts,
            InstantSource clock) {
        this.verifyAudit = verifyAudit;
        this.transactions = transactions;
        this.mails = mails;
        this.administrators = new Administrators(users, catalogue);
        this.texts = texts;
        this.clock = clock;
    }

    public void check() {
        verifyAudit
                .verify(Actor.Operator.OPERATOR, Optional.empty(), done -> {})
                .fault()
                .ifPresent(this::tell);
    }

    private void tell(ChainFault fault) {
        Instant now = clock.instant();
        transactions.inOne(() -> administrators
                .list()
                .forEach(each -> mails.add(QueuedMail.to(
                        each.id(), MailKind.AUDIT_FAULT, texts.auditFault(each, fault.explanation(), now), now))));
    }
}
