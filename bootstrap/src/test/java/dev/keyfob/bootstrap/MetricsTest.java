package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.persistence.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The metrics of a running server, as a monitoring system reads them. */
class MetricsTest {

    private static final Email ALICE = new Email("alice@example.com");

    /** A name and the values of its labels. The characters allowed exclude personal data such as an e-mail address. */
    private static final Pattern LINE = Pattern.compile("(# (HELP|TYPE|UNIT) .*|# EOF"
            + "|[a-z_0-9]+(\\{([a-z]+=\"[\\w ./{}*():'+-]*\",?)*\\})? [0-9.E+-]+"
            + "|[a-z_0-9]+(\\{[^}]*\\})? NaN)");

    private final HttpClient client = HttpClient.newHttpClient();
    private Wiring wiring;
    private RunningServer server;
    private TokenId token;
    private String secret;

    @BeforeEach
    void start() {
        wiring = new Wiring(Database.inMemory(), settings("127.0.0.1:0"));
        wiring.useCases.users.addUser.add(OPERATOR, ALICE, List.of(), Password.parse("alice likes green tea", ALICE));
        var created = wiring.useCases.tokens.createToken.create(
                OPERATOR, new NewToken(ALICE, TokenName.parse("CI"), new Expiry.Standard(), Narrowing.none()));
        token = created.token().id();
        secret = created.secret().reveal();
        server = RunningServer.start(wiring, Optional.empty(), false);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void verifications_requests_and_the_cache_are_counted() throws Exception {
        check(secret);
        check(secret);
        check("none");

        assertShown(
                "keyfob_http_requests_total{method=\"ANY\",route=\"/auth/check\",status=\"200\"} 2.0\n",
                "keyfob_http_requests_total{method=\"ANY\",route=\"/auth/check\",status=\"401\"} 1.0\n",
                "keyfob_http_request_duration_seconds_count{method=\"ANY\",route=\"/auth/check\"} 3\n",
                "keyfob_http_request_duration_seconds_bucket{method=\"ANY\",route=\"/auth/check\","
                        + "le=\"+Inf\"} 3\n",
                // How many of the three took less time depends on the machine.
                "keyfob_http_request_duration_seconds_bucket{method=\"ANY\",route=\"/auth/check\"," + "le=\"5.0\"} ",
                "keyfob_verifications_total{door=\"auth_check\",outcome=\"ok\"} 2.0\n",
                "keyfob_verifications_total{door=\"auth_check\",outcome=\"malformed\"} 1.0\n",
                "keyfob_verifications_total{door=\"introspection\",outcome=\"ok\"} 0.0\n",
                "keyfob_cache_requests_total{cache=\"tokens\",result=\"hit\"} 1.0\n",
                "keyfob_cache_requests_total{cache=\"tokens\",result=\"miss\"} 1.0\n");
    }

    @Test
    void what_is_stored_is_counted_when_the_server_starts() throws Exception {
        assertShown(
                "keyfob_tokens{state=\"active\"} 1.0\n",
                "keyfob_tokens{state=\"revoked\"} 0.0\n",
                "keyfob_tokens_expiring{within=\"30d\"} 1.0\n",
                "keyfob_tokens_expiring{within=\"7d\"} 0.0\n",
                "keyfob_webhook_deliveries{state=\"pending\"} 0.0\n",
                "keyfob_mails{state=\"pending\"} 0.0\n",
                "keyfob_mail_oldest_age_seconds 0.0\n",
                "keyfob_audit_height 2.0\n",
                "keyfob_ready{part=\"database\"} 1.0\n",
                "keyfob_degraded{part=\"clock\"} 0.0\n",
                "keyfob_database_connections_limit 24.0\n",
                "keyfob_build_info{java=\"" + Runtime.version() + "\",version=\"(not packaged)\"} 1\n",
                "jvm_memory_used_bytes{area=\"heap\",");
    }

    @Test
    void no_line_tells_of_anybody() throws Exception {
        check(secret);
        get("http://127.0.0.1:" + server.port() + "/settings/access-token/" + token);
        get("http://127.0.0.1:" + server.port() + "/sign-in?next=alice%40example.com");

        assertShown("route=\"/settings/access-token/{id}\"", "route=\"/sign-in\"");
        String metrics = metrics();
        assertThat(metrics).doesNotContain("alice", token.toString(), secret, "127.0.0.1", "CI\"");
        assertThat(metrics.lines()).allMatch(line -> LINE.matcher(line).matches());
    }

    @Test
    void it_is_written_in_the_form_that_is_asked_for() throws Exception {
        String url = server.metricsUrl().orElseThrow();

        HttpResponse<String> plain = get(url);
        HttpResponse<String> open = client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(plain.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(plain.body()).doesNotContain("# EOF");
        assertThat(open.headers().firstValue("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(open.body())
                .contains("# TYPE keyfob_verifications counter\n")
                .endsWith("# EOF\n");
    }

    @Test
    void it_is_served_at_its_own_address_alone_and_nothing_else_is_there() throws Exception {
        String url = server.metricsUrl().orElseThrow();

        HttpRequest post = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(get("http://127.0.0.1:" + server.port() + "/metrics").statusCode())
                .isEqualTo(404);
        assertThat(get(url.replace("/metrics", "/")).statusCode()).isEqualTo(404);
        assertThat(get(url.replace("/metrics", "/health/ready")).statusCode()).isEqualTo(404);
        assertThat(client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(405);
        assertThat(server.summary()).endsWith("; metrics: " + url);
    }

    @Test
    void an_address_that_is_taken_stops_the_start_with_its_name() {
        String taken = server.metricsUrl().orElseThrow().replace("http://", "").replace("/metrics", "");
        Wiring second = new Wiring(Database.inMemory(), settings(taken));

        assertThatThrownBy(() -> RunningServer.start(second, Optional.empty(), false))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContainingAll(taken, "metrics.listen");
        second.close();
    }

    private static Settings settings(String metrics) {
        return Settings.load(
                Map.of(Setting.SERVER_PORT, "0", Setting.METRICS_LISTEN, metrics), Map.of(), Optional.empty());
    }

    private void check(String token) throws Exception {
        client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/auth/check"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private HttpResponse<String> get(String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    // Asks again, because a request is counted after the client has its answer.
    private void assertShown(String... lines) {
        Eventually.passes(() -> assertThat(metrics()).contains(lines));
    }

    private String metrics() throws Exception {
        return get(server.metricsUrl().orElseThrow()).body();
    }
}
