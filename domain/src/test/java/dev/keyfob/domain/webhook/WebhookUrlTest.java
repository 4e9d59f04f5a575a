package dev.keyfob.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com",
                "HTTPS://Hooks.Example.com:8443/a/b%20c?d=e&f",
                "http://192.0.2.7:80/",
                "https://[2001:db8::1]:9000/x",
                "https://xn--mnchen-3ya.example.com/"
            })
    void an_absolute_address_of_the_web_is_one(String typed) {
        assertThat(WebhookUrl.parse(typed).value()).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " https://hooks.example.com",
                "https://hooks.example.com/a b",
                "https://hooks.example.com/\r\nX: y",
                "https://münchen.example.com/",
                "hooks.example.com",
                "/path",
                "ftp://hooks.example.com/",
                "file:///etc/passwd",
                "https:hooks.example.com",
                "https://",
                "https:///path",
                "https://user@hooks.example.com/",
                "https://user:password@hooks.example.com/",
                "https://@hooks.example.com/",
                "https://hooks.example.com@127.0.0.1/",
                "https://a_b/",
                "https://127.1/",
                "https://hooks.example.com:0/",
                "https://hooks.example.com:65536/",
                "https://hooks.example.com:x/",
                "https://hooks.example.com/#here",
                "https://[::1/",
                "https://[fe80::1%25eth0]:x/"
            })
    void everything_else_is_refused_with_a_sentence(String typed) {
        assertThatThrownBy(() -> WebhookUrl.parse(typed))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.WEBHOOK_URL_UNREADABLE))
                .hasMessageEndingWith(".");
    }

    @Test
    void one_that_is_too_long_is_refused() {
        assertThatThrownBy(() -> WebhookUrl.parse("https://hooks.example.com/" + "a".repeat(2000)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void what_stands_behind_the_host_is_not_shown() {
        WebhookUrl url = new WebhookUrl("https://hooks.example.com/in?key=hidden");

        assertThat(url.shown()).isEqualTo("https://hooks.example.com/…");
        assertThat(url).hasToString(url.shown());
    }
}
