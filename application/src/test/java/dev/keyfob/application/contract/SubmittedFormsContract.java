package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.port.SubmittedForms;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.SubmittedForm;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public abstract class SubmittedFormsContract {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");

    private final SessionSecret session = SessionSecret.generate(new SecureRandom());
    private final SubmittedForm form = session.sentForm("nonce");

    protected abstract SubmittedForms forms();

    protected abstract Transactions transactions();

    @Test
    void a_form_is_sent_once() {
        assertThat(begin(form)).isTrue();
        assertThat(begin(session.sentForm("nonce"))).isFalse();
        assertThat(begin(session.sentForm("other"))).isTrue();
        assertThat(begin(SessionSecret.generate(new SecureRandom()).sentForm("nonce")))
                .isTrue();
    }

    @Test
    void what_is_kept_for_it_is_taken_once() {
        begin(form);
        keep("Ünder this form");

        assertThat(take()).contains("Ünder this form");
        assertThat(take()).isEmpty();
        assertThat(begin(form)).isFalse();
    }

    @Test
    void nothing_is_taken_of_a_form_that_keeps_nothing() {
        assertThat(take()).isEmpty();
        begin(form);
        assertThat(take()).isEmpty();
    }

    @Test
    void what_is_kept_is_forgotten_before_the_form() {
        begin(form);
        keep("text");

        transactions().inOne(() -> forms().forget(NOW.plusSeconds(1), NOW.minusSeconds(1)));

        assertThat(take()).isEmpty();
        assertThat(begin(form)).isFalse();
        transactions().inOne(() -> forms().forget(NOW.plusSeconds(1), NOW.plusSeconds(1)));
        assertThat(begin(form)).isTrue();
    }

    private boolean begin(SubmittedForm sent) {
        return transactions().inOne(() -> forms().begin(sent, NOW));
    }

    private void keep(String text) {
        transactions().inOne(() -> forms().keep(form, text));
    }

    private Optional<String> take() {
        return transactions().inOne(() -> forms().take(session.sentForm("nonce")));
    }
}
