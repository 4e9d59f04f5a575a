package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.FreePort;
import dev.keyfob.web.ForeignTool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the documented verifiers, each in the API of its example, against a real server. */
@Tag("whole")
class VerifiersWholeTest {

    /** The languages of the examples, with their code blocks and how to start them. */
    enum Language {
        JAVA(
                "java.md",
                "java",
                List.of(javac(), "-d", ".", "Orders.java", "KeyfobVerifier.java"),
                OwnJava.executable(),
                "Orders"),
        NODE("node.md", "js", List.of(), "node_modules/.bin/node", "server.mjs"),
        PYTHON("python.md", "python", List.of(), "python3", "server.py");

        private final String page;
        private final String fence;
        private final List<String> build;
        private final List<String> start;

        Language(String page, String fence, List<String> build, String... start) {
            this.page = page;
            this.fence = fence;
            this.build = build;
            this.start = List.of(start);
        }

        private static String javac() {
            return Path.of(System.getProperty("java.home"), "bin", "javac").toString();
        }
    }

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\n(?://|#) (\\S+)\n(.*?)^```$");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String INVALID = "Bearer realm=\"orders\", error=\"invalid_token\"";
    private static final String INSUFFICIENT = "Bearer realm=\"orders\", error=\"insufficient_scope\"";

    @TempDir
    static Path directory;

    private static ServerProcess keyfob;

    @BeforeAll
    static void serve() throws Exception {
        Path settings = Files.writeString(
                directory.resolve("keyfob.yaml"),
                "permissions:\n  recipe:run: everyone\n  recipe:view: everyone\n  recipe:deploy: role:admin\n");
        command("four words make sense", "user", "add", "alice@example.com", "--role", "admin");
        keyfob = ServerProcess.start(
                directory.resolve("log"),
                List.of(),
                "--data",
                data(),
                "serve",
                "--config",
                settings.toString(),
                "--port",
                "0");
    }

    @AfterAll
    static void stop() {
        keyfob.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_verifier_lets_good_tokens_pass_and_says_no_where_keyfob_cannot_be_asked(Language language) throws Exception {
        ForeignTool tool = copied(language);
        String[] client = command(
                        "", "client", "add", "orders-" + language.name().toLowerCase())
                .split("\\s+");
        String good = token("Good for " + language);
        String narrow = token("Narrow for " + language, "--permission", "recipe:view");
        String revoked = token("Revoked for " + language);
        try (Cable cable = new Cable(keyfob.port);
                Api api = Api.start(tool, language, cable.port(), client[0], client[1])) {
            Answer open = api.get(good);
            assertThat(open.status).isEqualTo(200);
            assertThat(open.body).isEqualTo("alice@example.com");
            assertThat(api.ask("POST", "/deployments", "Bearer " + good)).isEqualTo(new Answer(403, INSUFFICIENT, ""));
            assertThat(api.get(narrow)).isEqualTo(new Answer(403, INSUFFICIENT, ""));
            assertThat(api.ask("GET", "/recipes")).isEqualTo(new Answer(401, "Bearer realm=\"orders\"", ""));
            assertThat(api.ask("GET", "/recipes", "Basic " + good).status).isEqualTo(401);
            assertThat(api.ask("GET", "/recipes", "Bearer " + good, "Bearer " + narrow).status)
                    .isEqualTo(401);
            assertThat(api.get(good + "x")).isEqualTo(new Answer(401, INVALID, ""));
            assertThat(api.get("no-token&permission=x")).isEqualTo(new Answer(401, "Bearer realm=\"orders\"", ""));

            assertThat(api.get(revoked).status).isEqualTo(200);
            revoke(revoked);
            // Verifiers keep an answer for a second.
            TimeUnit.MILLISECONDS.sleep(2_100);
            assertThat(api.get(revoked)).isEqualTo(new Answer(401, INVALID, ""));

            cable.pull();
            TimeUnit.MILLISECONDS.sleep(1_100);
            assertThat(api.getWithoutKeyfob(good).status).isEqualTo(503);
            cable.mend();
            assertThat(api.get(good).status).isEqualTo(200);
            cable.clog();
            TimeUnit.MILLISECONDS.sleep(1_100);
            assertThat(api.getWithoutKeyfob(good).status).isEqualTo(503);

            assertThat(api.printed()).contains("Keyfob cannot be asked").doesNotContain(good, client[1]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_verifier_is_short_enough_to_be_read_before_it_is_copied(Language language) throws IOException {
        String verifier = programs(language).get(0).group(3);

        assertThat(verifier.lines().filter(line -> !line.isBlank())).hasSizeLessThan(100);
    }

    private static List<MatchResult> programs(Language language) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "integrations", language.page));
        return BLOCK.matcher(page)
                .results()
                .filter(block -> block.group(1).equals(language.fence))
                .toList();
    }

    private static ForeignTool copied(Language language) throws IOException, InterruptedException {
        ForeignTool tool = ForeignTool.in("verifier-" + language.name().toLowerCase(), Map.of());
        for (MatchResult program : programs(language)) {
            Files.writeString(tool.directory().resolve(program.group(2)), program.group(3));
        }
        if (language == Language.NODE) {
            tool.withPackages(Map.of("express", "5.1.0"));
        }
        if (!language.build.isEmpty()) {
            tool.run(language.build);
        }
        return tool;
    }

    private static String token(String name, String... further) {
        List<String> words =
                new ArrayList<>(List.of("token", "create", "--owner", "alice@example.com", "--name", name, "--quiet"));
        words.addAll(List.of(further));
        return command("", words.toArray(String[]::new));
    }

    private static void revoke(String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + keyfob.port + "/api/v1/tokens/self"))
                .header("Authorization", "Bearer " + token)
                .DELETE()
                .build();

        assertThat(HTTP.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
    }

    private static String command(String input, String... words) {
        List<String> all = new ArrayList<>(List.of("--data", data()));
        all.addAll(List.of(words));
        Piped terminal = new Piped(input);
        assertThat(Main.run(terminal, all.toArray(String[]::new)))
                .as(() -> all + ": " + terminal.err)
                .isZero();
        return terminal.out.toString().strip();
    }

    private static String data() {
        return directory.resolve("data").toString();
    }

    private record Answer(int status, String challenge, String body) {}

    /** The API of an example, in a separate process. */
    private record Api(Process process, Path log, int port) implements AutoCloseable {

        static Api start(ForeignTool tool, Language language, int keyfobPort, String id, String secret)
                throws IOException, InterruptedException {
            int port = FreePort.find();
            Path log = tool.directory().resolve("api.log");
            ProcessBuilder builder = new ProcessBuilder(language.start)
                    .directory(tool.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "KEYFOB_URL",
                            "http://127.0.0.1:" + keyfobPort,
                            "CLIENT_ID",
                            id,
                            "CLIENT_SECRET",
                            secret,
                            "PORT",
                            Integer.toString(port)));
            Api api = new Api(builder.start(), log, port);
            Eventually.isTrue(() -> !api.process.isAlive() || api.answers());
            assertThat(api.process.isAlive()).as(api.printed()).isTrue();
            return api;
        }

        private boolean answers() throws InterruptedException {
            try {
                answer("GET", "/recipes");
                return true;
            } catch (IOException notYet) {
                return false;
            }
        }

        Answer get(String token) {
            return ask("GET", "/recipes", "Bearer " + token);
        }

        /**
         * Asks until Keyfob could be asked, too. Verifiers wait two seconds for it, which is short on a busy machine. The
         * servers of the examples close connections after a while, also while the next request arrives.
         */
        Answer ask(String method, String path, String... authorizations) {
            return Eventually.matches(
                            () -> {
                                try {
                                    return Optional.of(answer(method, path, authorizations));
                                } catch (IOException closed) {
                                    return Optional.<Answer>empty();
                                }
                            },
                            answer -> answer.isPresent() && answer.get().status != 503)
                    .orElseThrow();
        }

        Answer getWithoutKeyfob(String token) throws IOException, InterruptedException {
            return answer("GET", "/recipes", "Bearer " + token);
        }

        private Answer answer(String method, String path, String... authorizations)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofMinutes(2))
                    .method(method, BodyPublishers.noBody());
            for (String authorization : authorizations) {
                request.header("Authorization", authorization);
            }
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("WWW-Authenticate").orElse(""),
                    answer.body());
        }

        String printed() throws IOException {
            return Files.readString(log);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
