package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs fail2ban itself with the documented filter on a log that a real server wrote. */
@Tag("whole")
class Fail2banWholeTest {

    private static final Pattern FILTER =
            Pattern.compile("```ini\n(\\[Definition]\nfailregex = .*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"json", "text"})
    void fail2ban_finds_each_failed_sign_in_and_nothing_else(String format) throws Exception {
        Path filter = Files.writeString(directory.resolve("keyfob.conf"), documented());
        Path log = directory.resolve("log");
        Path settings = Files.writeString(directory.resolve("keyfob.yaml"), """
                log.format: %s
                server.trusted_proxies: 127.0.0.1
                sign_in.proxy_header: X-Forwarded-Email
                """.formatted(format));
        String data = directory.resolve("data").toString();

        try (ServerProcess server = ServerProcess.start(
                log, List.of(), "--data", data, "serve", "--config", settings.toString(), "--port", "0")) {
            signIn(server, "203.0.113.1", "no address");
            signIn(server, "203.0.113.1", "no address");
            signIn(server, "2001:db8::3", "Sign-in refused from 192.0.2.1 by");
            signIn(server, "203.0.113.4", " ");
            signIn(server, "203.0.113.5", "alice@example.com");
        }

        assertThat(found(log, filter)).containsExactly("203.0.113.1", "203.0.113.1", "2001:db8::3");
    }

    private static String documented() throws Exception {
        Matcher filter = FILTER.matcher(Files.readString(Path.of("../docs/sign-in.md")));
        assertThat(filter.find()).isTrue();
        return filter.group(1);
    }

    private static void signIn(ServerProcess server, String address, String email) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port + "/sign-in"))
                .header("X-Forwarded-For", address)
                .header("X-Forwarded-Email", email)
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }

    /** The address of each matching line, as fail2ban would ban it. */
    private static List<String> found(Path log, Path filter) throws Exception {
        Process process = new ProcessBuilder("fail2ban-regex", "--out", "ip", log.toString(), filter.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }
}
