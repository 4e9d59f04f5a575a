package dev.keyfob.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.SampleWebConfig;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a watch is told about requests, over real HTTP. */
class WatchedRequestsTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<RequestWatch.Answered> answers = new CopyOnWriteArrayList<>();
    private final RequestWatch watch = (method, path) -> answered -> {
        answers.add(answered);
        told.add(method + " " + path + " " + answered.status());
    };
    private final WebServer server = SampleWebConfig.of(keyfob).serve(watch);
    private final Visitor visitor = new Visitor(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_request_is_told_with_the_pattern_of_its_route_and_never_its_path() throws Exception {
        visitor.get("/settings/access-token/018f6d0e-7a52-7c31-9d53-0d5cf5a1b2c3?next=alice");
        awaitTold(1);
        visitor.get("/auth/check/recipes/secret?permission=recipe:view");
        awaitTold(2);
        visitor.post("/oauth2/introspect", Map.of("token", "kfpat_unknown"));
        awaitTold(3);
        visitor.get("/alice@example.com");
        awaitTold(4);

        assertThat(told)
                .containsExactly(
                        "GET /settings/access-token/{id} 303",
                        "ANY /auth/check/* 401",
                        "POST /oauth2/introspect 401",
                        "other none 404");
    }

    @Test
    void methods_bytes_and_traces_are_told_as_far_as_they_are_known_words() throws Exception {
        int bytes =
                visitor.get("/health/live", Map.of("traceparent", TRACE)).body().length();
        awaitTold(1);
        visitor.send(visitor.to("/health/live").method("ALICE", java.net.http.HttpRequest.BodyPublishers.noBody()));
        awaitTold(2);

        RequestWatch.Answered first = answers.get(0);
        assertThat(first.method()).isEqualTo("GET");
        assertThat(first.bytes()).isEqualTo(bytes);
        assertThat(first.traceparent()).contains(TRACE);
        assertThat(first.nanos()).isPositive();
        assertThat(answers.get(1).method()).isEqualTo("other");
        assertThat(answers.get(1).traceparent()).isEqualTo(Optional.empty());
    }

    // A client has its answer before the server has completed the request.
    private void awaitTold(int number) {
        Eventually.isTrue(() -> told.size() == number);
    }
}
