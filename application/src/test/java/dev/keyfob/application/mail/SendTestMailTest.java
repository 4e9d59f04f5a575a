package dev.keyfob.application.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.user.Email;
import org.junit.jupiter.api.Test;

class SendTestMailTest {

    private static final Email ANYBODY = new Email("postmaster@example.com");

    private final InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();

    @Test
    void the_operator_hears_what_the_server_answered() {
        keyfob.mailSender.answer(Outcome.failed("the server refused the user name or the password"));

        Outcome outcome = keyfob.useCases.mail.sendTestMail.send(keyfob.operator, ANYBODY);

        assertThat(outcome.note()).isEqualTo("the server refused the user name or the password");
        assertThat(keyfob.mailSender.sent)
                .singleElement()
                .satisfies(sent -> assertThat(sent.to()).isEqualTo(ANYBODY));
        assertThat(keyfob.mails.all()).isEmpty();
    }

    @Test
    void without_a_mail_server_it_says_what_to_set() {
        InMemoryKeyfob silent = new InMemoryKeyfob();

        assertThatThrownBy(() -> silent.useCases.mail.sendTestMail.send(silent.operator, ANYBODY))
                .hasMessage("No mail server is configured. Set mail.host and mail.from; docs/mail.md has examples.");
    }
}
