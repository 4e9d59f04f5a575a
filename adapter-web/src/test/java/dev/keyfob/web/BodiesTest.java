package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.user.Password;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Media types and charsets of bodies, on each kind of interface that accepts one. */
class BodiesTest {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String NAMED = "{\"name\":\"CI\"}";
    private static final String QUERY = "{\"query\":\"{ currentUser { email } }\"}";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);
    private final Visitor visitor = new Visitor(server);
    private String cookie;
    private String csrfToken;
    private String client;

    @BeforeEach
    void sign_in() {
        var secret = keyfob.useCases
                .sessions
                .signIn
                .signIn(
                        keyfob.alice.email(),
                        Password.attempt(InMemoryKeyfob.ALICE_PASSWORD),
                        "192.0.2.1",
                        InMemoryKeyfob.newDevice(),
                        "Firefox on Linux")
                .secret();
        cookie = "keyfob_session=" + secret.reveal();
        csrfToken = "form_token=" + secret.csrfToken();
        ClientWithSecret added = keyfob.useCases.clients.addClient.add(keyfob.operator, new ClientName("orders-api"));
        client = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (added.client().id() + ":" + added.secret().reveal())
                                        .getBytes(StandardCharsets.US_ASCII));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 201",
        "Application/JSON, 201",
        "application/json;charset=UTF-8, 201",
        "application/json ; charset=\"utf-8\", 201",
        "application/json; profile=x, 201",
        "application/json; charset=iso-8859-1, 415",
        "application/jsonp, 415",
        "application/json-patch+json, 415",
        "application/json application/json, 415",
        "text/plain;application/json, 415",
        "text/plain, 415",
        "'', 415"
    })
    void a_media_type_of_json_is_compared_whole(String type, int status) throws Exception {
        assertThat(sent("/api/v1/tokens", type, "identity", utf8(NAMED)).statusCode())
                .isEqualTo(status);
        assertThat(sent("/graphql", type, "identity", utf8(QUERY)).statusCode()).isEqualTo(status == 201 ? 200 : 415);
    }

    @ParameterizedTest
    @CsvSource({
        "application/graphql-response+json, application/graphql-response+json; charset=utf-8",
        "'application/json;q=0.1, Application/GraphQL-Response+json;q=0.9', application/graphql-response+json;"
                + " charset=utf-8",
        "application/graphql-response+jsonp, application/json;charset=utf-8",
        "*/*, application/json;charset=utf-8"
    })
    void a_media_type_that_is_accepted_is_compared_whole_too(String accepted, String type) throws Exception {
        HttpResponse<String> answer = visitor.send(visitor.to("/graphql")
                .header("Cookie", cookie)
                .header("Content-Type", JSON)
                .header("Accept", accepted)
                .POST(BodyPublishers.ofString(QUERY)));

        assertThat(answer.headers().firstValue("Content-Type")).contains(type);
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded, 303, 200",
        "application/x-www-form-urlencoded;charset=UTF-8, 303, 200",
        "application/x-www-form-urlencoded;charset=utf-16, 415, 400",
        "application/x-www-form-urlencodedx, 415, 400",
        "application/x-www-form-urlencoded-x, 415, 400",
        "multipart/form-data, 415, 400"
    })
    void a_media_type_of_a_form_is_compared_whole(String type, int page, int oauth) throws Exception {
        assertThat(sent("/oauth2/introspect", type, "identity", utf8("token=x")).statusCode())
                .isEqualTo(oauth);
        assertThat(sent("/sign-out", type, "identity", utf8(csrfToken)).statusCode())
                .isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "br", "identity, gzip"})
    void a_compressed_body_is_415_wherever_one_is_taken(String encoding) throws Exception {
        assertThat(sent("/api/v1/tokens", JSON, encoding, gzip(NAMED)).statusCode())
                .isEqualTo(415);
        assertThat(sent("/api/v1/credentials/revoke", JSON, encoding, gzip("{\"credentials\":[]}"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(sent("/api/v1/leaks/github", JSON, encoding, gzip("[]")).statusCode())
                .isEqualTo(415);
        assertThat(sent("/graphql", JSON, encoding, gzip(QUERY)).statusCode()).isEqualTo(415);
        assertThat(sent("/oauth2/introspect", FORM, encoding, gzip("token=x")).statusCode())
                .isEqualTo(415);
        assertThat(sent("/oauth2/revoke", FORM, encoding, gzip("token=x")).statusCode())
                .isEqualTo(415);
        assertThat(sent("/sign-out", FORM, encoding, gzip(csrfToken)).statusCode())
                .isEqualTo(415);
        assertThat(sent("/sign-in", FORM, encoding, gzip("email=alice%40example.com"))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void a_byte_order_mark_before_json_is_overlooked() throws Exception {
        assertThat(sent("/api/v1/tokens", JSON, "identity", utf8("\uFEFF" + NAMED))
                        .statusCode())
                .isEqualTo(201);
        assertThat(sent("/graphql", JSON, "identity", utf8("\uFEFF" + QUERY)).body())
                .contains("alice@example.com");
        assertThat(sent("/api/v1/tokens", JSON, "identity", utf8("\uFEFF\uFEFF" + NAMED))
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-01t12:00:00z", "2026-12-01T12:00:00Z", "2026-12-01t13:00:00.000+01:00"})
    void a_time_is_read_in_small_letters_too(String time) throws Exception {
        HttpResponse<String> created =
                sent("/api/v1/tokens", JSON, "identity", utf8("{\"name\":\"CI\",\"expires_at\":\"" + time + "\"}"));
        HttpResponse<String> byGraphQl = sent(
                "/graphql",
                JSON,
                "identity",
                utf8("{\"query\":\"mutation { createAccessToken(expiresAt: \\\"" + time + "\\\") { expiresAt } }\"}"));

        assertThat(created.body()).contains("\"expires_at\":\"2026-12-01T12:00:00Z\"");
        assertThat(byGraphQl.body()).contains("\"expiresAt\":\"2026-12-01T12:00:00");
    }

    // RFC 6750 section 3.1: no error code if no token was sent.
    @ParameterizedTest
    @ValueSource(strings = {"Basic YWxpY2U6eA==", "Digest username=x", "Token x", "Negotiate", "x"})
    void credentials_of_another_scheme_are_told_that_a_token_is_needed_and_not_that_theirs_is_wrong(String other)
            throws Exception {
        for (String path : new String[] {"/api/v1/tokens", "/auth/check", "/settings/profile"}) {
            HttpResponse<String> answer = visitor.send(visitor.to(path).header("Authorization", other));

            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.headers().allValues("WWW-Authenticate"))
                    .as(path)
                    .containsExactly("Bearer realm=\"keyfob\"");
        }
        assertThat(visitor.send(visitor.to("/api/v1/tokens").header("Authorization", "bearer x"))
                        .headers()
                        .firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"keyfob\", error=\"invalid_token\"");
    }

    private HttpResponse<String> sent(String path, String type, String encoding, byte[] body) throws Exception {
        HttpRequest.Builder request =
                visitor.to(path).header("Content-Encoding", encoding).POST(BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (path.startsWith("/oauth2")) {
            request.header("Authorization", client);
        } else {
            request.header("Cookie", cookie);
        }
        return visitor.send(request);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(utf8(text));
        }
        return bytes.toByteArray();
    }
}
