package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks what Tab completes in real shells. A stand-in for Keyfob, which knows alice and bob, provides ids and names.
 */
@Tag("whole")
class CompletionWholeTest {

    @TempDir
    Path directory;

    @BeforeEach
    void the_program_is_on_the_path() throws IOException {
        Path program = Files.writeString(directory.resolve("keyfob"), """
                #!/bin/sh
                echo "$@" >> "$ASKED"
                case "$*" in
                *"complete users") printf '%s\\n' alice@example.com bob@example.com ;;
                *"complete permissions") printf '%s\\n' recipe:view recipe:run report:view ;;
                *) echo "an error that nobody may see" >&2; exit 1 ;;
                esac
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        for (String shell : List.of("bash", "zsh", "fish")) {
            Piped terminal = new Piped("");
            assertThat(Main.run(terminal, "completion", shell)).isZero();
            Files.writeString(directory.resolve("script." + shell), terminal.out.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void commands_options_and_values_are_completed(String shell) throws Exception {
        assertThat(offered(shell, "keyfob to")).containsExactly("token");
        assertThat(offered(shell, "keyfob token re")).contains("resume", "revoke");
        assertThat(offered(shell, "keyfob token list --exp")).containsExactly("--expiring");
        assertThat(offered(shell, "keyfob token list --state s")).containsExactly("suspended");
        assertThat(offered(shell, "keyfob token list -o j")).containsExactly("json");
        assertThat(offered(shell, "keyfob webhook add https://a.example.com --event token.rev"))
                .containsExactly("token.revoked");
        assertThat(offered(shell, "keyfob audit list --action policy.ch")).hasSize(1);
        assertThat(offered(shell, "keyfob completion f")).containsExactly("fish");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void names_are_asked_from_the_program_on_the_data_that_is_named(String shell) throws Exception {
        assertThat(offered(shell, "keyfob --data /var/lib/keyfob token list --owner a"))
                .containsExactly("alice@example.com");
        assertThat(Files.readString(directory.resolve("asked"))).contains("--data /var/lib/keyfob complete users");
        assertThat(offered(shell, "keyfob user show b")).containsExactly("bob@example.com");
        assertThat(offered(shell, "keyfob token create --permission rep")).containsExactly("report:view");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void what_the_program_cannot_answer_is_no_error_on_the_terminal(String shell) throws Exception {
        assertThat(offered(shell, "keyfob token show 4")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void files_are_completed_where_files_are_taken(String shell) throws Exception {
        Files.writeString(directory.resolve("keyfob.backup"), "");

        assertThat(offered(shell, "keyfob db import keyfob.b")).containsExactly("keyfob.backup");
    }

    // Bash treats a colon as the end of a word, so the completion is only the part after it.
    @Test
    void bash_completes_behind_a_colon() throws Exception {
        assertThat(offered("bash", "keyfob token create --permission recipe:v")).containsExactly("view");
    }

    private List<String> offered(String shell, String line) throws Exception {
        String script = directory.resolve("script." + shell).toString();
        List<String> command = switch (shell) {
            case "bash" -> List.of("bash", "--norc", "-c", """
                                source "$1"; COMP_LINE=$2; COMP_POINT=${#2}
                                _keyfob; printf '%s\\n' "${COMPREPLY[@]}"
                                """, "bash", script, line);
            case "zsh" -> List.of("zsh", "-f", "-c", """
                                compadd() { shift; for each in "$@"; do
                                    [[ $each = ${words[CURRENT]}* ]] && print -r -- $each; done }
                                _files() { print -rl -- ${words[CURRENT]}*(N) }
                                compdef() { : }
                                source $1
                                words=(${(z)2}); CURRENT=$#words
                                _keyfob
                                """, "zsh", script, line);
            default -> List.of("fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", script, line);
        };
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("PATH", directory + ":" + environment.get("PATH"));
        environment.put("ASKED", directory.resolve("asked").toString());
        environment.put("HOME", directory.toString());
        environment.put("LC_ALL", "C.UTF-8");
        Process process = builder.redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        List<String> words = new ArrayList<>();
        printed.lines()
                .map(each -> each.split("\t", 2)[0])
                .filter(each -> !each.isEmpty())
                .forEach(words::add);
        return words;
    }
}
