package dev.keyfob.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.keyfob.domain.Refusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "192.0.2.7/32, 192.0.2.7",
        "10.0.0.0/8, 10.0.0.0/8",
        "10.1.2.3/8, 10.0.0.0/8",
        "0.0.0.0/0, 0.0.0.0/0",
        "::/0, ::/0",
        "[2001:db8::]/32, 2001:db8::/32",
        "2001:DB8:0:0:0:0:0:7/128, 2001:db8::7",
        "::ffff:10.0.0.0/104, 10.0.0.0/8",
        "::ffff:192.0.2.7, 192.0.2.7"
    })
    void a_network_has_one_text(String written, String text) {
        assertThat(new Network(written).text()).isEqualTo(text);
        assertThat(new Network(text)).isEqualTo(new Network(written));
    }

    // A port, a zone, or a prefix length of the other address family would set another limit than intended.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "::/129",
                "10.0.0.0/8/8",
                "::ffff:10.0.0.0/8",
                "192.0.2.7:80",
                "[::1]:80",
                "[::1]:80/128",
                "fe80::1%eth0",
                "fe80::%eth0/64",
                "[fe80::1%eth0]",
                "example.com",
                "10.0.0.0/255.0.0.0"
            })
    void nothing_else_is_a_network(String text) {
        assertThatThrownBy(() -> new Network(text)).isInstanceOf(IllegalArgumentException.class);
        if (!text.isEmpty()) {
            assertThatThrownBy(() -> Networks.parse(text)).isInstanceOf(Refusal.class);
        }
    }

    // Earlier versions stored networks as typed. They must stay readable, because an unreadable token could not be
    // revoked.
    @ParameterizedTest
    @CsvSource({
        "10.01.0.0/16, 10.1.0.0/16",
        "010.0.0.00/08, 10.0.0.0/8",
        "192.0.2.07, 192.0.2.7",
        "::ffff:10.0.0.0/8, 10.0.0.0/8",
        "::ffff:10.0.0.0/0, 0.0.0.0/0",
        "::FFFF:0a00:0001/32, 10.0.0.1",
        "::ffff:10.0.00.01, 10.0.0.1",
        "2001:0db8::010.0.0.01/128, 2001:db8::a00:1",
        "2001:0DB8::00a0/032, 2001:db8::/32",
        "10.0.0.0/8 ::ffff:10.1.0.0/16, 10.0.0.0/8 10.1.0.0/16"
    })
    void what_was_stored_is_read_in_every_spelling_that_was_ever_accepted(String stored, String text) {
        assertThat(Networks.ofStored(stored)).isEqualTo(Networks.parse(text));
        assertThat(Networks.ofStored(text)).isEqualTo(Networks.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "::ffff:10.0.0.0/104", "192.0.2.256", "192.0.2.7:80", "example.com"})
    void what_was_never_stored_is_not_read(String text) {
        assertThatThrownBy(() -> Networks.ofStored(text)).isInstanceOf(Refusal.class);
    }

    @Test
    void a_network_holds_the_addresses_that_begin_like_it() {
        assertThat(new Network("10.0.0.0/8").contains(address("10.255.0.1"))).isTrue();
        assertThat(new Network("10.0.0.0/8").contains(address("11.0.0.1"))).isFalse();
        assertThat(new Network("2001:db8::/32").contains(address("2001:db8:ffff::1")))
                .isTrue();
        assertThat(new Network("2001:db8::/32").contains(address("2001:db9::1")))
                .isFalse();
        assertThat(new Network("192.0.2.7").contains(address("192.0.2.7"))).isTrue();
        assertThat(new Network("0.0.0.0/0").contains(address("::1"))).isFalse();
        assertThat(new Network("::/0").contains(address("192.0.2.7"))).isFalse();
        assertThat(new Network("10.0.0.0/8").contains(address("::ffff:10.1.2.3")))
                .isTrue();
        assertThat(new Network("2001:db8:0:8000::/49").contains(address("2001:db8:0:8001::")))
                .isTrue();
        assertThat(new Network("2001:db8:0:8000::/49").contains(address("2001:db8:0:7fff::")))
                .isFalse();
        assertThat(new Network("2001:db8::8000:0:0:0/65").contains(address("2001:db8::8000:0:0:1")))
                .isTrue();
        assertThat(new Network("2001:db8::8000:0:0:0/65").contains(address("2001:db8::1")))
                .isFalse();
    }

    // If the work grew with the square of the length, one of these would take hours.
    @Test
    void a_long_text_is_refused_at_once() {
        for (String hostile : List.of(":", "1.", "1:", "a", "0", ".")) {
            String text = hostile.repeat(5_000_000);

            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                assertThatThrownBy(() -> new Network(text)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> Networks.parse(text)).isInstanceOf(Refusal.class);
            });
        }
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
