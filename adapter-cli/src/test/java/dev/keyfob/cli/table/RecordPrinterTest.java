package dev.keyfob.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.cli.table.RecordPrinter.Format;
import dev.keyfob.cli.terminal.RecordingTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordPrinterTest {

    private final RecordPrinter records = new RecordPrinter("name", "state");
    private final RecordingTerminal terminal = RecordingTerminal.piped("");

    @Test
    void columns_are_aligned_as_wide_as_a_terminal_shows_them() {
        records.add("東京", "active");
        records.add("Laptop", null);

        records.print(terminal, Format.table);

        assertThat(terminal.printed().lines()).containsExactly("name    state", "東京    active", "Laptop  -");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "+", "-", "@", "\t", "\r", "\n", "\0"})
    void no_cell_of_a_csv_is_a_formula(String beginning) {
        records.add(beginning + "cmd", "active");

        records.print(terminal, Format.csv);

        assertThat(terminal.printed()).contains("'" + beginning + "cmd");
    }
}
