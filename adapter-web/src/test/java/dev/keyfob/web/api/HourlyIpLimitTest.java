package dev.keyfob.web.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Refusal;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class HourlyIpLimitTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final HourlyIpLimit limit = new HourlyIpLimit(2, new LongAdder(), keyfob.clock);

    @Test
    void many_other_addresses_do_not_give_an_address_new_turns() {
        for (int i = 0; i < 9_999; i++) {
            limit.take("early " + i);
        }
        limit.take("192.0.2.1");
        limit.take("192.0.2.1");

        for (int i = 0; i < 5_000; i++) {
            limit.take("late " + i);
        }

        assertThatThrownBy(() -> limit.take("192.0.2.1")).isInstanceOf(Refusal.class);
    }

    @Test
    void memory_is_bounded_by_forgetting_whose_hour_began_first() {
        limit.take("192.0.2.1");
        limit.take("192.0.2.1");

        for (int i = 0; i < 10_000; i++) {
            limit.take("late " + i);
        }

        assertThatCode(() -> limit.take("192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    void fresh_networks_of_a_site_that_is_over_its_limit_do_not_make_others_forgotten() {
        limit.take("192.0.2.1");
        limit.take("192.0.2.1");
        for (int i = 0; i < 20; i++) {
            limit.take("2001:db8:1:" + i + "::1");
        }

        for (int i = 20; i < 10_100; i++) {
            String fresh = "2001:db8:1:" + Integer.toHexString(i) + "::1";
            assertThatThrownBy(() -> limit.take(fresh)).isInstanceOf(Refusal.class);
        }

        assertThatThrownBy(() -> limit.take("192.0.2.1")).isInstanceOf(Refusal.class);
    }

    @Test
    void an_hour_later_there_are_new_turns() {
        limit.take("192.0.2.1");
        limit.take("192.0.2.1");
        assertThatThrownBy(() -> limit.take("192.0.2.1")).isInstanceOf(Refusal.class);

        keyfob.clock.advance(Duration.ofHours(1).plusSeconds(1));

        assertThatCode(() -> limit.take("192.0.2.1")).doesNotThrowAnyException();
    }
}
