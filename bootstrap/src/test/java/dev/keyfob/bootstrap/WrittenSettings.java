package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;

/** The base class of tests that write settings files of every shape. */
abstract class WrittenSettings extends LoadedSettings {

    static final List<String> BLANKS = List.of("", "~", "null", "Null", "\"\"", "\"  \"", "# later", "''");

    void assertStops(String text, String name, long line) throws IOException {
        AbstractThrowableAssert<?, ?> stopped =
                assertThatThrownBy(() -> load(text)).as(text).isInstanceOf(SettingsError.class);
        stopped.hasMessageContaining(name).hasMessageMatching("(?s).*line " + line + "\\b.*");
    }

    Settings load(String text) throws IOException {
        return load(Map.of(), Map.of(), yaml(text));
    }

    static String nested(String name, String value) {
        String[] parts = name.split("\\.");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            text.append("  ".repeat(i)).append(parts[i]).append(i < parts.length - 1 ? ":\n" : ": " + value + "\n");
        }
        return text.toString();
    }

    static int depth(String name) {
        return name.split("\\.").length;
    }
}
