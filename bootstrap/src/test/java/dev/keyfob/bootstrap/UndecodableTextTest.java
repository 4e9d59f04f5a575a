package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input that Java cannot decode in the locale is refused, and never stored as something else. */
class UndecodableTextTest {

    @TempDir
    Path directory;

    @Test
    void a_name_outside_ascii_is_refused_in_a_locale_without_it_and_read_right_in_one_with_it() throws Exception {
        String data = directory.resolve("data").toString();
        assertThat(Main.run(new Piped("four words make sense"), "--data", data, "user", "add", "alice@example.com"))
                .isZero();
        String create = "token create --owner alice@example.com -q --name \"$(printf 'B\\303\\274ro')\"";

        assertThat(shell("LC_ALL=C", "--data '" + data + "' " + create)).isEqualTo(2);
        assertThat(output())
                .contains("A word of this command holds characters", "Set LC_ALL=C.UTF-8")
                .hasLineCount(1);
        assertThat(names(data)).doesNotContain("B");
        assertThat(shell("LC_ALL=C.UTF-8", "--data '" + data + "' " + create)).isZero();
        assertThat(names(data)).contains("\"B\u00FCro\"");
    }

    @Test
    void a_path_in_the_settings_file_that_the_locale_cannot_name_is_told_in_a_sentence() throws Exception {
        Path file = Files.writeString(
                directory.resolve("keyfob.yaml"), "data:\n  directory: " + directory + "/B\u00FCro\n");

        assertThat(shell("LC_ALL=C", "serve --port 0 --config '" + file + "'")).isNotZero();

        assertThat(output()).contains("The setting data.directory has").doesNotContain("Exception", "\tat ");
        assertThat(directory.resolve("B??ro")).doesNotExist();
    }

    @Test
    void standard_input_that_is_not_utf_8_is_refused() throws Exception {
        String data = directory.resolve("data").toString();
        assertThat(Main.run(new Piped("four words make sense"), "--data", data, "user", "add", "alice@example.com"))
                .isZero();

        assertThat(shell("LC_ALL=C", "--data '" + data + "' token verify", "printf '\\377\\376'"))
                .isEqualTo(1);

        assertThat(output()).contains("Standard input is not text in UTF-8");
    }

    @Test
    void variables_of_ours_and_the_working_directory_count_too() {
        assertThat(UndecodableText.in(Map.of("KEYFOB_DATA_DIRECTORY", "/srv/\uFFFD\uFFFD"), "/", "serve"))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("The variable KEYFOB_DATA_DIRECTORY holds")
                        .doesNotContain("\uFFFD"));
        assertThat(UndecodableText.in(Map.of(), "/srv/\uFFFD", "serve")).isPresent();
        assertThat(UndecodableText.in(Map.of("EDITOR", "\uFFFD"), "/srv/\u00FC", "serve", "B\u00FCro"))
                .isEmpty();
    }

    // The arguments are written in ASCII here, so that the locale of the test itself does not matter.
    private int shell(String locale, String words, String... input) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("sh", "-c", (input.length == 0 ? "" : input[0] + " | ") + locale + " \"$@\" " + words, "sh"));
        command.addAll(OwnJava.keyfob());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private String output() throws Exception {
        return Files.readString(directory.resolve("output"));
    }

    private static String names(String data) {
        Piped terminal = new Piped("");
        assertThat(Main.run(terminal, "--data", data, "token", "list", "-o", "json"))
                .isZero();
        return terminal.out
                .toString()
                .lines()
                .filter(line -> line.contains("\"name\""))
                .toList()
                .toString();
    }
}
