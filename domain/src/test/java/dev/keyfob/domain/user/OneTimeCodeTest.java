package dev.keyfob.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneTimeCodeTest {

    private final SecureRandom random = new SecureRandom();
    private final OneTimeCode code = OneTimeCode.generate(random);

    @Test
    void a_code_has_140_bits_in_groups_that_can_be_typed() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            codes.add(OneTimeCode.generate(random).reveal());
        }

        assertThat(codes)
                .hasSize(1_000)
                .allMatch(text -> text.matches("([0-9a-hjkmnp-tv-z]{4}-){6}[0-9a-hjkmnp-tv-z]{4}"));
    }

    @Test
    void it_is_read_however_it_was_typed() {
        String text = code.reveal();

        assertThat(read(text)).isEqualTo(code.digest());
        assertThat(read(text.toUpperCase(Locale.ROOT))).isEqualTo(code.digest());
        assertThat(read(text.replace("-", ""))).isEqualTo(code.digest());
        assertThat(read("  " + text.replace('-', ' ') + "\r\n")).isEqualTo(code.digest());
        assertThat(read(text.replace('0', 'O').replace('1', 'l'))).isEqualTo(code.digest());
    }

    @Test
    void of_a_pasted_link_the_code_is_read() {
        assertThat(read("https://keyfob.example.com/page#" + code.reveal())).isEqualTo(code.digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#",
                "abcd",
                "abcd-efgh-jkmn-pqrs-tvwx-yz01-234",
                "abcd-efgh-jkmn-pqrs-tvwx-yz01-23456",
                "abcd-efgh-jkmn-pqrs-tvwx-yz01-234u",
                "abcd-efgh-jkmn-pqrs-tvwx-yz01-234\u0660",
                "abcd-efgh-jkmn-pqrs-tvwx-yz01-234\u0000",
                "https://keyfob.example.com/abcd-efgh-jkmn-pqrs-tvwx-yz01-2345"
            })
    void nothing_else_is_a_code(String typed) {
        assertThat(OneTimeCode.parse(typed)).isEmpty();
    }

    @Test
    void what_is_far_too_long_is_not_read() {
        assertThat(OneTimeCode.parse(" ".repeat(3_000) + code.reveal())).isEmpty();
    }

    @Test
    void its_text_and_its_digest_hide_it() {
        assertThat(code).hasToString("OneTimeCode[hidden]");
        assertThat(code.digest().toString()).matches("CodeDigest\\[[0-9a-f]{8}…]");
    }

    @Test
    void a_digest_has_32_bytes_and_nobody_changes_it_from_outside() {
        CodeDigest digest = code.digest();

        digest.bytes()[0] ^= 1;

        assertThat(digest).isEqualTo(code.digest()).hasSameHashCodeAs(code.digest());
        assertThat(digest).isNotEqualTo(OneTimeCode.generate(random).digest());
        assertThatThrownBy(() -> new CodeDigest(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    private static CodeDigest read(String typed) {
        return OneTimeCode.parse(typed).orElseThrow().digest();
    }
}
