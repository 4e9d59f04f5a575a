package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading the proxy for outgoing connections from the environment. */
class OutboundProxyTest {

    @Test
    void without_the_variable_there_is_none() {
        assertThat(OutboundProxy.of(Map.of("HTTPS_PROXY", " ", "NO_PROXY", "*")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://idp.example.com/, true",
        "https://192.0.2.7/, true",
        "https://example.org/, true",
        "http://hooks.example.com/, false",
        "https://localhost:8443/, false",
        "https://127.0.0.1/, false",
        "https://[::1]/, false",
        "https://corp.example/, false",
        "https://HOOKS.corp.example/, false",
        "https://notcorp.example/, true",
        "https://a.intra.example/, false",
        "https://10.1.2.3/, false",
        "https://11.1.2.3/, true",
        "https://[2001:db8::7]/, false",
    })
    void https_goes_through_it_but_for_this_machine_and_what_no_proxy_names(URI target, boolean isProxied) {
        OutboundProxy proxy = OutboundProxy.of(Map.of(
                        "HTTPS_PROXY", "http://proxy.example.com:3128",
                        "NO_PROXY", "corp.example, .intra.example 10.0.0.0/8,2001:db8::/32"))
                .orElseThrow();

        Proxy chosen = proxy.select(target).get(0);

        assertThat(chosen)
                .isEqualTo(
                        isProxied
                                ? new Proxy(
                                        Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example.com", 3128))
                                : Proxy.NO_PROXY);
    }

    @Test
    void a_star_names_everything_and_small_letters_count_first() {
        OutboundProxy proxy = OutboundProxy.of(
                        Map.of("HTTPS_PROXY", "ftp://old", "https_proxy", "proxy.example.com:3128", "no_proxy", "*"))
                .orElseThrow();

        assertThat(proxy.select(URI.create("https://idp.example.com/"))).containsExactly(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://alice:secret@proxy.example.com:3128",
                "https://proxy.example.com:3128",
                "socks5://proxy.example.com:1080",
                "http://proxy.example.com",
                "http://proxy.example.com:99999",
                "http://proxy.example.com:3128/secret",
                "http://pro xy:3128",
            })
    void an_address_that_is_no_proxys_stops_the_start_and_is_not_repeated(String value) {
        assertThatThrownBy(() -> Settings.load(Map.of(), Map.of("HTTPS_PROXY", value), Optional.empty()))
                .isInstanceOf(SettingsError.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageContaining("http://proxy.example.com:3128.")
                .hasMessageNotContaining("secret");
    }
}
