package dev.keyfob.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.web.SampleWebConfig;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports of GitHub's secret scanning, over real HTTP and with real signatures. */
class GithubSecretScanningEndpointTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String URL = "https://github.com/octocat/example/blob/1a2b3c/app.env";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final Visitor github = sending(SignedReport.settings(true));

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
    }

    @Test
    void a_real_token_is_revoked_at_once_and_the_answer_says_it_was_real() throws Exception {
        String unknown = keyfob.settings.format().generate(keyfob.random).reveal();
        String lookAlike = token.secret().reveal().replaceFirst(".$", "_");

        HttpResponse<String> answer = signed(report(token.secret().reveal(), unknown, lookAlike));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode feedback = JSON.readTree(answer.body());
        assertThat(feedback.findValuesAsText("label"))
                .containsExactly("true_positive", "false_positive", "false_positive");
        assertThat(feedback.findValuesAsText("token_type")).containsOnly("keyfob_access_token");
        assertThat(feedback.get(0).get("token_hash").asText())
                .isEqualTo(HexFormat.of().formatHex(token.secret().digest().bytes()));
        assertThat(answer.body()).doesNotContain(token.secret().reveal());
        assertThat(answer.headers().firstValue("Keyfob-Effective-Within")).contains("1");
        assertThat(stored().isRevoked()).isTrue();
    }

    @Test
    void the_audit_log_says_who_found_it_and_where() throws Exception {
        signed(report(token.secret().reveal()));

        AuditEntry entry = revocations().get(0);
        assertThat(entry.actor().kind()).isEqualTo(AuditParty.Kind.STRANGER);
        assertThat(entry.actor().name()).isEqualTo("GitHub secret scanning, which found it at " + URL);
        assertThat(entry.subject()).isEqualTo(AuditParty.token(stored()));
        assertThat(stored().revocation().orElseThrow().by())
                .isEqualTo(entry.actor().name());
    }

    @Test
    void a_place_that_is_long_has_line_breaks_or_holds_the_secret_is_made_harmless() throws Exception {
        String secret = token.secret().reveal();
        String url = "https://example.com/\\n\\u202e?token=" + secret + "&x=" + "y".repeat(1000);

        signed("[{\"token\":\"" + secret + "\",\"type\":\"t\",\"url\":\"" + url + "\"}]");

        String name = revocations().get(0).actor().name();
        assertThat(name)
                .hasSizeLessThanOrEqualTo(300)
                .contains("https://example.com/???token=" + token.secret().hint() + "&x=yyy")
                .doesNotContain(secret);
    }

    @Test
    void sending_it_again_changes_nothing() throws Exception {
        String body = report(token.secret().reveal());
        signed(body);
        keyfob.clock.advance(Duration.ofHours(2));

        HttpResponse<String> again = signed(body);

        assertThat(again.body()).contains("true_positive");
        assertThat(revocations()).hasSize(1);
        assertThat(stored().revokedAt()).contains(InMemoryKeyfob.START);
    }

    @Test
    void an_id_a_digest_or_a_hint_ends_nothing() throws Exception {
        String digest = HexFormat.of().formatHex(token.secret().digest().bytes());

        HttpResponse<String> answer = signed(
                report(token.token().id().toString(), digest, token.secret().hint()));

        assertThat(answer.body()).doesNotContain("true_positive");
        assertThat(stored().isRevoked()).isFalse();
    }

    @Test
    void a_body_that_was_changed_by_one_byte_is_refused() throws Exception {
        String body = report(token.secret().reveal());
        HttpRequest.Builder request = github.to("/api/v1/leaks/github");
        SignedReport.sign(request, body);

        assertRefused(github.send(request.POST(BodyPublishers.ofString(body + " "))));
    }

    @Test
    void another_key_under_a_known_name_is_refused() throws Exception {
        String body = report(token.secret().reveal());

        assertRefused(send(SignedReport.KEY_ID, SignedReport.signature(SignedReport.pair("secp256r1"), body), body));
    }

    @Test
    void a_key_that_is_not_known_is_refused() throws Exception {
        String body = report(token.secret().reveal());

        assertRefused(send("another", SignedReport.signature(SignedReport.KEYS, body), body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "MAYCAQECAQE=", "!!!", "MEUCIQ=="})
    void a_signature_that_is_none_is_refused(String signature) throws Exception {
        assertRefused(send(SignedReport.KEY_ID, signature, report(token.secret().reveal())));
    }

    @Test
    void no_signature_at_all_is_refused() throws Exception {
        assertRefused(github.send(github.to("/api/v1/leaks/github")
                .POST(BodyPublishers.ofString(report(token.secret().reveal())))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[1]",
                "[{\"token\":1,\"type\":\"t\"}]",
                "[{\"type\":\"t\"}]",
                "[{\"token\":\"x\"}]",
                "[{\"token\":\"x\",\"type\":\"t\",\"type\":\"t\"}]",
                "[] []",
                "nonsense"
            })
    void a_signed_body_that_cannot_be_read_is_refused_in_a_sentence(String body) throws Exception {
        HttpResponse<String> answer = signed(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).get("reason").asText()).isEqualTo("query_unreadable");
    }

    @Test
    void more_than_a_thousand_at_once_are_refused() throws Exception {
        String match = "{\"token\":\"x\",\"type\":\"t\"}";

        assertThat(signed("[" + String.join(",", Collections.nCopies(1000, match)) + "]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(signed("[" + String.join(",", Collections.nCopies(1001, match)) + "]")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void whoever_cannot_sign_is_slowed_down_and_github_is_not() throws Exception {
        for (int i = 0; i < 61; i++) {
            assertThat(signed("[]").statusCode()).isEqualTo(200);
        }
        for (int i = 0; i < 60; i++) {
            assertThat(send(SignedReport.KEY_ID, "x", "[]").statusCode()).isEqualTo(400);
        }

        HttpResponse<String> tooMany = send(SignedReport.KEY_ID, "x", "[]");

        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("Retry-After")).contains("3600");
        keyfob.clock.advance(Duration.ofMinutes(61));
        assertThat(signed("[]").statusCode()).isEqualTo(200);
    }

    @Test
    void what_cannot_be_checked_does_not_count_as_unsigned() throws Exception {
        KeyPair current = SignedReport.pair("secp256r1");
        AtomicReference<String> answer = new AtomicReference<>("{}}");
        Visitor looking =
                sending(new GithubScanningSettings(Map.of(), Optional.of(serve(answer, new AtomicInteger())), true));

        for (int i = 0; i < 61; i++) {
            assertThat(sendTo(looking, "now", current).statusCode()).isEqualTo(503);
        }
        answer.set(keys("now", current, true, "x", current, false));
        keyfob.clock.advance(Duration.ofMinutes(2));

        assertThat(send(looking, "now", "x", "[]").statusCode()).isEqualTo(400);
    }

    @Test
    void where_it_is_only_to_be_noted_the_token_lives_and_the_log_says_it_once() throws Exception {
        Visitor noting = sending(SignedReport.settings(false));
        String body = report(token.secret().reveal());
        HttpRequest.Builder first = noting.to("/api/v1/leaks/github").POST(BodyPublishers.ofString(body));
        SignedReport.sign(first, body);
        HttpRequest.Builder second = noting.to("/api/v1/leaks/github").POST(BodyPublishers.ofString(body));
        SignedReport.sign(second, body);

        assertThat(noting.send(first).body()).contains("true_positive");
        assertThat(noting.send(second).body()).contains("true_positive");

        assertThat(stored().isRevoked()).isFalse();
        assertThat(keyfob.auditLog.entries)
                .filteredOn(entry -> entry.action() == AuditAction.TOKEN_LEAKED)
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor().name()).endsWith(URL));
    }

    @Test
    void where_no_key_is_configured_there_is_nothing() throws Exception {
        Visitor off = sending(GithubScanningSettings.off());

        HttpResponse<String> answer = off.send(off.to("/api/v1/leaks/github").POST(BodyPublishers.ofString("[]")));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @Test
    void keys_are_read_at_their_address_kept_for_an_hour_and_only_current_ones_count() throws Exception {
        KeyPair current = SignedReport.pair("secp256r1");
        KeyPair former = SignedReport.pair("secp256r1");
        AtomicReference<String> answer = new AtomicReference<>(keys("now", current, true, "before", former, false));
        AtomicInteger asked = new AtomicInteger();
        Visitor looking = sending(new GithubScanningSettings(Map.of(), Optional.of(serve(answer, asked)), true));

        assertThat(sendTo(looking, "now", current).statusCode()).isEqualTo(200);
        assertThat(sendTo(looking, "now", current).statusCode()).isEqualTo(200);
        assertThat(sendTo(looking, "before", former).statusCode()).isEqualTo(400);
        assertThat(sendTo(looking, "never", former).statusCode()).isEqualTo(400);
        assertThat(asked).hasValue(1);

        // A new key is found as soon as the keys may be read again.
        answer.set(keys("next", former, true, "now", current, false));
        keyfob.clock.advance(Duration.ofSeconds(61));
        assertThat(sendTo(looking, "next", former).statusCode()).isEqualTo(200);
        assertThat(asked).hasValue(2);
        assertThat(sendTo(looking, "now", current).statusCode()).isEqualTo(400);
    }

    @Test
    void keys_that_cannot_be_read_again_hold_for_a_day_and_those_never_read_are_503() throws Exception {
        KeyPair current = SignedReport.pair("secp256r1");
        AtomicReference<String> answer = new AtomicReference<>("{}}");
        AtomicInteger asked = new AtomicInteger();
        Visitor looking = sending(new GithubScanningSettings(Map.of(), Optional.of(serve(answer, asked)), true));

        HttpResponse<String> notYet = sendTo(looking, "now", current);
        assertThat(notYet.statusCode()).isEqualTo(503);
        assertThat(notYet.headers().firstValue("Retry-After")).contains("60");

        answer.set(keys("now", current, true, "x", current, true));
        keyfob.clock.advance(Duration.ofMinutes(2));
        assertThat(sendTo(looking, "now", current).statusCode()).isEqualTo(200);
        answer.set("gone");
        keyfob.clock.advance(Duration.ofHours(23));
        assertThat(sendTo(looking, "now", current).statusCode()).isEqualTo(200);
        keyfob.clock.advance(Duration.ofHours(2));
        assertThat(sendTo(looking, "now", current).statusCode()).isEqualTo(503);
    }

    @Test
    void a_key_on_another_curve_or_of_another_kind_is_none() {
        assertThat(GithubScanningSettings.parseKey(SignedReport.pem(SignedReport.KEYS)))
                .isEqualTo(SignedReport.KEYS.getPublic());
        assertThatThrownBy(() -> GithubScanningSettings.parseKey(SignedReport.pem(SignedReport.pair("secp384r1"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        GithubScanningSettings.parseKey("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GithubScanningSettings.parseKey("key")).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertRefused(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).get("reason").asText()).isEqualTo("signature_wrong");
        assertThat(stored().isRevoked()).isFalse();
    }

    private AccessToken stored() {
        return keyfob.tokens.find(token.token().id()).orElseThrow();
    }

    private List<AuditEntry> revocations() {
        return keyfob.auditLog.entries.stream()
                .filter(entry -> entry.action() == AuditAction.TOKEN_REVOKED)
                .toList();
    }

    private HttpResponse<String> signed(String body) throws Exception {
        return send(SignedReport.KEY_ID, SignedReport.signature(SignedReport.KEYS, body), body);
    }

    private HttpResponse<String> send(String key, String signature, String body) throws Exception {
        return send(github, key, signature, body);
    }

    private static HttpResponse<String> sendTo(Visitor sender, String key, KeyPair keys) throws Exception {
        return send(sender, key, SignedReport.signature(keys, "[]"), "[]");
    }

    private static HttpResponse<String> send(Visitor sender, String key, String signature, String body)
            throws Exception {
        return sender.send(sender.to("/api/v1/leaks/github")
                .header("Github-Public-Key-Identifier", key)
                .header("Github-Public-Key-Signature", signature)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String report(String... tokens) throws IOException {
        List<Map<String, String>> matches = new ArrayList<>();
        for (String each : tokens) {
            matches.add(Map.of("token", each, "type", "keyfob_access_token", "url", URL, "source", "content"));
        }
        return JSON.writeValueAsString(matches);
    }

    private Visitor sending(GithubScanningSettings settings) {
        WebServer server = SampleWebConfig.of(keyfob).githubScanning(settings).serve();
        toClose.add(server);
        return new Visitor(server);
    }

    private URI serve(AtomicReference<String> answer, AtomicInteger asked) throws IOException {
        HttpServer keyServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keyServer.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] bytes = answer.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        keyServer.start();
        toClose.add(() -> keyServer.stop(0));
        return URI.create("http://127.0.0.1:" + keyServer.getAddress().getPort() + "/keys");
    }

    private static String keys(
            String one, KeyPair first, boolean isCurrent, String other, KeyPair second, boolean isToo)
            throws IOException {
        return JSON.writeValueAsString(Map.of(
                "public_keys",
                List.of(
                        Map.of("key_identifier", one, "key", SignedReport.pem(first), "is_current", isCurrent),
                        Map.of("key_identifier", other, "key", SignedReport.pem(second), "is_current", isToo))));
    }
}
