package dev.keyfob.application.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.mail.MailKind;
import org.junit.jupiter.api.Test;

class MailAuditFaultTest {

    private final InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();

    @Test
    void a_log_that_is_intact_mails_nobody() {
        keyfob.useCases.mail.mailAuditFault.check();

        assertThat(keyfob.mails.all()).isEmpty();
    }

    @Test
    void a_record_that_was_altered_is_told_to_every_administrator() {
        keyfob.auditLog.records.remove(1);

        keyfob.useCases.mail.mailAuditFault.check();

        assertThat(keyfob.mails.all()).singleElement().satisfies(mail -> {
            assertThat(mail.kind()).isEqualTo(MailKind.AUDIT_FAULT);
            assertThat(mail.user()).contains(keyfob.admin.id());
            assertThat(mail.text().body()).contains("keyfob audit verify");
        });
    }
}
