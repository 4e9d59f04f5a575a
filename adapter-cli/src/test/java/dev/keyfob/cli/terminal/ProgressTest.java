package dev.keyfob.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {

    private final RecordingTerminal terminal = RecordingTerminal.answering();

    @Test
    void a_bar_ends_its_line() {
        try (Progress progress = new Progress(terminal, 4)) {
            progress.accept(2);
        }

        assertThat(terminal.complained()).isEqualTo("\r[" + "#".repeat(15) + " ".repeat(15) + "] 2 of 4\n");
    }

    @Test
    void where_nothing_was_drawn_no_line_ends() {
        new Progress(terminal, 4).close();

        assertThat(terminal.complained()).isEmpty();
    }
}
