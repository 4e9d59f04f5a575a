package dev.keyfob.application.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.overview.CountRecords.RecordCounts;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.mail.MailKind;
import dev.keyfob.domain.mail.MailText;
import dev.keyfob.domain.mail.QueuedMail;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountRecordsTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final CountRecords countRecords = keyfob.useCases.tokens.countRecords;

    @Test
    void tokens_are_counted_by_state_and_by_their_end() {
        keyfob.tokenOf(keyfob.alice, "Ends in three days");
        CreatedToken suspended = keyfob.tokenOf(keyfob.alice, "Suspended");
        CreatedToken revoked = keyfob.tokenOf(keyfob.alice, "Revoked");
        keyfob.useCases.tokens.suspendToken.suspend(
                keyfob.operator, suspended.token().id());
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, revoked.token().id());
        keyfob.clock.advance(Duration.ofDays(27));
        keyfob.tokenOf(keyfob.bob, "Ends in thirty days");

        RecordCounts counted = countRecords.count(keyfob.operator);

        assertThat(counted.tokens())
                .isEqualTo(Map.of(
                        TokenState.ACTIVE,
                        2L,
                        TokenState.SUSPENDED,
                        1L,
                        TokenState.EXPIRED,
                        0L,
                        TokenState.REVOKED,
                        1L));
        assertThat(counted.expiringInWeek()).isOne();
        assertThat(counted.expiringInMonth()).isEqualTo(2);
    }

    @Test
    void what_waits_for_webhooks_and_the_records_of_the_audit_log_are_counted() {
        keyfob.useCases.webhooks.addWebhook.add(
                keyfob.operator, new WebhookUrl("https://hooks.example.com/"), EnumSet.of(EventType.TOKEN_CREATED));
        long before = countRecords.count(keyfob.operator).auditHeight();

        keyfob.tokenOf(keyfob.alice, "Laptop");
        RecordCounts counted = countRecords.count(keyfob.operator);

        assertThat(counted.deliveries())
                .isEqualTo(Map.of(DeliveryState.PENDING, 1L, DeliveryState.SENDING, 0L, DeliveryState.FAILED, 0L));
        assertThat(counted.auditHeight()).isEqualTo(before + 1);
    }

    @Test
    void mails_that_wait_are_counted_and_how_long_the_first_of_them_has_waited() {
        Duration none = countRecords.count(keyfob.operator).oldestMail();
        keyfob.mails.add(mailOfNow());
        keyfob.clock.advance(Duration.ofMinutes(50));
        keyfob.mails.add(mailOfNow());
        keyfob.clock.advance(Duration.ofMinutes(10));

        RecordCounts counted = countRecords.count(keyfob.operator);

        assertThat(none).isZero();
        assertThat(counted.mails())
                .isEqualTo(Map.of(DeliveryState.PENDING, 2L, DeliveryState.SENDING, 0L, DeliveryState.FAILED, 0L));
        assertThat(counted.oldestMail()).isEqualTo(Duration.ofHours(1));
    }

    private QueuedMail mailOfNow() {
        return QueuedMail.to(
                keyfob.alice.id(),
                MailKind.ROLES_CHANGED,
                new MailText("Your roles were changed", "."),
                keyfob.clock.instant());
    }
}
