package dev.keyfob.bootstrap;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A text of commands and requests with their answers.
 *
 * <p>A line that begins with {@code $} is a command; lines with {@code <} after it are its standard input. A line that
 * begins with {@code >} is a request; its headers and body follow in lines of the same kind. Everything else is the
 * answer, with masks for the parts that differ between runs.
 */
final class Transcript {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern NEW_SECRET = Pattern.compile("kfpat_[0-9A-Za-z]{38}");
    private static final Pattern TIME = Pattern.compile("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z");

    private final String text;
    private final String settings;
    private final List<String> place;
    private final int port;
    private final Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    Transcript(Path file, int port, String settings, String... place) throws IOException {
        this.text = Files.readString(file, StandardCharsets.UTF_8);
        this.port = port;
        this.settings = settings;
        this.place = List.of(place);
    }

    String expected() {
        return text;
    }

    /** Runs every step again, and returns the new answers in the same format. */
    String again() throws IOException, InterruptedException {
        StringBuilder written = new StringBuilder();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); ) {
            String line = lines.get(i);
            if (line.startsWith("$ ") || line.startsWith("> ")) {
                List<String> step = new ArrayList<>();
                while (i < lines.size()
                        && (step.isEmpty()
                                || lines.get(i).startsWith("> ")
                                || lines.get(i).startsWith("< "))) {
                    step.add(lines.get(i));
                    i++;
                }
                step.forEach(each -> written.append(each).append('\n'));
                written.append(masked(line.startsWith("$ ") ? command(step) : request(step)));
                while (i < lines.size() && !lines.get(i).isEmpty()) {
                    i++;
                }
            } else {
                written.append(line).append('\n');
                i++;
            }
        }
        return written.toString();
    }

    private String command(List<String> step) {
        StringBuilder input = new StringBuilder();
        step.subList(1, step.size())
                .forEach(line -> input.append(line.substring(2)).append('\n'));
        List<String> words = new ArrayList<>(place);
        words.addAll(List.of(step.get(0).substring(2).split(" ")));
        Piped terminal = new Piped(input.toString());
        int code = Main.run(terminal, Map.of("KEYFOB_CONFIG", settings), words.toArray(String[]::new));
        terminal.out().flush();
        terminal.err().flush();
        return unspaced(terminal.out.toString() + terminal.err) + "exit " + code + "\n";
    }

    private String request(List<String> step) throws IOException, InterruptedException {
        String[] first = step.get(0).substring(2).split(" ");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + first[1]))
                .timeout(Duration.ofMinutes(2));
        String body = "";
        for (String line : step.subList(1, step.size())) {
            String said = line.substring(2);
            if (said.matches("[A-Z][A-Za-z-]+: .*")) {
                request.header(said.substring(0, said.indexOf(':')), said.substring(said.indexOf(':') + 2));
            } else {
                body = said;
            }
        }
        HttpResponse<String> answer = HTTP.send(
                request.method(
                                first[0],
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        StringBuilder told = new StringBuilder().append(answer.statusCode()).append('\n');
        answer.headers().map().forEach((name, values) -> {
            if (name.startsWith("x-auth-") || name.equals("www-authenticate") || name.equals("cache-control")) {
                values.forEach(
                        value -> told.append((name + ": " + value).strip()).append('\n'));
            }
        });
        return told + unspaced(answer.body());
    }

    // An empty line separates steps, so empty lines are removed from answers.
    private static String unspaced(String answer) {
        String told = answer.lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .reduce("", (all, line) -> all + line + "\n");
        return told;
    }

    private String masked(String answer) {
        String told = NEW_SECRET.matcher(answer).replaceAll("<secret>");
        return TIME.matcher(told)
                .replaceAll(time -> Instant.parse(time.group()).isBefore(begun) ? time.group() : "<time>");
    }
}
