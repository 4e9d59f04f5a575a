package dev.keyfob.domain.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "255.255.255.255, 255.255.255.255",
        "0.0.0.0, 0.0.0.0",
        "203.0.113.7:51234, 203.0.113.7",
        "::, ::",
        "::1, ::1",
        "[::1], ::1",
        "[::1]:443, ::1",
        "0:0:0:0:0:0:0:1, ::1",
        "[0:0:0:0:0:0:0:1], ::1",
        "2001:DB8:0:0:0:0:0:7, 2001:db8::7",
        "2001:0db8:0000:0000:0000:0000:0000:0007, 2001:db8::7",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "1::, 1::",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "fe80::1%eth0, fe80::1",
        "[fe80::1%eth0]:80, fe80::1",
        "[fe80:0:0:0:0:0:0:1%25enp0s31f6], fe80::1",
        "::ffff:192.0.2.7, 192.0.2.7",
        "::FFFF:C000:0207, 192.0.2.7",
        "[::ffff:192.0.2.7]:80, 192.0.2.7",
        "::192.0.2.7, ::c000:207",
        "64:ff9b::192.0.2.7, 64:ff9b::c000:207",
        "2001:0db8:0000:0000:0000:0000:255.255.255.255, 2001:db8::ffff:ffff"
    })
    void every_spelling_of_an_address_is_one_text(String written, String text) throws UnknownHostException {
        IpAddress address = IpAddress.parse(written).orElseThrow();

        assertThat(address.text()).isEqualTo(text);
        assertThat(IpAddress.parse(text)).contains(address);
        assertThat(IpAddress.of(InetAddress.getByName(text))).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.07",
                "192.0.2.7.",
                ".192.0.2.7",
                "192.0.2.7/32",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "::g",
                "[192.0.2.7]",
                "[::1",
                "::1]",
                "[::1]x",
                "[::1]:",
                "[::1]:65536",
                "[::1]:+80",
                "192.0.2.7:",
                "192.0.2.7:65536",
                "192.0.2.7:80:80",
                ":80",
                "fe80::1%",
                "fe80::1%a b",
                "fe80::1%eth0%eth1",
                "192.0.2.7%eth0",
                "example.com",
                "example.com:80",
                "dead.beef",
                "\u0661.2.3.4",
                "2001:0db8:0000:0000:0000:0000:0000:255.255.255.255",
                " ::1"
            })
    void nothing_else_is_an_address(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void a_port_is_not_read_where_it_would_be_lost() {
        assertThat(IpAddress.parseWithoutPort("[::1]")).map(IpAddress::text).contains("::1");
        assertThat(IpAddress.parseWithoutPort("[::1]:80")).isEmpty();
        assertThat(IpAddress.parseWithoutPort("192.0.2.7:80")).isEmpty();
    }

    // The text of an address parses to the same address, and the columns of the database have 64 characters.
    @Test
    void the_longest_text_is_short() {
        assertThat(new IpAddress(-1, -1).text()).hasSize(39);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "127.0.0.1",
                "127.1.2.3",
                "::1",
                "[::1]",
                "0:0:0:0:0:0:0:1",
                "::ffff:127.0.0.1"
            })
    void this_machine_is_named_in_many_ways(String host) {
        assertThat(LocalMachine.isHost(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0", "::", "192.0.2.1", "::2", "localhost.example.com", "keyfob.invalid", "127.1", ""})
    void no_other_host_is_this_machine(String host) {
        assertThat(LocalMachine.isHost(host)).isFalse();
    }

    @Test
    void plain_http_is_private_on_this_machine_alone() {
        for (String safe :
                List.of("https://example.com/x", "http://localhost:1/", "http://[::1]:80", "http://127.0.0.2")) {
            assertThat(LocalMachine.isReachedInPrivate(URI.create(safe)))
                    .as(safe)
                    .isTrue();
        }
        for (String open :
                List.of("http://example.com", "http://localhost@example.com", "ftp://localhost", "https:x")) {
            assertThat(LocalMachine.isReachedInPrivate(URI.create(open)))
                    .as(open)
                    .isFalse();
        }
    }

    // If the work grew with the square of the length, one of these would take hours.
    @Test
    void a_long_text_is_refused_at_once() {
        for (String hostile : List.of(":", "1.", "1:", "a", "0", ".", "[", "%", "::1%a")) {
            String text = hostile.repeat(5_000_000);

            assertTimeoutPreemptively(
                    Duration.ofMinutes(1),
                    () -> assertThat(IpAddress.parse(text)).isEmpty());
        }
    }
}
