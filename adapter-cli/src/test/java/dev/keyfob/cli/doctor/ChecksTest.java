package dev.keyfob.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.FreePort;
import dev.keyfob.cli.doctor.CheckResult.State;
import dev.keyfob.domain.outbox.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that each check finds its fault and names the remedy. */
class ChecksTest {

    private static final String USER = System.getProperty("user.name");

    @TempDir
    Path directory;

    private HttpServer http;

    @BeforeEach
    void something_answers() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        http.start();
    }

    @AfterEach
    void it_stops() {
        http.stop(0);
    }

    @Test
    void a_data_directory_that_is_not_there_not_yours_open_or_no_directory() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        Path file = Files.writeString(directory.resolve("file"), "x");

        assertThat(new DataDirectoryCheck(data, USER).look().state()).isEqualTo(State.OK);
        assertFails(new DataDirectoryCheck(directory.resolve("none"), USER), "There is no directory");
        assertFails(new DataDirectoryCheck(file, USER), "is not a directory");
        assertFails(new DataDirectoryCheck(data, "nobody-else"), "belongs to " + USER + ", and you are nobody-else");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-x---"));
        assertWarns(new DataDirectoryCheck(data, USER), "Others on this machine");
    }

    @Test
    void a_key_file_that_is_not_there_empty_or_open_to_everybody() throws IOException {
        Path key = Files.writeString(directory.resolve("key"), "secret");
        Path empty = Files.writeString(directory.resolve("empty"), "");

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(new SecretFileCheck("audit.key_file", key).look().state()).isEqualTo(State.OK);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertWarns(new SecretFileCheck("audit.key_file", key), "All users of this machine");
        assertFails(new SecretFileCheck("audit.key_file", empty), "is empty");
        CheckResult none = new SecretFileCheck("audit.key_file", directory.resolve("hunter2")).look();
        assertThat(none.state()).isEqualTo(State.FAILURE);
        assertThat(none.seen()).doesNotContain("hunter2");
    }

    @Test
    void a_mail_server_that_lets_nobody_in() {
        assertThat(new MailCheck("smtp.example.com:587", () -> Outcome.delivered("connected"))
                        .look()
                        .state())
                .isEqualTo(State.OK);
        assertFails(
                new MailCheck("smtp.example.com:587", () -> Outcome.failed("the server refused the user name")),
                "smtp.example.com:587 cannot be used: the server refused the user name.");
    }

    @Test
    void a_port_that_is_another_programs_or_cannot_be_listened_on() throws IOException {
        answer("/", 200, "<html>");
        assertFails(new PortCheck(address()), "Another program answers");
        answer("/health/live", 200, "{\"status\":\"up\"}");
        assertIsOk(new PortCheck(address()));

        assertWarns(new PortCheck(URI.create("http://127.0.0.1:" + FreePort.find())), "Nothing listens");
        assertFails(new PortCheck(URI.create("http://nowhere.invalid:8080")), "cannot listen there");
    }

    @Test
    void a_server_that_is_not_ready_or_has_something_to_say() {
        answer("/health/ready", 503, "{\"status\":\"down\",\"warnings\":[]}");
        assertFails(new ReadinessCheck(address()), "not ready (503)");
        http.removeContext("/health/ready");
        answer("/health/ready", 200, "{\"status\":\"up\",\"warnings\":[\"The clock went back.\"]}");
        assertWarns(new ReadinessCheck(address()), "The clock went back.");
        http.removeContext("/health/ready");
        answer("/health/ready", 200, "{\"status\":\"up\"}");
        assertIsOk(new ReadinessCheck(address()));
    }

    @Test
    void a_public_url_that_leads_nowhere_elsewhere_or_is_not_encrypted() {
        answer("/", 404, "no such host");
        assertFails(new PublicUrlCheck(address(), true), "something else answers (404)");
        answer("/health/live", 200, "{\"status\":\"up\"}");
        assertIsOk(new PublicUrlCheck(address(), true));
        assertWarns(new PublicUrlCheck(address(), false), "not encrypted");
        assertFails(new PublicUrlCheck(URI.create("https://keyfob.invalid"), false), "Nothing answers");
    }

    @Test
    void https_without_a_proxy_that_is_trusted() {
        URI encrypted = URI.create("https://127.0.0.1:1");

        assertFails(proxy(encrypted, false), "No proxy is trusted");
        assertThat(proxy(encrypted, true).look().seen()).contains("could not be checked");
        assertThat(proxy(URI.create("http://localhost:8080"), false).look().state())
                .isEqualTo(State.OK);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_proxy_that_says_nothing_is_not_trusted_or_hands_on_what_callers_send() {
        assertThat(judged("10.0.0.5", true, "192.0.2.7", "192.0.2.7").seen())
                .isEqualTo("A request through https://keyfob.example.com arrives from 10.0.0.5 with Host"
                        + " keyfob.example.com and X-Forwarded-For 192.0.2.7, and counts as 192.0.2.7.");
        assertFails(() -> judged("10.0.0.5", true, "", "10.0.0.5"), "without X-Forwarded-For");
        assertFails(() -> judged("10.0.0.5", false, "192.0.2.7", "10.0.0.5"), "10.0.0.5, which is not trusted");
        assertFails(
                () -> judged("10.0.0.5", true, "203.0.113.254", "203.0.113.254"), "any client can claim any address");
    }

    @Test
    void a_nonce_is_its_owners_alone_while_it_is_there() throws IOException {
        try (DoctorNonce nonce = DoctorNonce.write(directory)) {
            assertThat(DoctorNonce.read(directory)).contains(nonce.value());
            assertThat(Files.getPosixFilePermissions(directory.resolve("keyfob.doctor")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            try (DoctorNonce another = DoctorNonce.write(directory)) {
                assertThat(another.value()).isNotEqualTo(nonce.value());
            }
        }

        assertThat(DoctorNonce.read(directory)).isEmpty();
        Files.writeString(directory.resolve("keyfob.doctor"), "");
        assertThat(DoctorNonce.read(directory)).isEmpty();
    }

    private ProxyCheck proxy(URI publicUrl, boolean trustsSome) {
        return new ProxyCheck(publicUrl, trustsSome, Optional.of(directory), "X-Nonce");
    }

    private CheckResult judged(String peer, boolean trusted, String forwarded, String address) {
        return proxy(URI.create("https://keyfob.example.com"), true)
                .judge(new ObjectMapper()
                        .createObjectNode()
                        .put("peer", peer)
                        .put("trusted", trusted)
                        .put("x_forwarded_for", forwarded)
                        .put("host", "keyfob.example.com")
                        .put("address", address));
    }

    private static void assertFails(Check check, String seen) {
        assertSees(check, State.FAILURE, seen);
    }

    private static void assertWarns(Check check, String seen) {
        assertSees(check, State.WARNING, seen);
    }

    // Looks again, because on a busy machine an answer may come too late for the check.
    private static void assertIsOk(Check check) {
        Eventually.matches(check::look, finding -> finding.state() == State.OK);
    }

    private static void assertSees(Check check, State state, String seen) {
        Eventually.passes(() -> {
            CheckResult finding = check.look();
            assertThat(finding.seen()).contains(seen);
            assertThat(finding.state()).as(finding.seen()).isEqualTo(state);
            assertThat(finding.remedy()).isNotBlank();
        });
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    private void answer(String path, int status, String body) {
        http.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
