package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keyfob normalizes the public URL to the origin that a browser sends, however it is written. */
class PublicUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://keyfob.example.com, https://keyfob.example.com",
        "https://keyfob.example.com/, https://keyfob.example.com",
        "https://keyfob.example.com:443, https://keyfob.example.com",
        "https://keyfob.example.com:0443/, https://keyfob.example.com",
        "https://keyfob.example.com:80, https://keyfob.example.com:80",
        "https://keyfob.example.com:8443/, https://keyfob.example.com:8443",
        "HTTPS://KeyFob.Example.COM, https://keyfob.example.com",
        "http://localhost:80, http://localhost",
        "http://LOCALHOST:8080/, http://localhost:8080",
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "http://127.1.2.3, http://127.1.2.3",
        "http://[::1]:8080, http://[::1]:8080",
        "http://[0:0:0:0:0:0:0:1]:80/, http://[::1]",
        "https://[2001:DB8:0::7]:443, https://[2001:db8::7]",
        "https://Schl\u00fcssel.example, https://xn--schlssel-95a.example",
        "https://schlu\u0308ssel.example, https://xn--schlssel-95a.example",
        "https://xn--schlssel-95a.example/, https://xn--schlssel-95a.example",
        "https://\u9375.example:443, https://xn--5y4a.example"
    })
    void each_way_to_write_it_is_one_origin(String written, String origin) {
        assertThat(settings(written).publicUrl(8080)).hasToString(origin);
        assertThat(settings(origin).publicUrl(8080)).hasToString(origin);
    }

    // Parsers disagree about the host in these, or they contain more than the address of the server.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "keyfob.example.com",
                "ftp://keyfob.example.com",
                "https://",
                "https:///",
                "https://keyfob.example.com//",
                "https://keyfob.example.com/keys",
                "https://keyfob.example.com?a",
                "https://keyfob.example.com#a",
                "https://a@keyfob.example.com",
                "https://keyfob.example.com:",
                "https://keyfob.example.com:0",
                "https://keyfob.example.com:65536",
                "https://keyfob.example.com:+80",
                "https://key fob.example.com",
                "https://..",
                "https://a..b",
                "https://a_b.example.com",
                "https://-a.example.com",
                "https://fa\u00df.example",
                "https://\u03b2\u03cc\u03bb\u03bf\u03c2.example",
                "https://a\u200db.example",
                "https://127.1",
                "https://2130706433",
                "https://0x7f000001",
                "https://a.0x1",
                "https://[::1",
                "https://[fe80::1%eth0]",
                "https://[::ffff:127.0.0.1]"
            })
    void what_browsers_would_read_otherwise_stops_the_start(String written) {
        assertThatThrownBy(() -> settings(written))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining("server.public_url")
                .hasMessageContaining(written);
    }

    @Test
    void the_port_that_browsers_leave_out_is_left_out_of_the_default() {
        assertThat(settings("").publicUrl(80)).hasToString("http://localhost");
        assertThat(settings("").publicUrl(8080)).hasToString("http://localhost:8080");
    }

    private static Settings settings(String publicUrl) {
        return Settings.load(Map.of(Setting.SERVER_PUBLIC_URL, publicUrl), Map.of(), Optional.empty());
    }
}
