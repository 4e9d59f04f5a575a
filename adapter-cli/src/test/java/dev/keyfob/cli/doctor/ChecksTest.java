package dev.keyfob.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.keyfob.cli.doctor.CheckResult.State;
import dev.keyfob.domain.outbox.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each check sees what it is made for, and says what to do. */
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
        assertFails(new DataDirectoryCheck(file, USER), "is no directory");
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
        assertWarns(new SecretFileCheck("audit.key_file", key), "Everybody on this machine");
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
        assertThat(new PortCheck(address()).look().state()).isEqualTo(State.OK);

        int free;
        try (ServerSocket tried = new ServerSocket(0)) {
            free = tried.getLocalPort();
        }
        assertWarns(new PortCheck(URI.create("http://127.0.0.1:" + free)), "Nothing listens");
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
        assertThat(new ReadinessCheck(address()).look().state()).isEqualTo(State.OK);
    }

    @Test
    void a_public_url_that_leads_nowhere_elsewhere_or_is_not_encrypted() {
        answer("/", 404, "no such host");
        assertFails(new PublicUrlCheck(address(), true), "something else answers (404)");
        answer("/health/live", 200, "{\"status\":\"up\"}");
        assertThat(new PublicUrlCheck(address(), true).look().state()).isEqualTo(State.OK);
        assertWarns(new PublicUrlCheck(address(), false), "not encrypted");
        assertFails(new PublicUrlCheck(URI.create("https://keyfob.invalid"), false), "Nothing answers");
    }

    @Test
    void https_without_a_proxy_that_is_trusted() {
        URI encrypted = URI.create("https://keyfob.example.com");

        assertFails(new ProxyCheck(encrypted, false), "No proxy is trusted");
        assertThat(new ProxyCheck(encrypted, true).look().state()).isEqualTo(State.OK);
        assertThat(new ProxyCheck(URI.create("http://localhost:8080"), false)
                        .look()
                        .state())
                .isEqualTo(State.OK);
    }

    private static void assertFails(Check check, String seen) {
        assertSees(check, State.FAILURE, seen);
    }

    private static void assertWarns(Check check, String seen) {
        assertSees(check, State.WARNING, seen);
    }

    private static void assertSees(Check check, State state, String seen) {
        CheckResult finding = check.look();
        assertThat(finding.seen()).contains(seen);
        assertThat(finding.state()).as(finding.seen()).isEqualTo(state);
        assertThat(finding.remedy()).isNotBlank();
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
