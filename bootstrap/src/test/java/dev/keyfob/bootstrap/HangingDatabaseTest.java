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
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** With a database that hangs, the server still answers health checks and metrics soon. */
class HangingDatabaseTest {

    private static final Pattern PORT = Pattern.compile("//[^/]*:([0-9]+)/");

    /** Shorter than any connection timeout, and longer than the promised second. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void readiness_is_answered_within_a_second_and_names_the_database() throws Exception {
        PostgresConnectionInfo direct = PostgresServer.newMigrated();
        Matcher port = PORT.matcher(direct.url());
        assertThat(port.find()).isTrue();
        try (Cable cable = new Cable(Integer.parseInt(port.group(1)))) {
            PostgresConnectionInfo clogged = new PostgresConnectionInfo(
                    direct.url().replaceFirst("//[^/]*/", "//127.0.0.1:" + cable.port() + "/"),
                    direct.user(),
                    direct.passwordFile());
            Settings settings = Settings.load(
                    Map.of(Setting.SERVER_PORT, "0", Setting.METRICS_LISTEN, "127.0.0.1:0"),
                    Map.of(),
                    Optional.empty());
            Wiring wiring = new Wiring(Database.onPostgres(clogged), settings);
            RunningServer server = RunningServer.start(wiring, Optional.empty(), false);
            try {
                Eventually.passes(() -> assertThat(ready(server).body())
                        .isEqualTo("{\"status\":\"up\",\"parts\":{\"database\":\"ready\",\"migrations\":\"ready\","
                                + "\"channel\":\"ready\",\"history\":\"ready\",\"clock\":\"ready\"}}"));

                cable.clog();
                HttpResponse<String> first = ready(server);
                HttpResponse<String> second = ready(server);
                String metrics = soon(server.metricsUrl().orElseThrow()).body();

                assertThat(first.statusCode()).isEqualTo(503);
                assertThat(first.body())
                        .startsWith("{\"status\":\"down\",\"parts\":{\"database\":\"not_ready\",\"channel\":");
                assertThat(second.body())
                        .startsWith("{\"status\":\"down\",\"parts\":{\"database\":\"not_ready\",\"channel\":");
                assertThat(metrics)
                        .contains(
                                "keyfob_ready{part=\"database\"} 0.0\n",
                                "keyfob_ready{part=\"migrations\"} NaN\n",
                                "keyfob_channel_age_seconds ");

                cable.mend();
                Eventually.isTrue(() -> ready(server).statusCode() == 200);
            } finally {
                server.close();
            }
        }
    }

    private HttpResponse<String> ready(RunningServer server) {
        return soon("http://127.0.0.1:" + server.port() + "/health/ready");
    }

    // Asks again if the machine was too busy to answer in time.
    private HttpResponse<String> soon(String url) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(SOON).build();
        return Eventually.matches(
                        () -> {
                            try {
                                return Optional.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
                            } catch (HttpTimeoutException late) {
                                return Optional.<HttpResponse<String>>empty();
                            }
                        },
                        Optional::isPresent)
                .orElseThrow();
    }
}
