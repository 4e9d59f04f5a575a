package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:9464", "0.0.0.0:0", "[::1]:9464", "localhost:65535", "metrics.example.com:9464"})
    void an_address_and_a_port_are_read_and_written_alike(String text) {
        assertThat(ListenAddress.parse(text)).map(ListenAddress::toString).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9464",
                ":9464",
                "127.0.0.1",
                "127.0.0.1:",
                "127.0.0.1:65536",
                "127.0.0.1:09",
                "127.0.0.1:+1",
                "::1:9464",
                "[::1]",
                "[127.0.0.1]:9464",
                "[::1:9464",
                "http://localhost:9464",
                "local host:9464",
                "-x:9464"
            })
    void anything_else_is_none(String text) {
        assertThat(ListenAddress.parse(text)).isEmpty();
    }
}
