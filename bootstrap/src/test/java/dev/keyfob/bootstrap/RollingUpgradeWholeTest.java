package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.FreePort;
import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.web.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Upgrades two nodes behind HAProxy one after the other under load, as in docs/operate.md, and then goes back to the
 * previous version on the schema of the new one. No request fails.
 */
@Tag("whole")
class RollingUpgradeWholeTest {

    private static final String ALICE = "alice@example.com";
    private static final String PASSWORD = "alice likes green tea";
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** The promised upper bound: a request that is sent later must get the new answer. */
    private static final Duration BOUND = Duration.ofSeconds(1);

    private static final Pattern PUBLISHED = Pattern.compile("```haproxy\n(.*?)```", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A created token, with the time at which its revocation was acknowledged, or 0. */
    private record Made(String id, String secret, long revokedAt) {}

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String database = PostgresServer.newMigrated().url() + "?user=postgres";
    private final List<Process> started = new ArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<Made> made = new CopyOnWriteArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final int proxy = FreePort.find();
    private final int statistics = FreePort.find();
    private final int portA = FreePort.find();
    private final int portB = FreePort.find();
    private Path next;
    private ServerProcess a;
    private ServerProcess b;
    private String introspecting;

    @BeforeEach
    void start() throws Exception {
        next = NextVersion.madeIn(directory);
        a = thisVersion(portA);
        b = thisVersion(portB);
        run(PASSWORD + "\n", "user", "add", ALICE);
        JsonNode added = JSON.readTree(run("", "client", "add", "orders-api", "-o", "json"));
        introspecting = "Basic "
                + Base64.getEncoder()
                        .encodeToString((added.findValue("id").asText() + ":"
                                        + added.findValue("secret").asText())
                                .getBytes(StandardCharsets.US_ASCII));
        started.add(haproxy());
        await(() -> status(proxy, "") == 401);
    }

    @AfterEach
    void stop() throws InterruptedException {
        isOver.set(true);
        for (Process each : started) {
            each.destroyForcibly().waitFor();
        }
        a.close();
        b.close();
    }

    @Test
    void no_request_fails_while_both_nodes_are_upgraded_and_while_both_go_back() throws Exception {
        List<Thread> load =
                List.of(new Thread(this::createAndRevoke), new Thread(this::check), new Thread(this::introspect));
        load.forEach(Thread::start);
        await(() -> !refused.isEmpty() || made.size() > 20);
        assertThat(schema()).isEqualTo(NextVersion.SCHEMA - 1);

        b = replaced("two", b, nextVersion(portB));
        assertThat(schema()).isEqualTo(NextVersion.SCHEMA);
        revokeAtOneAndAskTheOther();
        a = replaced("one", a, nextVersion(portA));
        revokeAtOneAndAskTheOther();
        b = replaced("two", b, thisVersionAt(portB));
        revokeAtOneAndAskTheOther();
        a = replaced("one", a, thisVersionAt(portA));
        revokeAtOneAndAskTheOther();

        await(() -> !refused.isEmpty() || answered.get() > 1_000 && made.size() > 50);
        isOver.set(true);
        for (Thread each : load) {
            each.join();
        }
        System.out.println("two nodes upgraded and taken back: " + answered + " requests answered, " + made.size()
                + " tokens made, " + refused.size() + " requests failed");
        assertThat(refused).isEmpty();
        assertThat(made).anyMatch(token -> token.revokedAt() > 0);
        for (Made token : made) {
            assertThat(List.of(status(portA, token.secret()), status(portB, token.secret())))
                    .containsOnly(token.revokedAt() > 0 ? 401 : 200);
        }
    }

    private interface Start {
        ServerProcess go() throws Exception;
    }

    /** Stops a node, starts the other version in its place, and waits until it is ready, as in docs/operate.md. */
    private ServerProcess replaced(String name, ServerProcess node, Start other) throws Exception {
        assertThat(node.stop(LONGEST)).isEqualTo(143);
        await(() -> !isUp(name));
        ServerProcess started = other.go();
        await(() -> isUp(name));
        return started;
    }

    /** Whether HAProxy sends requests to the node that has this name in its configuration. */
    private boolean isUp(String name) throws Exception {
        return get(statistics, "/;csv")
                .body()
                .lines()
                .anyMatch(line -> line.startsWith("keyfob," + name + ",") && line.contains(",UP,"));
    }

    private void revokeAtOneAndAskTheOther() throws Exception {
        for (int[] pair : List.of(new int[] {portA, portB}, new int[] {portB, portA})) {
            Visitor alice = new Visitor(pair[0]).signedInAs(ALICE, PASSWORD);
            Made token = create(alice);
            assertThat(status(pair[1], token.secret())).isEqualTo(200);

            revoke(alice, token);

            assertThat(Accepted.until(401, () -> status(pair[1], token.secret()))
                            .lastSentAfter())
                    .isLessThan(BOUND);
        }
    }

    private void createAndRevoke() {
        try {
            Visitor alice = new Visitor(proxy).signedInAs(ALICE, PASSWORD);
            for (int i = 0; !isOver.get(); i++) {
                Made token = create(alice);
                if (i % 2 == 0) {
                    revoke(alice, token);
                    token = new Made(token.id(), token.secret(), System.nanoTime());
                }
                made.add(token);
                TimeUnit.MILLISECONDS.sleep(150);
            }
        } catch (Exception | AssertionError e) {
            refused.add("change: " + e);
        }
    }

    private void check() {
        ask("check", token -> status(proxy, token));
    }

    private void introspect() {
        ask("introspection", token -> {
            HttpResponse<String> answer = client.send(
                    to(proxy, "/oauth2/introspect")
                            .header("Authorization", introspecting)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("token=" + token))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() != 200
                    ? answer.statusCode()
                    : JSON.readTree(answer.body()).path("active").asBoolean() ? 200 : 401;
        });
    }

    private interface Question {
        int statusOf(String token) throws Exception;
    }

    private void ask(String what, Question question) {
        while (!isOver.get()) {
            try {
                if (made.isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(10);
                    continue;
                }
                Made token = made.get(ThreadLocalRandom.current().nextInt(made.size()));
                // Within the bound, either answer is right.
                boolean isDecided = token.revokedAt() == 0 || System.nanoTime() - token.revokedAt() > BOUND.toNanos();
                int status = question.statusOf(token.secret());
                answered.incrementAndGet();
                int wanted = token.revokedAt() == 0 ? 200 : 401;
                if (status != wanted && (isDecided || status != 200)) {
                    refused.add(what + ": " + status + " instead of " + wanted);
                }
            } catch (Exception e) {
                refused.add(what + ": " + e);
            }
        }
    }

    private Made create(Visitor alice) throws Exception {
        HttpResponse<String> answer = alice.send(alice.to("/api/v1/tokens")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"Token " + System.nanoTime() + "\"}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode token = JSON.readTree(answer.body());
        return new Made(token.path("id").asText(), token.path("token").asText(), 0);
    }

    private static void revoke(Visitor alice, Made token) throws Exception {
        HttpResponse<String> answer =
                alice.send(alice.to("/api/v1/tokens/" + token.id()).DELETE());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private ServerProcess thisVersion(int port) throws Exception {
        return thisVersionAt(port).go();
    }

    private Start thisVersionAt(int port) {
        return () -> ServerProcess.start(log(port), drained(OwnJava.keyfob(serve(port))));
    }

    private Start nextVersion(int port) {
        return () -> ServerProcess.start(log(port), drained(OwnJava.keyfobBehind(next, serve(port))));
    }

    private String[] serve(int port) {
        return new String[] {"--db", database, "serve", "--port", "" + port};
    }

    private static List<String> drained(List<String> command) {
        List<String> drained = new ArrayList<>(
                List.of("env", "KEYFOB_SERVER_DRAIN_SECONDS=20", "KEYFOB_SERVER_TRUSTED_PROXIES=127.0.0.1"));
        drained.addAll(command);
        return drained;
    }

    private Path log(int port) {
        return directory.resolve(port + "-" + System.nanoTime() + ".log");
    }

    private Process haproxy() throws IOException {
        Matcher published =
                PUBLISHED.matcher(Files.readString(Path.of("..", "docs", "operate.md"), StandardCharsets.UTF_8));
        assertThat(published.find()).isTrue();
        Path config = Files.writeString(
                directory.resolve("haproxy.cfg"),
                published
                                .group(1)
                                .replace("bind :443 ssl crt /etc/haproxy/keyfob.pem", "bind 127.0.0.1:" + proxy)
                                .replace("keyfob-1:8080", "127.0.0.1:" + portA)
                                .replace("keyfob-2:8080", "127.0.0.1:" + portB)
                                // One failed check is enough on a machine that is not busy with tests.
                                .replace("inter 1s fall 1 rise 2", "inter 1s fall 5 rise 2")
                        + "\nlisten statistics\n  bind 127.0.0.1:" + statistics
                        + "\n  stats enable\n  stats uri /\n");
        return new ProcessBuilder("/usr/sbin/haproxy", "-db", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("haproxy.log").toFile())
                .start();
    }

    private String run(String input, String... words) {
        List<String> all = new ArrayList<>(List.of("--db", database));
        all.addAll(List.of(words));
        Piped terminal = new Piped(input);
        assertThat(Main.run(terminal, all.toArray(String[]::new)))
                .as("%s", terminal.err)
                .isZero();
        return terminal.out.toString();
    }

    private int schema() throws Exception {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select max(cast(version as integer)) from schema_history where success")) {
            row.next();
            return row.getInt(1);
        }
    }

    private int status(int port, String token) throws Exception {
        HttpRequest.Builder request = to(port, "/auth/check");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        return client.send(to(port, path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LONGEST);
    }

    private static void await(Callable<Boolean> condition) {
        Eventually.isTrue(() -> {
            try {
                return condition.call();
            } catch (IOException notYet) {
                // The port is not open yet.
                return false;
            }
        });
    }
}
