package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.FreePort;
import dev.keyfob.web.ForeignTool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks a real server's metrics, the delivered alerts and the dashboard with the programs of Prometheus and Grafana.
 */
@Tag("whole")
class MonitoringWholeTest {

    private static final Path FOLDER = Path.of("src", "main", "dist", "monitoring");
    private static final String RULES = "keyfob-rules.yaml";
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Pattern METRICS = Pattern.compile("metrics: (http://\\S+)");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final Pattern NAME = Pattern.compile("(?:keyfob|jvm|process|system)_[a-z0-9_]+");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path directory;

    private static ServerProcess server;
    private static String url;

    @BeforeAll
    static void serve() throws Exception {
        server = ServerProcess.start(
                directory.resolve("log"),
                List.of("env", "KEYFOB_METRICS_LISTEN=127.0.0.1:0", "KEYFOB_LOG_ACCESS=true"),
                "--data",
                directory.resolve("data").toString(),
                "serve",
                "--port",
                "0");
        Matcher found = METRICS.matcher(server.output());
        assertThat(found.find()).isTrue();
        url = found.group(1);
        get("http://127.0.0.1:" + server.port + "/health/ready");
        get("http://127.0.0.1:" + server.port + "/auth/check");
        awaitText(() -> get(url).body(), "route=\"/auth/check\"");
        awaitText(() -> get(url).body(), "keyfob_tokens{state=\"active\"} 0.0");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void promtool_takes_the_metrics_and_the_rules() throws Exception {
        ForeignTool tool = ForeignTool.in("promtool", Map.of());
        Files.writeString(tool.directory().resolve("metrics.txt"), get(url).body());
        Files.copy(FOLDER.resolve(RULES), fresh(tool, RULES));

        assertThat(tool.run(List.of("sh", "-c", "promtool check metrics < metrics.txt")))
                .isEmpty();
        assertThat(tool.run(List.of("promtool", "check", "rules", RULES))).contains("SUCCESS");
    }

    @Test
    void every_alert_fires_when_everything_is_wrong_and_none_in_a_quiet_system() throws Exception {
        ForeignTool tool = ForeignTool.in("rules", Map.of());
        String rules = Files.readString(FOLDER.resolve(RULES));
        Path cases = Path.of("src", "test", "resources", "monitoring", "rules-test.yaml");
        Files.writeString(tool.directory().resolve(RULES), rules);
        Files.copy(cases, fresh(tool, "rules-test.yaml"));

        assertThat(tool.run(List.of("promtool", "test", "rules", "rules-test.yaml")))
                .contains("SUCCESS");
        assertThat(alerts(rules))
                .hasSizeGreaterThan(15)
                .allSatisfy(alert -> assertThat(Files.readString(cases))
                        .contains("{labels: '{alertname=\"" + alert + "\"}', value: 1}"));
    }

    @Test
    void every_alert_names_the_section_of_the_runbooks_that_says_what_to_do() throws Exception {
        String runbooks = Files.readString(Path.of("..", "docs", "runbooks.md"));
        String rules = Files.readString(FOLDER.resolve(RULES));

        assertThat(Pattern.compile("(?m)^## (\\w+)$")
                        .matcher(runbooks)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyElementsOf(alerts(rules));
        assertThat(alerts(rules))
                .allSatisfy(alert ->
                        assertThat(rules).contains("runbook: runbooks.md#" + alert.toLowerCase(Locale.ROOT) + "\n"));
    }

    @Test
    void every_expression_of_the_dashboard_is_one_and_every_name_in_it_and_in_the_rules_is_shown() throws Exception {
        ForeignTool tool = ForeignTool.in("dashboard", Map.of());
        List<String> expressions = expressions();
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        for (int i = 0; i < expressions.size(); i++) {
            rules.append("      - record: panel:")
                    .append(i)
                    .append("\n        expr: ")
                    .append(JSON.writeValueAsString(expressions.get(i).replace("$__rate_interval", "5m")))
                    .append('\n');
        }
        Files.writeString(
                tool.directory().resolve("dashboard.yaml"), rules.toString().replace("panel:", "panel:x"));

        assertThat(expressions).hasSizeGreaterThan(25);
        assertThat(tool.run(List.of("promtool", "check", "rules", "dashboard.yaml")))
                .contains("SUCCESS");
        Set<String> named = names(String.join("\n", expressions));
        named.addAll(names(Files.readString(FOLDER.resolve(RULES))));
        named.removeIf(MonitoringWholeTest::isNotAlwaysThere);
        assertThat(shown()).containsAll(named);
    }

    @Test
    void the_documentation_explains_what_is_shown_and_nothing_else() throws Exception {
        Set<String> documented = names(Files.readString(Path.of("..", "docs", "metrics.md")));
        documented.removeIf(MonitoringWholeTest::isNotAlwaysThere);
        Set<String> shown = shown().stream()
                .filter(name -> !name.matches(".*_(bucket|sum|count)") && !isNotAlwaysThere(name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).containsAll(shown);
        assertThat(shown())
                .containsAll(documented.stream()
                        .map(name -> name.equals("keyfob_http_request_duration_seconds") ? name + "_count" : name)
                        .toList());
    }

    @Test
    void grafana_knows_every_field_of_the_dashboard() throws Exception {
        ForeignTool tool = ForeignTool.in("grafana", Map.of())
                .withPackages(Map.of("@grafana/schema", "13.2.3", "typescript", "5.9.3"));
        // A TypeScript enum does not accept a string.
        String dashboard = Files.readString(FOLDER.resolve("keyfob-dashboard.json"))
                .replace("\"mode\": \"absolute\"", "\"mode\": ThresholdsMode.Absolute");
        Files.writeString(
                tool.directory().resolve("dashboard.ts"),
                "import {ThresholdsMode, type Dashboard} from"
                        + " './node_modules/@grafana/schema/dist/types/raw/dashboard/x/types.gen'\n"
                        + "const dashboard: Dashboard = " + dashboard + "\nexport default dashboard\n");

        assertThat(tool.runPackage(
                        "tsc",
                        "--noEmit",
                        "--strict",
                        "--skipLibCheck",
                        "--module",
                        "esnext",
                        "--moduleResolution",
                        "bundler",
                        "dashboard.ts"))
                .isEmpty();
    }

    @Test
    void a_real_prometheus_scrapes_it_and_takes_the_rules() throws Exception {
        int port = FreePort.find();
        Path home = Files.createDirectories(directory.resolve("prometheus"));
        Files.copy(FOLDER.resolve(RULES), home.resolve(RULES));
        Files.writeString(home.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [%s]
                scrape_configs:
                  - job_name: keyfob
                    static_configs: [{targets: ["%s"]}]
                """.formatted(
                        RULES, URI.create(url).getAuthority()));
        Process prometheus = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + home.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + home.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        try {
            String api = "http://127.0.0.1:" + port + "/api/v1/";

            awaitText(
                    () -> get(api + "query?query=keyfob_ready%7Bpart%3D%22database%22%7D")
                            .body(),
                    "\"1\"]");
            awaitText(() -> get(api + "query?query=up").body(), "\"1\"]");

            assertThat(get(api + "alerts").body()).doesNotContain("\"firing\"");
            assertThat(get(api + "rules").body()).contains("KeyfobDown").doesNotContain("\"health\":\"err\"");
        } finally {
            prometheus.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_request_is_a_line_of_the_access_log_and_names_its_trace_in_every_line_about_it() throws Exception {
        HttpRequest traced = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port + "/settings/access-token/some-id?name=alice"))
                .header("traceparent", TRACE)
                .build();

        CLIENT.send(traced, HttpResponse.BodyHandlers.discarding());

        String output = awaitText(() -> server.output(), TRACE);
        JsonNode line = JSON.readTree(
                output.lines().filter(each -> each.contains(TRACE)).findFirst().orElseThrow());
        assertThat(line.path("route").asText()).isEqualTo("/settings/access-token/{id}");
        assertThat(line.path("status").asInt()).isEqualTo(303);
        assertThat(line.path("request_id").asText()).matches("[0-9a-f]{8}-[0-9]+");
        assertThat(output).doesNotContain("some-id", "alice");
    }

    private static String awaitText(Callable<String> question, String awaited) {
        return Eventually.matches(
                () -> {
                    try {
                        return question.call();
                    } catch (IOException notYet) {
                        return "";
                    }
                },
                text -> text.contains(awaited));
    }

    private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Path fresh(ForeignTool tool, String name) throws IOException {
        Path file = tool.directory().resolve(name);
        Files.deleteIfExists(file);
        return file;
    }

    private static List<String> alerts(String rules) {
        return ALERT.matcher(rules).results().map(found -> found.group(1)).toList();
    }

    private static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        for (JsonNode panel :
                JSON.readTree(FOLDER.resolve("keyfob-dashboard.json").toFile()).path("panels")) {
            panel.path("targets")
                    .forEach(target -> expressions.add(target.path("expr").asText()));
        }
        return expressions;
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The channel exists only on PostgreSQL, where HangingDatabaseTest reads it. Pauses exist after the first one.
     */
    private static boolean isNotAlwaysThere(String name) {
        return name.equals("keyfob_channel_age_seconds") || name.startsWith("jvm_gc_pause_seconds");
    }

    /** The names of the metrics that the server shows. */
    private static Set<String> shown() throws Exception {
        return get(url).body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
