package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the documented expressions for fail2ban against the log of a real server. */
class FailedSignInLogTest {

    /** The expression that fail2ban inserts for {@code <HOST>}. fail2ban also removes the time from the line. */
    private static final String HOST = "(?<host>[0-9a-fA-F.:]+)";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"json, 0", "text, 1"})
    void every_way_to_fail_at_signing_in_is_a_line_that_the_documented_expression_finds(String format, int which)
            throws Exception {
        Main.run(
                new Piped("bob likes black coffee\n"),
                "--data",
                directory.resolve("data").toString(),
                "user",
                "add",
                "bob@example.com");
        Pattern documented = Pattern.compile(documented().get(which).replace("<HOST>", HOST));
        try (ServerProcess server = ServerProcess.start(
                directory.resolve("log"),
                List.of("env", "KEYFOB_LOG_FORMAT=" + format),
                "--data",
                directory.resolve("data").toString(),
                "serve",
                "--config",
                settings().toString(),
                "--port",
                "0")) {
            tryPassword(server, "203.0.113.1", "a password that is wrong");
            get(server, "/sign-in", "203.0.113.2", "X-Forwarded-Email", "Sign-in refused from 192.0.2.1 by");
            String forged = "/sign-in/oidc/company/callback?state=x&error=Sign-in+refused+from+192.0.2.1+by";
            get(server, forged, "2001:db8::3", "Cookie", "keyfob_provider=" + "A".repeat(43));
            // Neither of these is a sign-in attempt: some proxies send an empty header, and any page can send its
            // visitors.
            get(server, "/sign-in", "203.0.113.6", "X-Forwarded-Email", " ");
            get(server, forged, "203.0.113.7");
            get(server, "/sign-in/oidc/company", "203.0.113.4");
            get(server, "/settings/profile", "203.0.113.5");

            List<String> found = server.output()
                    .lines()
                    .flatMap(line -> hosts(documented, line).stream())
                    .toList();
            assertThat(found).hasSize(3).startsWith("203.0.113.1", "203.0.113.2");
            assertThat(found.get(2)).startsWith("2001:db8:");
            // The provider is unreachable, which is not the fault of the user who signs in.
            assertThat(server.output()).contains("Sign-in by company is not possible. discovery: ");
            assertThat(server.output()).doesNotContain("a password that is wrong", "bob@example.com");
        }
    }

    private static List<String> hosts(Pattern documented, String line) {
        return List.of(line, line.replaceFirst("[0-9-]{10}T[0-9:.]+Z", "")).stream()
                .map(documented::matcher)
                .filter(Matcher::find)
                .map(found -> found.group("host"))
                .distinct()
                .toList();
    }

    private static List<String> documented() throws Exception {
        return Files.readString(Path.of("../docs/sign-in.md"))
                .lines()
                .filter(line -> line.contains("<HOST>"))
                .map(line -> line.replaceFirst("failregex =", "").strip())
                .toList();
    }

    private Path settings() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "hush\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        return Files.writeString(directory.resolve("keyfob.yaml"), """
                server:
                  trusted_proxies: 127.0.0.1
                sign_in:
                  proxy_header: X-Forwarded-Email
                oidc:
                  providers:
                    company:
                      issuer: http://127.0.0.1:1
                      client_id: keyfob
                      client_secret_file: %s
                """.formatted(secret));
    }

    private void tryPassword(ServerProcess server, String address, String password) throws Exception {
        HttpResponse<String> page = get(server, "/sign-in", address);
        Matcher token =
                Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(token.find()).isTrue();
        Optional<String> cookie = page.headers().firstValue("Set-Cookie").map(set -> set.split(";", 2)[0]);
        HttpRequest request = request(server, "/sign-in", address)
                .header("Cookie", cookie.orElseThrow())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("form_token=" + token.group(1) + "&email=bob%40example.com&password="
                        + password.replace(' ', '+')))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> get(ServerProcess server, String path, String address, String... headers)
            throws Exception {
        HttpRequest.Builder request = request(server, path, address);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(ServerProcess server, String path, String address) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port + path))
                .header("X-Forwarded-For", address);
    }
}
