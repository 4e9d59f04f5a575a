package dev.keyfob.application.mail;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.mail.NoticeKind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChooseMailTest {

    private final InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();
    private final ChooseMail choose = keyfob.useCases.mail.chooseMail;

    @Test
    void a_choice_is_audited_once_and_is_ones_own() {
        choose.switchOff(keyfob.signedIn(keyfob.alice), Set.of(NoticeKind.EXPIRING));
        choose.switchOff(keyfob.signedIn(keyfob.alice), Set.of(NoticeKind.EXPIRING));

        assertThat(choose.switchedOff(keyfob.signedIn(keyfob.alice))).containsExactly(NoticeKind.EXPIRING);
        assertThat(choose.switchedOff(keyfob.signedIn(keyfob.bob))).isEmpty();
        assertThat(keyfob.audited(AuditAction.MAIL_CHOSEN))
                .singleElement()
                .satisfies(entry -> assertThat(entry.subject().name()).isEqualTo("alice@example.com, off: expiring"));
    }

    @Test
    void an_account_that_was_removed_meanwhile_chooses_nothing() {
        Actor bob = keyfob.signedIn(keyfob.bob);
        keyfob.useCases.users.removeUser.remove(keyfob.operator, keyfob.bob.email());

        assertRefused(() -> choose.switchOff(bob, Set.of(NoticeKind.EXPIRING)), Reason.USER_NOT_FOUND);

        assertThat(keyfob.mailChoices.findOff(keyfob.bob.id())).isEmpty();
    }

    @Test
    void there_is_nothing_to_choose_where_nobody_is_mailed() {
        InMemoryKeyfob silent = new InMemoryKeyfob();

        assertThat(choose.isPossible(keyfob.signedIn(keyfob.alice))).isTrue();
        assertThat(silent.useCases.mail.chooseMail.isPossible(silent.signedIn(silent.alice)))
                .isFalse();
    }
}
