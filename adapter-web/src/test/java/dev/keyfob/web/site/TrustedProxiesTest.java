package dev.keyfob.web.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forged X-Forwarded-For chains, from trusted and untrusted proxies. */
class TrustedProxiesTest {

    private final TrustedProxies proxies = TrustedProxies.parse("10.0.0.0/8, 192.0.2.7 2001:db8::/32");

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, '198.51.100.1', 203.0.113.9",
        "10.1.2.3, '198.51.100.1', 198.51.100.1",
        "10.1.2.3, '1.1.1.1, 198.51.100.1', 198.51.100.1",
        "10.1.2.3, '1.1.1.1, 198.51.100.1, 10.9.9.9', 198.51.100.1",
        "192.0.2.7, '198.51.100.1', 198.51.100.1",
        "192.0.2.8, '198.51.100.1', 192.0.2.8",
        "2001:db8::1, '2001:0:1::5', 2001:0:1::5",
        "10.1.2.3, 'localhost', 10.1.2.3",
        "10.1.2.3, 'unknown, 10.0.0.4', 10.0.0.4",
        "10.1.2.3, '', 10.1.2.3",
        "10.1.2.3, '10.0.0.5, 10.0.0.4', 10.0.0.5",
        "10.1.2.3, '203.0.113.7:51234', 203.0.113.7",
        "10.1.2.3, '[2001:DB9:0::7]:443', 2001:db9::7",
        "10.1.2.3, '198.51.100.1, ::ffff:10.0.0.5', 198.51.100.1",
        "'[2001:db8:0:0:0:0:0:1]', '198.51.100.1', 198.51.100.1",
        "'[fe80:0:0:0:0:0:0:1%eth0]', '198.51.100.1', fe80::1",
        "::ffff:203.0.113.9, '', 203.0.113.9",
    })
    void the_address_is_the_right_most_hop_that_is_no_proxy_of_ours(String peer, String forwarded, String expected) {
        assertThat(proxies.addressOf(peer, List.of(forwarded))).isEqualTo(expected);
    }

    @Test
    void several_headers_are_one_chain() {
        assertThat(proxies.addressOf("10.1.2.3", List.of("1.1.1.1", "198.51.100.1, 10.0.0.4")))
                .isEqualTo("198.51.100.1");
    }

    @Test
    void who_trusts_nobody_believes_nobody() {
        assertThat(TrustedProxies.parse("").addressOf("127.0.0.1", List.of("198.51.100.1")))
                .isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "10.0.0.0/33",
                "10.0.0",
                "999.1.1.1",
                "1.1.1.1.1",
                "1.1.1.1.",
                "10.0.0.0/",
                "::/129",
                "example.com",
                "10.0.0.0/-1"
            })
    void what_is_no_network_is_refused(String text) {
        assertThatThrownBy(() -> TrustedProxies.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
