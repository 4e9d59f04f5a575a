package dev.keyfob.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.cli.exit.CommandFailed;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalTerminalTest {

    private final InputStream before = System.in;

    @AfterEach
    void give_standard_input_back() {
        System.setIn(before);
    }

    // Otherwise a replacement character for an unreadable byte would be stored as part of a password.
    @Test
    void standard_input_is_read_as_utf_8_or_not_at_all() {
        System.setIn(new ByteArrayInputStream("caf\u00e9\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(new LocalTerminal().readAll()).isEqualTo("caf\u00e9\n");

        System.setIn(new ByteArrayInputStream("caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1)));
        assertThatThrownBy(() -> new LocalTerminal().readAll())
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("UTF-8");
    }
}
