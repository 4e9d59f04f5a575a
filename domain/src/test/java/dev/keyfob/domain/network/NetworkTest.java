package dev.keyfob.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.keyfob.domain.Refusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.7",
                "255.255.255.255",
                "0.0.0.0",
                "::",
                "::1",
                "2001:db8::7",
                "2001:DB8:0:0:0:0:0:7",
                "::ffff:192.0.2.7",
                "2001:0db8:0000:0000:0000:0000:255.255.255.255"
            })
    void an_address_is_written_in_digits(String text) {
        assertThat(Network.isAddress(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.7.",
                ".192.0.2.7",
                "192.0.2.7/32",
                ":",
                ":::",
                "1::2::3",
                "fe80::1%eth0",
                "[::1]",
                "example.com",
                "dead.beef",
                "2001:0db8:0000:0000:0000:0000:0000:255.255.255.255",
                " ::1"
            })
    void nothing_else_is_an_address(String text) {
        assertThat(Network.isAddress(text)).isFalse();
    }

    @Test
    void a_network_holds_the_addresses_that_begin_like_it() {
        assertThat(new Network("10.0.0.0/8").contains("10.255.0.1")).isTrue();
        assertThat(new Network("10.0.0.0/8").contains("11.0.0.1")).isFalse();
        assertThat(new Network("2001:db8::/32").contains("2001:db8:ffff::1")).isTrue();
        assertThat(new Network("2001:db8::/32").contains("2001:db9::1")).isFalse();
        assertThat(new Network("192.0.2.7").contains("192.0.2.7")).isTrue();
        assertThat(new Network("0.0.0.0/0").contains("::1")).isFalse();
    }

    // With work that grows with the square of the length, a single one of them takes hours.
    @Test
    void a_long_text_is_refused_at_once() {
        for (String hostile : List.of(":", "1.", "1:", "a", "0", ".")) {
            String text = hostile.repeat(5_000_000);

            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                assertThat(Network.isAddress(text)).isFalse();
                assertThatThrownBy(() -> new Network(text)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> Networks.parse(text)).isInstanceOf(Refusal.class);
            });
        }
    }
}
