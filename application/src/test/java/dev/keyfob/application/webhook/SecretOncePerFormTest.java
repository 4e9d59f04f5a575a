package dev.keyfob.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.change.OncePerForm;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.user.SessionSecret;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SecretOncePerFormTest {

    private static final String NONCE = "n".repeat(20);

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final SessionSecret session = InMemoryKeyfob.newDevice();
    private final SecretOncePerForm secrets = new SecretOncePerForm(
            new OncePerForm(keyfob.transactions, keyfob.submittedForms, keyfob.clock), keyfob.webhooks);
    private final WebhookWithSecret added =
            keyfob.useCases.webhooks.addWebhook.add(keyfob.operator, SampleWebhooks.URL, SampleWebhooks.allEvents());

    @Test
    void a_form_sent_twice_does_its_work_once_and_its_secret_is_taken_once() {
        AtomicInteger done = new AtomicInteger();

        for (int i = 0; i < 2; i++) {
            secrets.make(session, NONCE, () -> {
                done.incrementAndGet();
                return added;
            });
        }

        assertThat(done).hasValue(1);
        assertThat(secrets.take(session, NONCE)).contains(added);
        assertThat(secrets.take(session, NONCE)).isEmpty();
    }

    @Test
    void another_session_and_a_webhook_that_was_removed_give_nothing() {
        secrets.make(session, NONCE, () -> added);

        assertThat(secrets.take(InMemoryKeyfob.newDevice(), NONCE)).isEmpty();
        keyfob.useCases.webhooks.removeWebhook.remove(
                keyfob.operator, added.webhook().id());
        assertThat(secrets.take(session, NONCE)).isEmpty();
    }
}
