package dev.keyfob.application.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.user.UserEdit;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.mail.MailKind;
import dev.keyfob.domain.mail.QueuedMail;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.RoleChange;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliverMailTest {

    private final InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();
    private final DeliverMail deliver = keyfob.useCases.mail.deliverMail;

    @Test
    void a_mail_goes_to_the_address_that_the_account_has_then_and_is_gone() {
        changeRoles();
        keyfob.useCases.users.editUser.edit(
                keyfob.operator,
                keyfob.bob.email(),
                new UserEdit(Optional.empty(), Optional.of(new Email("bobby@example.com"))));

        assertThat(deliver.deliverNext()).isTrue();

        assertThat(keyfob.mailSender.sent)
                .singleElement()
                .satisfies(sent -> assertThat(sent.to()).hasToString("bobby@example.com"));
        assertThat(keyfob.mails.all()).extracting(QueuedMail::kind).doesNotContain(MailKind.ROLES_CHANGED);
    }

    @Test
    void what_the_server_does_not_take_is_tried_again_under_the_same_id() {
        keyfob.mailSender.answer(Outcome.failed("not sent: nothing answers at its address"));
        changeRoles();

        assertThat(deliver.deliverNext()).isFalse();
        assertThat(deliver.deliverNext()).isFalse();
        keyfob.clock.advance(Duration.ofSeconds(6));
        keyfob.mailSender.answer(Outcome.delivered("250 OK"));

        assertThat(deliver.deliverNext()).isTrue();
        assertThat(keyfob.mailSender.sent)
                .extracting(sent -> sent.id())
                .hasSize(2)
                .containsOnly(keyfob.mailSender.sent.get(0).id());
        assertThat(keyfob.mails.all()).isEmpty();
    }

    @Test
    void what_is_given_up_is_audited_and_counted_and_says_nothing_any_more() {
        keyfob.mailSender.answer(Outcome.gone("550 no such mailbox"));
        changeRoles();

        deliver.deliverNext();

        assertThat(keyfob.audited(AuditAction.MAIL_FAILED)).singleElement().satisfies(entry -> {
            assertThat(entry.succeeded()).isFalse();
            assertThat(entry.subject().name()).isEqualTo("bob@example.com, Roles changed: 550 no such mailbox");
        });
        assertThat(keyfob.mails.all()).singleElement().satisfies(mail -> {
            assertThat(mail.attempts().state()).isEqualTo(DeliveryState.FAILED);
            assertThat(mail.text().body()).isEmpty();
        });
        assertThat(keyfob.useCases.tokens.showOverview.show(keyfob.operator).failedMails())
                .isEqualTo(1);
    }

    @Test
    void a_server_that_is_down_for_days_ends_the_tries() {
        keyfob.mailSender.answer(Outcome.failed("not sent: nothing answers at its address"));
        changeRoles();

        for (int hours = 0; hours < 24 * 7; hours++) {
            deliver.deliverNext();
            keyfob.clock.advance(Duration.ofHours(1));
        }

        assertThat(keyfob.mailSender.sent).hasSize(10);
        assertThat(keyfob.audited(AuditAction.MAIL_FAILED)).hasSize(1);
    }

    @Test
    void what_another_node_took_after_a_minute_is_settled_by_that_one() {
        changeRoles();
        QueuedMail mail = keyfob.mails.all().get(0);
        QueuedMail lost = mail.with(mail.attempts().take(keyfob.clock.instant()));
        keyfob.mails.update(lost);

        assertThat(deliver.deliverNext()).isFalse();
        keyfob.clock.advance(Duration.ofMinutes(1));

        assertThat(deliver.deliverNext()).isTrue();
    }

    @Test
    void who_was_removed_is_not_mailed() {
        changeRoles();
        keyfob.useCases.users.removeUser.remove(keyfob.operator, keyfob.bob.email());

        assertThat(keyfob.mails.all()).isEmpty();
        assertThat(deliver.deliverNext()).isFalse();
    }

    @Test
    void a_mail_that_outlived_its_account_is_dropped() {
        changeRoles();
        QueuedMail mail = keyfob.mails.all().get(0);
        keyfob.useCases.users.removeUser.remove(keyfob.operator, keyfob.bob.email());
        keyfob.mails.add(mail);

        deliver.deliverNext();

        assertThat(keyfob.mailSender.sent).isEmpty();
        assertThat(keyfob.mails.all()).isEmpty();
    }

    @Test
    void what_another_node_took_while_the_server_was_slow_to_answer_is_not_settled_here() {
        keyfob.mailSender.answer(Outcome.gone("550 no such mailbox"));
        keyfob.mailSender.beforeAnswering(() -> {
            keyfob.clock.advance(Duration.ofMinutes(2));
            QueuedMail mail = keyfob.mails.all().get(0);
            keyfob.mails.update(mail.with(mail.attempts().take(keyfob.clock.instant())));
        });
        changeRoles();

        deliver.deliverNext();

        assertThat(keyfob.mails.all())
                .singleElement()
                .satisfies(mail -> assertThat(mail.attempts().state()).isEqualTo(DeliveryState.SENDING));
        assertThat(keyfob.audited(AuditAction.MAIL_FAILED)).isEmpty();
    }

    @Test
    void what_was_interrupted_is_sent_again_at_once() {
        keyfob.mailSender.answer(Outcome.stopped());
        changeRoles();

        assertThat(deliver.deliverNext()).isFalse();

        assertThat(keyfob.mails.all().get(0).attempts().number()).isZero();
    }

    private void changeRoles() {
        keyfob.useCases.users.setRoles.set(keyfob.operator, keyfob.bob.email(), RoleChange.to(Set.of(Role.ADMIN)));
    }
}
