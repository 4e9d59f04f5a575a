package dev.keyfob.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import dev.keyfob.web.Wire;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More requests than the server can answer. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoadSheddingTest {

    private static final int ASKED = 6 * LoadShedding.OTHERS;

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final String token = keyfob.tokenOf(keyfob.alice, "CI").secret().reveal();
    private final WebServer server = Visitor.serve(keyfob, true);
    private final Visitor visitor = new Visitor(server);
    private final ExecutorService browsers = Executors.newFixedThreadPool(ASKED);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();

    @BeforeEach
    void pages_take_long_and_many_are_asked_for() {
        keyfob.users.beforeEachFind(() -> awaitUninterruptibly(goOn));
        for (int i = 0; i < ASKED; i++) {
            answers.add(CompletableFuture.supplyAsync(this::graphQl, browsers));
        }
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        browsers.shutdownNow();
        server.close();
    }

    @Test
    void who_cannot_be_answered_soon_is_told_to_come_back_and_the_others_are_answered() {
        CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new)).join();
        List<HttpResponse<String>> shed = answers.stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .toList();
        goOn.countDown();
        List<Integer> statuses = answers.stream()
                .map(answer -> answer.join().statusCode())
                .sorted()
                .toList();

        assertThat(shed).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json; charset=utf-8");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.body()).contains("\"reason\":\"too_busy\"");
        });
        assertThat(statuses).containsOnly(200, 503);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSizeGreaterThanOrEqualTo(LoadShedding.OTHERS);
    }

    @Test
    void verification_and_health_checks_have_places_of_their_own() throws Exception {
        CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new)).join();
        keyfob.users.beforeEachFind(() -> {});

        assertThat(visitor.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(visitor.send(visitor.to("/auth/check").header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(200);
        assertThat(visitor.post("/oauth2/introspect", Map.of("token", token)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_proxy_whose_path_climbs_out_is_forbidden_and_not_told_503() throws Exception {
        CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new)).join();

        try (Wire wire = new Wire(server.port())) {
            wire.send("GET /auth/check/x/../../graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(wire.everything()).startsWith("HTTP/1.1 403 ").contains("X-Auth-Reason: too_busy\r\n");
        }
    }

    private HttpResponse<String> graphQl() {
        try {
            return new Visitor(server)
                    .send(visitor.to("/api/v1/tokens/self").header("Authorization", "Bearer " + token));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
