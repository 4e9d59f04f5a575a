package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.webhook.ConnectProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** The connections of calls to an identity provider. The tests of OidcProvider cover the answers. */
class ProviderCallsTest {

    @Test
    void a_provider_is_called_through_the_proxy_of_this_process() {
        ProxySelector before = ProxySelector.getDefault();
        try (ConnectProxy proxy = ConnectProxy.thatRefuses()) {
            ProxySelector.setDefault(proxy.selector());
            ProviderCalls calls = new ProviderCalls(InstantSource.system(), Duration.ofMinutes(3));

            assertThatThrownBy(() -> calls.read(URI.create("https://idp.example.com/.well-known/openid-configuration")))
                    .isInstanceOf(IOException.class);

            assertThat(proxy.asked).containsExactly("idp.example.com:443");
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void a_provider_that_hangs_is_given_up_in_time() throws Exception {
        try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ProviderCalls calls = new ProviderCalls(InstantSource.fixed(Instant.EPOCH), Duration.ofMillis(500));

            assertThatThrownBy(() -> calls.read(URI.create("http://127.0.0.1:" + hanging.getLocalPort())))
                    .isInstanceOf(IOException.class);

            assertThat(calls.isPaused()).isTrue();
        }
    }
}
