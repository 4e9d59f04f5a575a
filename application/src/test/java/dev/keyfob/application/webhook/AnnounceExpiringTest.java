package dev.keyfob.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AnnounceExpiringTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebhookVerbs webhooks = keyfob.useCases.webhooks;
    private final SampleWebhooks sample = new SampleWebhooks(keyfob);

    @Test
    void a_token_is_told_of_fourteen_days_and_one_day_before_its_end_once_each() {
        sample.add();
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.clock.advance(Duration.ofDays(16).minusSeconds(1));
        webhooks.announceExpiring.announce();
        assertThat(sample.expiring()).isEmpty();

        keyfob.clock.advance(Duration.ofSeconds(1));
        webhooks.announceExpiring.announce();
        webhooks.announceExpiring.announce();
        assertThat(sample.expiring())
                .singleElement()
                .satisfies(
                        body -> assertThat(body).contains(created.token().id().toString(), "\"days\":14"));

        keyfob.clock.advance(Duration.ofDays(13));
        webhooks.announceExpiring.announce();
        keyfob.clock.advance(Duration.ofDays(2));
        webhooks.announceExpiring.announce();
        assertThat(sample.expiring()).hasSize(2);
        assertThat(sample.expiring().get(0)).contains("\"days\":1}");
    }

    @Test
    void tokens_that_never_had_so_long_were_revoked_or_whose_owner_is_disabled_are_not_told_of() {
        sample.add();
        keyfob.useCases.tokens.createToken.create(
                keyfob.signedIn(keyfob.alice),
                new NewToken(
                        keyfob.alice.email(),
                        TokenName.parse("Short"),
                        Expiry.parse("7d", ZoneOffset.UTC),
                        Narrowing.none()));
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, keyfob.tokenOf(keyfob.alice, "Revoked").token().id());
        keyfob.tokenOf(keyfob.bob, "Dead");
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());

        webhooks.announceExpiring.announce();
        assertThat(sample.expiring()).isEmpty();
        keyfob.clock.advance(Duration.ofDays(6));
        webhooks.announceExpiring.announce();
        assertThat(sample.expiring())
                .singleElement()
                .satisfies(body -> assertThat(body).contains("\"Short\"", "\"days\":1"));
        keyfob.clock.advance(Duration.ofDays(15));
        webhooks.announceExpiring.announce();
        assertThat(sample.expiring()).hasSize(1);
    }

    @Test
    void who_is_added_later_is_told_of_what_ends_soon_already_if_nobody_was_before() {
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.clock.advance(Duration.ofDays(20));
        webhooks.announceExpiring.announce();
        sample.add();

        webhooks.announceExpiring.announce();

        assertThat(sample.expiring()).hasSize(1);
    }
}
