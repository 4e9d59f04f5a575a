package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mistyped command lines with their answers: each names the mistake and says what to do. The expected file is for
 * people to review: a change of it changes what users read. The actual answers are in {@code target/mistyped.txt}.
 */
class MistypedTest {

    private static final Path GOLDEN = Path.of("src/test/resources/mistyped.txt");

    /** A word of a shell command: text in double quotes is one word. */
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    Path directory;

    @Test
    void each_is_answered_with_the_mistake_and_the_remedy() throws IOException {
        assertThat(Main.run(new Piped("alice likes green tea"), "--data", data(), "user", "add", "alice@example.com"))
                .isZero();
        Path settings = Files.writeString(directory.resolve("keyfob.yaml"), """
                permissions:
                  report:view: everyone
                  report:delete: role:admin
                """);
        Files.writeString(directory.resolve("bad.yaml"), "server:\n  prot: 8081\n");
        Files.writeString(directory.resolve("notes.txt"), "Buy green tea.\n");
        StringBuilder answered = new StringBuilder();

        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            List<String> lines = Files.readAllLines(GOLDEN, StandardCharsets.UTF_8);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith("#")) {
                    answered.append(lines.get(i)).append('\n');
                } else if (lines.get(i).startsWith("$ ")) {
                    boolean hasInput = i + 1 < lines.size() && lines.get(i + 1).startsWith("< ");
                    String input = hasInput ? lines.get(i + 1).substring(2) : "";
                    answered.append(lines.get(i)).append('\n').append(hasInput ? "< " + input + "\n" : "");
                    answered.append(answer(lines.get(i).substring(2), input, settings, "" + other.getLocalPort()));
                }
            }
        }

        Files.writeString(Path.of("target/mistyped.txt"), answered);
        assertThat(answered.toString()).isEqualTo(Files.readString(GOLDEN, StandardCharsets.UTF_8));
    }

    @Test
    void there_are_as_many_as_people_made_and_more() throws IOException {
        assertThat(Files.readAllLines(GOLDEN).stream().filter(line -> line.startsWith("$ ")))
                .hasSizeGreaterThan(76)
                .doesNotHaveDuplicates();
    }

    private String answer(String line, String input, Path settings, String port) {
        List<String> words = new ArrayList<>();
        WORD.matcher(line.replace("DIR", directory.toString()).replace("PORT", port))
                .results()
                .forEach(word -> words.add(word.group(1) == null ? word.group() : word.group(1)));
        boolean namesData = line.contains("--data") || line.contains("(no data)");
        words.remove("(no");
        words.remove("data)");
        words.remove("keyfob");
        if (!namesData) {
            words.addAll(0, List.of("--data", data()));
        }
        Piped terminal = new Piped(input);
        int code = Main.run(terminal, Map.of("KEYFOB_CONFIG", settings.toString()), words.toArray(String[]::new));
        terminal.out().flush();
        terminal.err().flush();
        String told = (terminal.out.toString() + terminal.err)
                .replace(directory.toString(), "DIR")
                .replace(port, "PORT")
                .replaceAll(" +(?=\n)", "");
        // Cuts a page of help after its first lines.
        int usage = told.indexOf("Usage: ");
        String shown = usage < 0 ? told : told.substring(0, told.indexOf('\n', usage) + 1) + "...\n";
        return shown + "exit " + code + "\n\n";
    }

    private String data() {
        return directory.resolve("data").toString();
    }
}
