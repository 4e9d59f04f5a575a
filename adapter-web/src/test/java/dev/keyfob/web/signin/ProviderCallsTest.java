package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.webhook.ConnectProxy;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** The connections of calls to an identity provider. The tests of OidcProvider cover the answers. */
class ProviderCallsTest {

    @Test
    void a_provider_is_called_through_the_proxy_of_this_process() {
        ProxySelector before = ProxySelector.getDefault();
        try (ConnectProxy proxy = ConnectProxy.thatRefuses()) {
            ProxySelector.setDefault(proxy.selector());
            ProviderCalls calls = new ProviderCalls(InstantSource.system());

            assertThatThrownBy(() -> calls.read(URI.create("https://idp.example.com/.well-known/openid-configuration")))
                    .isInstanceOf(IOException.class);

            assertThat(proxy.asked).containsExactly("idp.example.com:443");
        } finally {
            ProxySelector.setDefault(before);
        }
    }
}
