package dev.keyfob.cli.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.cli.Cli;
import dev.keyfob.cli.terminal.RecordingTerminal;
import dev.keyfob.domain.outbox.Outcome;
import org.junit.jupiter.api.Test;

class MailCommandsTest {

    private final InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();
    private RecordingTerminal terminal = RecordingTerminal.piped("");

    @Test
    void a_test_says_what_the_server_answered_by_its_exit_code_too() {
        keyfob.mailSender.answer(Outcome.delivered("250 2.0.0 queued"));
        assertThat(run(keyfob, "admin@example.com")).isZero();
        assertThat(terminal.complained())
                .contains("The mail server accepted it: 250 2.0.0 queued. Check that it arrives.");

        keyfob.mailSender.answer(Outcome.failed("nothing answers at mail.example.com port 587"));
        assertThat(run(keyfob, "admin@example.com")).isEqualTo(1);
        assertThat(terminal.complained())
                .contains("The mail was not sent: nothing answers at mail.example.com port 587.");
    }

    @Test
    void without_a_mail_server_it_says_what_to_set() {
        assertThat(run(new InMemoryKeyfob(), "admin@example.com")).isEqualTo(4);
        assertThat(terminal.complained()).contains("Set mail.host and mail.from");
    }

    @Test
    void what_is_no_address_is_told_so() {
        assertThat(run(keyfob, "admin")).isNotZero();
        assertThat(terminal.complained()).contains("That is not an e-mail address.");
    }

    private int run(InMemoryKeyfob on, String address) {
        terminal = RecordingTerminal.piped("");
        return new Cli(() -> on.useCases).run(terminal, "mail", "test", address);
    }
}
