package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server on new data says how to create the first account. */
class FirstRunMessageTest {

    @TempDir
    Path directory;

    @Test
    void it_names_the_file_with_the_code_and_never_the_code_until_there_is_an_account() throws Exception {
        Path data = directory.resolve("data");
        Path file = data.resolve("keyfob.setup.code");
        String earlier;
        try (ServerProcess server = ServerProcess.serve(data, directory.resolve("first"))) {
            earlier = Files.readAllLines(file).get(0);
            assertThat(server.output())
                    .contains(
                            "There is no account yet. Within an hour, open http://localhost:" + server.port + "/set-up",
                            file.toString(),
                            "keyfob --data " + data + " user add you@example.com --role admin")
                    .doesNotContain(earlier);
            server.kill();
        }

        try (ServerProcess server = ServerProcess.serve(data, directory.resolve("second"))) {
            String code = Files.readAllLines(file).get(0);
            assertThat(code).isNotEqualTo(earlier);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(statusOf(server.port, "/set-up")).isEqualTo(200);
            Piped adding = new Piped("four words make sense");
            assertThat(Main.run(adding, "--data", data.toString(), "user", "add", "admin@example.com"))
                    .isZero();

            assertThat(statusOf(server.port, "/set-up")).isEqualTo(303);
            Eventually.isTrue(() -> !Files.exists(file));
            assertThat(server.output()).doesNotContain(code);
        }
    }

    @Test
    void on_postgres_it_names_the_command() {
        PostgresConnectionInfo address = PostgresServer.newDatabase();
        Settings settings = Settings.load(Map.of(Setting.DATABASE_URL, address.url()), Map.of(), Optional.empty());

        try (Wiring wiring = new Wiring(Database.onPostgres(address), settings)) {
            assertThat(FirstRunMessage.begin(wiring, 8080))
                    .hasValueSatisfying(line -> assertThat(line)
                            .contains("keyfob --db " + address.url() + " user add you@example.com --role admin")
                            .doesNotContain("set-up"));
        }
    }

    @Test
    void without_local_accounts_it_names_the_roles() throws Exception {
        Path file = Files.writeString(
                directory.resolve("keyfob.yaml"),
                "sign_in: {local: false, proxy_header: X-Forwarded-Email}\nserver: {trusted_proxies: 127.0.0.1}\n");
        Settings settings = Settings.load(Map.of(), Map.of(), Optional.of(file));

        try (Wiring wiring = new Wiring(Database.inMemory(), settings)) {
            assertThat(FirstRunMessage.begin(wiring, 8080))
                    .hasValueSatisfying(line -> assertThat(line).contains("user roles you@example.com --add admin"));
        }
    }

    private static int statusOf(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
