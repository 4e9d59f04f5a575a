package dev.keyfob.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundAddressRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::7f00:1",
                "100::1",
                "2001::1",
                "2001:0:7f00:1::",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void what_is_not_the_public_internet_is_out_of_reach(String address) throws UnknownHostException {
        assertThat(OutboundAddressRules.standard().includes(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "93.184.216.34",
                "100.63.255.255",
                "100.128.0.0",
                "126.0.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2001:4860:4860::8888",
                "2a00:1450::1"
            })
    void the_public_internet_is_in_reach(String address) throws UnknownHostException {
        assertThat(OutboundAddressRules.standard().includes(InetAddress.getByName(address)))
                .isTrue();
    }

    @Test
    void an_ipv4_address_in_the_clothes_of_ipv6_stays_what_it_is() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 1};
        byte[] compatible = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 93, (byte) 184, (byte) 216, 34};

        assertThat(OutboundAddressRules.standard().includes(InetAddress.getByAddress(mapped)))
                .isFalse();
        assertThat(OutboundAddressRules.standard().includes(InetAddress.getByAddress(compatible)))
                .isFalse();
    }

    @Test
    void named_networks_are_in_reach_and_nothing_beside_them() throws UnknownHostException {
        OutboundAddressRules reach =
                new OutboundAddressRules(false, List.of(new Network("10.20.0.0/16"), new Network("fd00:1::/32")));

        assertThat(reach.includes(InetAddress.getByName("10.20.3.4"))).isTrue();
        assertThat(reach.includes(InetAddress.getByName("fd00:1::5"))).isTrue();
        assertThat(reach.includes(InetAddress.getByName("10.21.0.1"))).isFalse();
        assertThat(reach.includes(InetAddress.getByName("fd00:2::5"))).isFalse();
    }

    @Test
    void plain_http_needs_leave() {
        WebhookUrl plain = new WebhookUrl("http://hooks.example.com");

        assertThatThrownBy(() -> OutboundAddressRules.standard().require(plain))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("webhooks.allow_plain_http");
        new OutboundAddressRules(true, List.of()).require(plain);
        OutboundAddressRules.standard().require(new WebhookUrl("https://hooks.example.com"));
    }
}
