package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.keyfob.application.fake.Eventually;
import dev.keyfob.cli.control.ControlClient;
import dev.keyfob.webhook.Receiver;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real server between a commit and the delivery of its event. */
@Tag("whole")
class WebhookCrashWholeTest {

    @TempDir
    Path directory;

    @Test
    void what_was_committed_is_told_by_the_next_process() throws Exception {
        Path data = directory.resolve("data");
        Path settings = Files.writeString(
                directory.resolve("keyfob.yaml"),
                "webhooks:\n  allowed_networks: 127.0.0.1\n  allow_plain_http: true\n");
        try (Receiver receiver = Receiver.start()) {
            // Later attempts hang, so that none of them fails before the kill and is put off for minutes.
            AtomicBoolean hasFailed = new AtomicBoolean();
            receiver.behave(exchange ->
                    (hasFailed.getAndSet(true) ? Receiver.silence() : Receiver.status(500)).answer(exchange));
            String secret;
            try (ServerProcess server = serve(data, settings, "first.log")) {
                run(data, "four words make sense\n", "user", "add", "alice@example.com");
                secret = run(data, "", "webhook", "add", "http://127.0.0.1:" + receiver.port() + "/")
                        .lines()
                        .toList()
                        .get(1);
                run(data, "", "token", "create", "--owner", "alice@example.com", "--name", "CI", "--quiet");
                // After the failure is stored, the next attempt is due in seconds. After a kill before that, it is a
                // minute.
                Eventually.isTrue(() ->
                        run(data, "", "webhook", "deliveries", "-o", "csv").contains("HTTP 500"));
                server.kill();
            }
            int before = receiver.got.size();
            receiver.behave(Receiver.status(204));

            try (ServerProcess server = serve(data, settings, "second.log")) {
                Eventually.isTrue(() -> run(data, "", "webhook", "deliveries", "--state", "delivered", "-o", "csv")
                        .contains("token.created"));
                assertThat(server.output()).doesNotContain(secret);
            }

            assertThat(receiver.got.size()).isGreaterThan(before);
            Receiver.Got last = receiver.got.get(receiver.got.size() - 1);
            assertThat(last.header("webhook-id")).isEqualTo(receiver.got.get(0).header("webhook-id"));
            new Webhook(secret).verify(last.body(), HttpHeaders.of(last.headers(), (name, value) -> true));
            assertNothingHolds(secret);
        }
    }

    private ServerProcess serve(Path data, Path settings, String log) throws Exception {
        return ServerProcess.start(
                directory.resolve(log),
                List.of(),
                "--data",
                data.toString(),
                "serve",
                "--port",
                "0",
                "--config",
                settings.toString());
    }

    private void assertNothingHolds(String secret) throws Exception {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(secret.substring(6));
            }
        }
    }

    private static String run(Path data, String input, String... args) {
        Piped terminal = new Piped(input);
        assertThat(ControlClient.connect(data).orElseThrow().run(terminal, args))
                .isZero();
        return terminal.out.toString();
    }
}
