package dev.keyfob.application.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemorySignInCounters;
import dev.keyfob.domain.user.Email;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PasswordMailLimitTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    private final PasswordMailLimit limit = new PasswordMailLimit(new InMemorySignInCounters());

    @Test
    void an_account_counts_from_wherever_it_is_asked_for() {
        Email alice = new Email("alice@example.com");

        assertThat(limit.take(alice, "192.0.2.1", NOW)).isTrue();
        assertThat(limit.take(alice, "192.0.2.2", NOW)).isTrue();
        assertThat(limit.take(alice, "192.0.2.3", NOW)).isTrue();
        assertThat(limit.take(alice, "192.0.2.4", NOW)).isFalse();
        assertThat(limit.take(alice, "192.0.2.4", NOW.plus(Duration.ofHours(1))))
                .isTrue();
    }

    @Test
    void all_addresses_of_an_ipv6_network_count_together() {
        for (int i = 0; i < 10; i++) {
            limit.take(new Email("user" + i + "@example.com"), "2001:db8::" + i, NOW);
        }

        assertThatThrownBy(() -> limit.take(new Email("bob@example.com"), "2001:db8::99", NOW))
                .hasMessageContaining("Too many links");
    }
}
