package dev.keyfob.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretLineTest {

    @ParameterizedTest
    @CsvSource({
        "'hush', 'hush'",
        "'hush\n', 'hush'",
        "'hush\r\n', 'hush'",
        "'hush\r', 'hush'",
        "'\ufeffhush\n', 'hush'",
        "' hush \n', ' hush '",
        "'\u0448\u0435\u043f\u043e\u0442\n', '\u0448\u0435\u043f\u043e\u0442'"
    })
    void a_secret_is_its_line_without_the_mark_before_and_the_line_end_after_it(String file, String secret) {
        assertThat(SecretLine.read(file.getBytes(StandardCharsets.UTF_8))).contains(secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hush\n\n", "\nhush", "hush\r\n\r\n", "hu\nsh", "hush\0", "h\tush", "hush\u0085"})
    void other_lines_and_control_characters_are_refused(String file) {
        assertThat(SecretLine.read(file.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void what_is_not_utf_8_is_refused() {
        assertThat(SecretLine.read("caf\u00e9".getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
        assertThat(SecretLine.read("hush".getBytes(StandardCharsets.UTF_16))).isEmpty();
        assertThat(SecretLine.read(new byte[] {'h', (byte) 0xed, (byte) 0xa0, (byte) 0x80}))
                .isEmpty();
    }
}
