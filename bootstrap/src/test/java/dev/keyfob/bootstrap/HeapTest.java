package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.cli.control.ControlClient;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the live memory of a real server holds a second after a secret went through it. */
class HeapTest {

    @TempDir
    Path directory;

    @Test
    void neither_a_secret_nor_a_password_stays_in_memory() throws Exception {
        Path data = directory.resolve("data");
        try (ServerProcess server = ServerProcess.serve(data, directory.resolve("log"))) {
            run(data, "heavy rain on tin roofs\n", "user", "add", "alice@example.com");
            String secret = run(data, "", "token", "create", "--owner", "alice@example.com", "--name", "CI", "--quiet")
                    .strip();
            Path dump = directory.resolve("heap.hprof");
            try (Socket kept = new Socket("127.0.0.1", server.port)) {
                assertThat(answerTo(kept, secret)).isEqualTo("HTTP/1.1 200 ");
                TimeUnit.SECONDS.sleep(1);

                Process jcmd = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                        .toString(),
                                Long.toString(server.pid()),
                                "GC.heap_dump",
                                dump.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("jcmd.log").toFile())
                        .start();
                assertThat(jcmd.waitFor(60, TimeUnit.SECONDS)).isTrue();
            }

            String heap = Files.readString(dump, StandardCharsets.ISO_8859_1);
            assertThat(heap.contains("alice@example.com"))
                    .as("the dump shows what is kept")
                    .isTrue();
            assertThat(heap.contains(secret.substring(6, 38))).as("the secret").isFalse();
            assertThat(heap.contains("heavy rain on tin roofs"))
                    .as("the password")
                    .isFalse();
        }
    }

    // The connection is kept open, as proxies keep theirs, and nothing comes after the secret.
    private static String answerTo(Socket kept, String secret) throws Exception {
        kept.getOutputStream()
                .write(("GET /auth/check HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + secret + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return new String(kept.getInputStream().readNBytes("HTTP/1.1 200 ".length()), StandardCharsets.US_ASCII);
    }

    private static String run(Path data, String input, String... args) {
        Piped terminal = new Piped(input);
        assertThat(ControlClient.connect(data).orElseThrow().run(terminal, args))
                .isZero();
        return terminal.out.toString();
    }
}
