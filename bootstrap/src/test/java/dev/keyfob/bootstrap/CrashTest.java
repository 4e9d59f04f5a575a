package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.cli.control.ControlClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real server in the middle of its work, again and again. */
class CrashTest {

    private static final int ROUNDS = Integer.getInteger("keyfob.crash.rounds", 20);
    private static final int CLIENTS = 2;

    @TempDir
    Path directory;

    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final Set<String> unclear = ConcurrentHashMap.newKeySet();

    private ServerProcess server;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_was_acknowledged_outlives_the_process() throws Exception {
        Path data = directory.resolve("data");
        server = ServerProcess.serve(data, directory.resolve("0.log"));
        run(data, "four words make sense\n", "user", "add", "alice@example.com");

        for (int round = 1; round <= ROUNDS; round++) {
            int revokedBefore = revoked.size();
            List<Thread> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                String name = round + "-" + client + "-";
                ServerProcess running = server;
                Thread thread = new Thread(() -> createAndRevoke(running, data, name));
                thread.start();
                clients.add(thread);
            }
            awaitMoreRevokedThan(revokedBefore);
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(500));
            server.kill();
            for (Thread client : clients) {
                client.join();
            }
            server = ServerProcess.serve(data, directory.resolve(round + ".log"));
        }

        int checked = 0;
        for (Map.Entry<String, String> token : acknowledged.entrySet()) {
            if (!unclear.contains(token.getKey())) {
                int expected = revoked.contains(token.getKey()) ? 401 : 200;
                assertThat(server.statusOf(token.getValue()))
                        .as("a token after %s kills", ROUNDS)
                        .isEqualTo(expected);
                checked++;
            }
        }
        System.out.println("killed " + ROUNDS + " times: " + checked + " acknowledged tokens checked, of them "
                + revoked.size() + " with an acknowledged revocation, none lost");
        assertThat(checked).isGreaterThan(ROUNDS);
        assertThat(revoked).isNotEmpty();
        server.close();
        assertNoSecretIn(directory);
    }

    // Waits for progress instead of time, so that a busy machine gets as far as a fast one before each kill.
    private void awaitMoreRevokedThan(int before) {
        Eventually.isTrue(() -> revoked.size() > before);
    }

    // Revokes every second token. If a revocation was requested but not answered, the token may be active or revoked.
    private void createAndRevoke(ServerProcess running, Path data, String prefix) {
        for (int i = 0; running.isAlive(); i++) {
            Answer created =
                    run(data, "", "token", "create", "--owner", "alice@example.com", "--name", prefix + i, "--quiet");
            if (created.code() != 0) {
                continue;
            }
            String name = prefix + i;
            acknowledged.put(name, created.out().strip());
            if (i % 2 == 1) {
                Answer found = run(data, "", "token", "list", "--search", name, "-o", "json");
                unclear.add(name);
                Matcher record = Pattern.compile("\"id\" : \"([^\"]+)\",\\s+\"name\" : \"" + name + "\"")
                        .matcher(found.out());
                String id = record.find() ? record.group(1) : "";
                if (found.code() == 0 && run(data, "", "token", "revoke", id).code() == 0) {
                    revoked.add(name);
                    unclear.remove(name);
                }
            }
        }
    }

    private void assertNoSecretIn(Path files) throws Exception {
        List<String> secrets = acknowledged.values().stream()
                .limit(200)
                .map(secret -> secret.substring(6, 38))
                .toList();
        try (Stream<Path> all = Files.walk(files)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String raw = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(secrets).as("%s", file).noneMatch(raw::contains);
            }
        }
    }

    private record Answer(int code, String out) {}

    private static Answer run(Path data, String input, String... args) {
        Piped terminal = new Piped(input);
        int code = ControlClient.connect(data)
                .map(server -> server.run(terminal, args))
                .orElse(1);
        return new Answer(code, terminal.out.toString());
    }
}
