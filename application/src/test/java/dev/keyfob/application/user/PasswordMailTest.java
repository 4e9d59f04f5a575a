package dev.keyfob.application.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.fake.StandardSettings;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.mail.MailTexts;
import dev.keyfob.domain.mail.QueuedMail;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.user.OneTimeCode;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PasswordMailTest {

    private final InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();

    @Test
    void a_code_that_was_asked_for_an_hour_ago_is_not_sent_any_more() {
        keyfob.useCases.mail.requestPasswordMail.request(keyfob.alice.email(), "192.0.2.7");
        keyfob.clock.advance(Duration.ofHours(1));

        keyfob.useCases.mail.deliverMail.deliverNext();

        assertThat(keyfob.mailSender.sent).isEmpty();
        assertThat(keyfob.mails.all()).isEmpty();
    }

    @Test
    void a_disabled_account_gets_none() {
        keyfob.useCases.mail.requestPasswordMail.request(keyfob.alice.email(), "192.0.2.7");
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.alice.email());

        keyfob.useCases.mail.deliverMail.deliverNext();

        assertThat(keyfob.mailSender.sent).isEmpty();
    }

    @Test
    void an_account_that_is_disabled_while_the_mail_is_written_gets_none() {
        PasswordMail mail = new PasswordMail(
                keyfob.changes,
                keyfob.users,
                keyfob.passwordHashes,
                keyfob.issuedCodes,
                new SecureRandom(),
                StandardSettings.accounts(),
                new MailTexts(URI.create("http://localhost:8080")));
        keyfob.transactions.beforeNext(() -> keyfob.users.update(keyfob.alice.disable(keyfob.clock.instant())));

        assertThat(mail.write(keyfob.alice.email(), "192.0.2.7", keyfob.clock.instant(), keyfob.clock.instant()))
                .isEmpty();
        assertThat(keyfob.audited(AuditAction.PASSWORD_LINK_ISSUED)).isEmpty();
    }

    @Test
    void who_has_no_password_is_told_so_and_gets_no_code() {
        keyfob.passwordHashes.remove(keyfob.alice.id());
        keyfob.useCases.mail.requestPasswordMail.request(keyfob.alice.email(), "192.0.2.7");

        keyfob.useCases.mail.deliverMail.deliverNext();

        assertThat(keyfob.mailSender.sent)
                .singleElement()
                .satisfies(sent ->
                        assertThat(sent.text().body()).contains("It has none").doesNotContain("#"));
    }

    // The server may have been restarted with other settings.
    @Test
    void what_was_asked_for_while_there_were_passwords_is_not_sent_where_there_are_none() {
        InMemoryKeyfob without = InMemoryKeyfob.withoutPasswords();
        without.mails.add(QueuedMail.passwordReset(without.alice.email(), "192.0.2.7", without.clock.instant()));

        without.useCases.mail.deliverMail.deliverNext();

        assertThat(without.mailSender.sent).isEmpty();
        assertThat(without.mails.all()).isEmpty();
    }

    @Test
    void a_mail_that_is_sent_again_has_another_code_and_ends_the_first() {
        keyfob.useCases.mail.requestPasswordMail.request(keyfob.alice.email(), "192.0.2.7");
        keyfob.mailSender.answer(Outcome.failed("the connection broke"));
        keyfob.useCases.mail.deliverMail.deliverNext();
        keyfob.clock.advance(Duration.ofSeconds(10));

        keyfob.useCases.mail.deliverMail.deliverNext();

        assertThat(keyfob.mailSender.sent).hasSize(2);
        assertThat(findable(0)).isFalse();
        assertThat(findable(1)).isTrue();
    }

    private boolean findable(int sent) {
        String body = keyfob.mailSender.sent.get(sent).text().body();
        String code = body.substring(body.indexOf('#') + 1, body.indexOf('\n', body.indexOf('#')));
        return OneTimeCode.parse(code)
                .flatMap(each -> keyfob.issuedCodes.find(each.digest()))
                .isPresent();
    }
}
