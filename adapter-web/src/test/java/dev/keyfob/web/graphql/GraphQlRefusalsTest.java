package dev.keyfob.web.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.StoreFailed;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.SampleWebConfig;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer at {@code /graphql} is GraphQL, including refusals before a query is parsed. */
class GraphQlRefusalsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String QUERY = "{ currentUser { email } }";
    private static final StoreFailed GONE = new StoreFailed(Optional.of("08001"), new IllegalStateException());

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, true);
    private final Visitor program = new Visitor(server);
    private final String token = keyfob.tokenOf(keyfob.alice, "Laptop").secret().reveal();

    @AfterEach
    void stop() {
        keyfob.users.beforeEachFind(() -> {});
        server.close();
    }

    @Test
    void who_sends_no_good_token_is_told_in_graphql_with_the_status_and_the_challenge() throws Exception {
        HttpResponse<String> none = program.send(asking(QUERY));
        HttpResponse<String> wrong = program.send(asking(QUERY).header("Authorization", "Bearer kfpat_wrong"));

        assertRefused(none, 401, "UNAUTHENTICATED", "not_signed_in");
        assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"keyfob\"");
        assertRefused(wrong, 401, "UNAUTHENTICATED", "invalid_token");
        assertThat(wrong.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"keyfob\", error=\"invalid_token\"");
        assertThat(none.headers().firstValue("Content-Type")).contains("application/json;charset=utf-8");
    }

    @Test
    void who_takes_the_media_type_of_graphql_gets_it() throws Exception {
        HttpResponse<String> none = program.send(
                asking(QUERY).header("Accept", "application/graphql-response+json, application/json;q=0.9"));

        assertRefused(none, 401, "UNAUTHENTICATED", "not_signed_in");
        assertThat(none.headers().firstValue("Content-Type"))
                .contains("application/graphql-response+json; charset=utf-8");
    }

    @Test
    void what_is_no_request_for_graphql_is_refused_in_graphql() throws Exception {
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        byte[] tooMuch = new byte[70_000];

        assertRefused(program.send(withToken(sending("[]"))), 400, "BAD_REQUEST", "bad_request");
        assertRefused(program.send(withToken(sending("{\"query\":7}"))), 400, "BAD_REQUEST", "bad_request");
        assertRefused(alice.send(withToken(asking(QUERY))), 400, "BAD_REQUEST", "bad_request");
        assertRefused(
                alice.send(asking(QUERY).header("Sec-Fetch-Site", "cross-site")), 403, "FORBIDDEN", "foreign_form");
        assertRefused(program.send(withToken(program.to("/graphql"))), 405, "METHOD_NOT_ALLOWED", "method");
        assertRefused(
                program.sendTooMuch(withToken(sending("")).POST(BodyPublishers.ofByteArray(tooMuch))),
                413,
                "PAYLOAD_TOO_LARGE",
                "too_large");
        assertRefused(
                program.sendTooMuch(withToken(sending(""))
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooMuch)))),
                413,
                "PAYLOAD_TOO_LARGE",
                "too_large");
        assertRefused(
                program.send(withToken(program.to("/graphql")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(QUERY)))),
                415,
                "UNSUPPORTED_MEDIA_TYPE",
                "media_type");
    }

    @Test
    void who_guesses_too_often_is_told_so_in_graphql() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            String wrong = keyfob.settings.format().generate(keyfob.random).reveal();
            answers.add(HTTP.sendAsync(
                    asking(QUERY).header("Authorization", "Bearer " + wrong).build(), BodyHandlers.ofString()));
        }

        List<HttpResponse<String>> tooMany = answers.stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.statusCode() != 401)
                .toList();

        assertThat(tooMany).isNotEmpty();
        for (HttpResponse<String> each : tooMany) {
            assertThat(each.headers().firstValue("Retry-After")).isPresent();
            assertRefused(each, 429, "TOO_MANY_REQUESTS", "too_many_requests");
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void who_is_sent_away_by_a_busy_server_is_told_so_in_graphql() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        keyfob.users.beforeEachFind(() -> await(goOn));
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                answers.add(HTTP.sendAsync(withToken(asking(QUERY)).build(), BodyHandlers.ofString()));
            }
            CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new)).join();
        } finally {
            goOn.countDown();
        }

        List<HttpResponse<String>> refused = answers.stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.statusCode() != 200)
                .toList();
        assertThat(refused).isNotEmpty();
        for (HttpResponse<String> each : refused) {
            assertRefused(each, 503, "UNAVAILABLE", "too_busy");
            assertThat(each.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void a_database_that_is_gone_is_unavailable_wherever_it_is_missed_first() throws Exception {
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        String entity = "{ _entities(representations: [{__typename: \"User\", id: \"" + keyfob.alice.id()
                + "\"}]) { ... on User { email } } }";
        int finds = findsOf(admin, entity);

        for (int each = 1; each <= finds; each++) {
            failAtFind(each);

            HttpResponse<String> answer = admin.send(asking(entity));

            assertRefused(answer, 503, "UNAVAILABLE", "unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
        assertThat(finds).isGreaterThan(1);
    }

    @Test
    void a_persisted_query_is_not_found_and_the_query_beside_it_is_run() throws Exception {
        String extension = "\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"ab12\"}}";

        HttpResponse<String> alone = program.send(withToken(sending("{" + extension + ",\"variables\":{}}")));
        HttpResponse<String> both = program.send(withToken(sending("{\"query\":\"" + QUERY + "\"," + extension + "}")));

        assertThat(alone.statusCode()).isEqualTo(200);
        assertThat(alone.body()).isEqualTo("""
                {"errors":[{"message":"PersistedQueryNotFound","extensions":{"code":"PERSISTED_QUERY_NOT_FOUND"}}]}""");
        assertThat(both.body()).isEqualTo("{\"data\":{\"currentUser\":{\"email\":\"alice@example.com\"}}}");
    }

    // Valid, but refused by the engine itself.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ __schema { types { name } } again: __schema { types { name } } }",
                "{ a: __type(name: \"User\") { name } b: __type(name: \"Query\") { name } }",
                "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
                "{ __type(name: \"User\") { fields { type { fields { name } } } interfaces { interfaces { name } } } }"
            })
    void who_asks_for_too_much_of_the_schema_is_told_that_it_is_too_much(String query) throws Exception {
        JsonNode error =
                JSON.readTree(program.send(withToken(asking(query))).body()).at("/errors/0");

        assertThat(error.at("/extensions/code").asText()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(error.at("/extensions/id").isMissingNode()).isTrue();
        assertThat(error.path("message").asText()).contains("_service");
    }

    @Test
    void the_schema_can_be_asked_for_where_a_setting_says_so() throws Exception {
        try (WebServer real = SampleWebConfig.of(keyfob).introspection().serve()) {
            Visitor visitor = new Visitor(real);

            HttpResponse<String> answer = visitor.send(
                    asking(visitor, "{ __schema { queryType { name } } }").header("Authorization", "Bearer " + token));

            assertThat(answer.body()).isEqualTo("{\"data\":{\"__schema\":{\"queryType\":{\"name\":\"Query\"}}}}");
        }
    }

    private int findsOf(Visitor visitor, String query) throws Exception {
        AtomicInteger finds = new AtomicInteger();
        keyfob.users.beforeEachFind(finds::incrementAndGet);
        assertThat(visitor.send(asking(query)).body()).contains("alice@example.com");
        return finds.get();
    }

    private void failAtFind(int number) {
        AtomicInteger finds = new AtomicInteger();
        keyfob.users.beforeEachFind(() -> {
            if (finds.incrementAndGet() >= number) {
                throw GONE;
            }
        });
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code, String reason)
            throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.at("/errors/0/message").asText()).isNotBlank();
        assertThat(body.at("/errors/0/extensions/code").asText()).isEqualTo(code);
        assertThat(body.at("/errors/0/extensions/reason").asText()).isEqualTo(reason);
    }

    private HttpRequest.Builder withToken(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder asking(String query) throws Exception {
        return asking(program, query);
    }

    private static HttpRequest.Builder asking(Visitor visitor, String query) throws Exception {
        return sending(visitor, JSON.writeValueAsString(Map.of("query", query)));
    }

    private HttpRequest.Builder sending(String body) {
        return sending(program, body);
    }

    private static HttpRequest.Builder sending(Visitor visitor, String body) {
        return visitor.to("/graphql").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
