package dev.keyfob.application.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Email;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestPasswordMailTest {

    private static final Email NOBODY = new Email("nobody@example.com");

    private final InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();
    private final RequestPasswordMail request = keyfob.useCases.mail.requestPasswordMail;

    @Test
    void the_same_is_done_for_an_address_with_an_account_and_for_one_without() {
        int before = keyfob.written().size();
        request.request(keyfob.alice.email(), "192.0.2.7");
        List<String> known = keyfob.written().subList(before, keyfob.written().size());
        request.request(NOBODY, "192.0.2.8");
        List<String> all = keyfob.written().subList(before, keyfob.written().size());

        assertThat(all.subList(known.size(), all.size())).isEqualTo(known).contains("Mails.add");
        assertThat(keyfob.audited(AuditAction.PASSWORD_LINK_ISSUED)).isEmpty();
        assertThat(keyfob.mails.all())
                .allSatisfy(mail -> assertThat(mail.text().body()).isEmpty());
    }

    @Test
    void the_code_is_made_when_the_mail_is_sent_and_stands_in_the_fragment() {
        request.request(keyfob.alice.email(), "192.0.2.7");
        request.request(NOBODY, "192.0.2.8");

        while (keyfob.useCases.mail.deliverMail.deliverNext()) {}

        assertThat(keyfob.mailSender.sent).singleElement().satisfies(sent -> {
            assertThat(sent.to()).isEqualTo(keyfob.alice.email());
            assertThat(sent.text().body()).contains("http://localhost:8080/set-password#", "192.0.2.7");
        });
        assertThat(keyfob.audited(AuditAction.PASSWORD_LINK_ISSUED))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor().kind()).isEqualTo(AuditParty.Kind.STRANGER);
                    assertThat(entry.address()).isEqualTo("192.0.2.7");
                });
        assertThat(keyfob.mails.all()).isEmpty();
    }

    @Test
    void an_account_is_mailed_three_times_in_an_hour_and_nobody_is_told_of_the_fourth() {
        for (int i = 0; i < 5; i++) {
            request.request(keyfob.alice.email(), "192.0.2." + i);
        }

        assertThat(keyfob.mails.all()).hasSize(3);
        keyfob.clock.advance(Duration.ofHours(1));
        request.request(keyfob.alice.email(), "192.0.2.9");
        assertThat(keyfob.mails.all()).hasSize(4);
    }

    @Test
    void a_network_that_asks_for_many_is_told_to_wait() {
        for (int i = 0; i < 10; i++) {
            request.request(new Email("user" + i + "@example.com"), "192.0.2.7");
        }

        assertThatThrownBy(() -> request.request(keyfob.alice.email(), "192.0.2.7"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.SIGN_IN_TOO_SOON))
                .hasMessageContaining("Wait");
        request.request(keyfob.alice.email(), "192.0.2.8");
        assertThat(keyfob.mails.all()).hasSize(11);
    }

    @Test
    void nothing_is_done_where_nobody_is_mailed() {
        InMemoryKeyfob silent = new InMemoryKeyfob();

        silent.useCases.mail.requestPasswordMail.request(silent.alice.email(), "192.0.2.7");

        assertThat(silent.mails.all()).isEmpty();
        assertThat(silent.useCases.mail.requestPasswordMail.isPossible()).isFalse();
        assertThat(request.isPossible()).isTrue();
    }
}
