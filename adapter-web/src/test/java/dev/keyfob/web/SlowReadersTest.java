package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.server.LoadShedding;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Slow readers do not block others, and are disconnected. The sockets are real and have small buffers. On a busy machine
 * a reader is not always as fast as it should be, so what depends on its speed is tried again.
 */
class SlowReadersTest {

    private static final int READERS = 60;
    private static final int LITTLE = 2048;
    private static final int LENGTH = 700_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String PAGE = "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final String token = keyfob.tokenOf(keyfob.alice, "CI").secret().reveal();
    private final List<Socket> readers = new ArrayList<>();

    @AfterEach
    void let_go() throws IOException {
        for (Socket reader : readers) {
            reader.close();
        }
    }

    // More readers than places, each with a longer answer than a connection buffers.
    @Test
    void others_get_pages_and_verification_while_sixty_read_slowly() throws Exception {
        try (WebServer server = Visitor.serve(keyfob, true)) {
            for (int i = 0; i < READERS; i++) {
                readers.add(asking(server, PAGE.repeat(100)));
            }
            readALittleOfEach(5);

            for (int i = 0; i < 10; i++) {
                readALittleOfEach(1);
                Visitor honest = new Visitor(server);
                assertThat(honest.get("/sign-in").statusCode()).isEqualTo(200);
                assertThat(honest.get("/api/v1/tokens/self", Map.of("Authorization", "Bearer " + token))
                                .statusCode())
                        .isEqualTo(200);
                assertThat(honest.get("/auth/check", Map.of("Authorization", "Bearer " + token))
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    // Enough requests that their answers fill the connection. Each is in progress until the answer before it is read.
    @Test
    void verification_is_there_for_others_while_many_do_not_read_its_answers() throws Exception {
        String check = "GET /auth/check HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        LongAdder answered = new LongAdder();
        try (WebServer server = SampleWebConfig.of(keyfob).serve((method, path) -> each -> answered.increment())) {
            for (int i = 0; i < LoadShedding.VERIFICATIONS + 20; i++) {
                readers.add(asking(server, check.repeat(300)));
            }
            awaitStandstill(answered);

            Eventually.isTrue(() -> new Visitor(server)
                            .get("/auth/check", Map.of("Authorization", "Bearer " + token))
                            .statusCode()
                    == 200);
        }
    }

    // Slower than required, but too steady to count as silent.
    @Test
    void who_takes_less_than_the_least_in_time_is_cut_off() {
        try (WebServer server = SampleWebConfig.of(keyfob).demo(true).serve(TIMEOUT)) {
            Eventually.matches(() -> readSteadily(exporting(server), 80_000), read -> read > 0 && read < LENGTH / 2);
        }
    }

    @Test
    void who_takes_enough_gets_all_of_it_however_long_it_takes() {
        try (WebServer server = SampleWebConfig.of(keyfob).demo(true).serve(TIMEOUT)) {
            Eventually.isTrue(() -> {
                Socket reader = exporting(server);
                long begun = System.nanoTime();
                return readSteadily(reader, 240_000) > LENGTH && System.nanoTime() - begun > TIMEOUT.toNanos();
            });
        }
    }

    private static void awaitStandstill(LongAdder answered) throws InterruptedException {
        long before;
        do {
            before = answered.sum();
            TimeUnit.MILLISECONDS.sleep(200);
        } while (answered.sum() > before);
    }

    /** Reads at this rate until the end, and returns the number of bytes. */
    private static int readSteadily(Socket reader, int bytesPerSecond) throws Exception {
        byte[] bytes = new byte[LITTLE];
        int all = 0;
        long begun = System.nanoTime();
        try {
            for (int read = 0; read >= 0; read = reader.getInputStream().read(bytes)) {
                all += read;
                long next = begun + TimeUnit.SECONDS.toNanos(all) / bytesPerSecond;
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            }
        } catch (SocketException reset) {
            // The server has disconnected.
        }
        return all;
    }

    /** Requests a long answer in one piece. */
    private Socket exporting(WebServer server) throws Exception {
        String session;
        String form;
        try (WebServer patient = Visitor.serve(keyfob, true)) {
            Visitor admin = new Visitor(patient).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
            session = admin.cookies().get("keyfob_session");
            form = "format=jsonl&form_token="
                    + Visitor.field(admin.get("/settings/profile").body(), "form_token");
        }
        while (keyfob.auditLog.entries.size() < LENGTH / 250) {
            keyfob.auditLog.append(keyfob.auditLog.entries.get(0));
        }
        Socket reader = asking(
                server,
                "POST /admin/audit/export HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: keyfob_session="
                        + session
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                        + "\r\n\r\n" + form);
        readers.add(reader);
        return reader;
    }

    private Socket asking(WebServer server, String questions) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(LITTLE);
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
        socket.getOutputStream().write(questions.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void readALittleOfEach(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            for (Socket reader : readers) {
                reader.getInputStream().readNBytes(LITTLE / 4);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
