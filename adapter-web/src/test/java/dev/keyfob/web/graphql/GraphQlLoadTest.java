package dev.keyfob.web.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limits of one account's load by GraphQL: the cost of a request, and the number of requests at the same time. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GraphQlLoadTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** How long a request waits for its turn. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, true);
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch fourAtWork = new CountDownLatch(4);
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger mostAtWork = new AtomicInteger();

    @AfterEach
    void stop() {
        goOn.countDown();
        clients.shutdownNow();
        server.close();
    }

    @Test
    void representations_times_aliases_times_rows_are_refused_before_anything_is_asked() throws Exception {
        String references = representations(keyfob.alice, 100);
        String fields = IntStream.range(0, 8)
                .mapToObj(i -> "t" + i + ": tokens(first: 100) { edges { node { id description created expiresAt } } }")
                .collect(Collectors.joining(" "));
        AtomicInteger asked = new AtomicInteger();
        String token = tokenOf(keyfob.alice, "CI");
        keyfob.users.beforeEachFind(() -> count(asked));

        HttpResponse<String> answer =
                ask(token, "{ _entities(representations: [" + references + "]) { ... on User { " + fields + " } } }");

        assertThat(JSON.readTree(answer.body()).at("/errors/0/extensions/code").asText())
                .isEqualTo("LIMIT_EXCEEDED");
        assertThat(answer.body()).contains("10000 points").doesNotContain("\"data\"");
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_router_still_asks_for_a_hundred_users_with_their_numbers_of_tokens() throws Exception {
        String references = representations(keyfob.alice, 100);

        JsonNode found = JSON.readTree(ask(
                                tokenOf(keyfob.alice, "CI"),
                                "{ _entities(representations: [" + references
                                        + "]) { ... on User { email username tokens { count } } } }")
                        .body())
                .at("/data/_entities");

        assertThat(found).hasSize(100);
        assertThat(found.at("/99/tokens/count").asInt()).isEqualTo(1);
    }

    @Test
    void an_answer_above_half_a_megabyte_is_refused() throws Exception {
        for (int i = 0; i < 100; i++) {
            tokenOf(keyfob.alice, "%02d".formatted(i) + "\uD83D\uDD11".repeat(98));
        }
        String descriptions =
                IntStream.range(0, 19).mapToObj(i -> "d" + i + ": description").collect(Collectors.joining(" "));
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

        HttpResponse<String> answer = alice.send(
                request(alice, "{ currentUser { tokens(first: 100) { edges { node { " + descriptions + " } } } } }"));

        assertThat(answer.body())
                .contains("LIMIT_EXCEEDED", "512 KB")
                .doesNotContain("\uD83D\uDD11")
                .hasSizeLessThan(1000);
    }

    @Test
    void an_account_has_four_requests_at_work_and_takes_no_place_from_others_while_the_rest_wait() throws Exception {
        String query =
                "{ _entities(representations: [" + representations(keyfob.alice, 1) + "]) { ... on User { email } } }";
        List<String> tokens =
                List.of(tokenOf(keyfob.alice, "One"), tokenOf(keyfob.alice, "Two"), tokenOf(keyfob.alice, "Three"));
        String other = tokenOf(keyfob.bob, "Other");
        keyfob.users.beforeEachFind(this::takeLong);
        List<CompletableFuture<Timed>> answers = new ArrayList<>();
        for (int i = 0; i < 36; i++) {
            String token = tokens.get(i % tokens.size());
            answers.add(CompletableFuture.supplyAsync(() -> askTimed(token, query), clients));
        }
        assertThat(fourAtWork.await(2, TimeUnit.MINUTES)).isTrue();

        HttpResponse<String> graphQl = ask(other, "{ currentUser { email } }");
        HttpResponse<String> rest = new Visitor(server)
                .send(new Visitor(server).to("/api/v1/tokens/self").header("Authorization", "Bearer " + tokens.get(0)));
        goOn.countDown();

        assertThat(graphQl.statusCode()).isEqualTo(200);
        assertThat(rest.statusCode()).isEqualTo(200);
        assertThat(answers).allSatisfy(answer -> assertHadItsTurn(answer.join()));
        assertThat(mostAtWork).hasValue(4);
    }

    @Test
    void who_gets_no_turn_within_two_seconds_is_told_to_come_back() throws Exception {
        String query =
                "{ _entities(representations: [" + representations(keyfob.alice, 1) + "]) { ... on User { email } } }";
        String token = tokenOf(keyfob.alice, "One");
        keyfob.users.beforeEachFind(this::takeLong);
        for (int i = 0; i < 4; i++) {
            CompletableFuture.supplyAsync(() -> askTimed(token, query), clients);
        }
        assertThat(fourAtWork.await(2, TimeUnit.MINUTES)).isTrue();

        Timed timed = askTimed(token, "{ currentUser { email } }");

        HttpResponse<String> fifth = timed.answer();
        assertThat(timed.took()).isGreaterThanOrEqualTo(LONGEST_WAIT);
        assertThat(fifth.statusCode()).isEqualTo(503);
        assertThat(fifth.headers().firstValue("Retry-After")).contains("1");
        assertThat(fifth.body()).contains("\"reason\":\"too_busy\"");
    }

    @Test
    void two_hundred_requests_of_an_account_at_once_are_all_answered_and_keep_nobody_waiting() throws Exception {
        String query =
                "{ _entities(representations: [" + representations(keyfob.alice, 1) + "]) { ... on User { email } } }";
        String token = tokenOf(keyfob.alice, "One");
        String other = tokenOf(keyfob.bob, "Other");
        keyfob.users.beforeEachFind(GraphQlLoadTest::takeAWhile);
        List<CompletableFuture<Timed>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(CompletableFuture.supplyAsync(() -> askTimed(token, query), clients));
        }

        HttpResponse<String> graphQl = ask(other, "{ currentUser { email } }");
        HttpResponse<String> page = new Visitor(server).get("/sign-in");

        assertThat(graphQl.statusCode()).isEqualTo(200);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(answers).allSatisfy(answer -> assertHadItsTurn(answer.join()));
    }

    /** An answer, and how long it took. */
    private record Timed(HttpResponse<String> answer, Duration took) {}

    // On a busy machine, some wait in vain. None is refused without having waited.
    private static void assertHadItsTurn(Timed timed) {
        if (timed.took().compareTo(LONGEST_WAIT) < 0) {
            assertThat(timed.answer().statusCode()).isEqualTo(200);
        } else {
            assertThat(timed.answer().statusCode()).isIn(200, 503);
        }
    }

    private static void takeAWhile() {
        if (isWithinResolver()) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    // Delays only the store calls of resolvers, not the look-up of the token.
    private void takeLong() {
        if (!isWithinResolver()) {
            return;
        }
        mostAtWork.accumulateAndGet(atWork.incrementAndGet(), Math::max);
        fourAtWork.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            atWork.decrementAndGet();
        }
    }

    private void count(AtomicInteger asked) {
        if (isWithinResolver()) {
            asked.incrementAndGet();
        }
    }

    private static boolean isWithinResolver() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().startsWith("dev.keyfob.web.graphql.")
                        && frame.getMethodName().equals("entity")));
    }

    private static String representations(User user, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> "{__typename: \"User\", id: \"" + user.id() + "\"}")
                .collect(Collectors.joining(", "));
    }

    private String tokenOf(User owner, String name) {
        return keyfob.tokenOf(owner, name).secret().reveal();
    }

    private Timed askTimed(String token, String query) {
        long begun = System.nanoTime();
        try {
            HttpResponse<String> answer = ask(token, query);
            return new Timed(answer, Duration.ofNanos(System.nanoTime() - begun));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> ask(String token, String query) throws Exception {
        Visitor visitor = new Visitor(server);
        return visitor.send(request(visitor, query).header("Authorization", "Bearer " + token));
    }

    private static HttpRequest.Builder request(Visitor visitor, String query) throws Exception {
        return visitor.to("/graphql")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query))));
    }
}
