package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.webhook.WebhookWithSecret;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.outbox.RetrySchedule;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.WebhookUrl;
import dev.keyfob.persistence.Database;
import dev.keyfob.webhook.Receiver;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A running server on a real database, with real receivers that fail, hang, redirect and recover. Waits are shorter.
 */
@Timeout(120)
abstract class WebhookStories {

    private static final Email ALICE = new Email("alice@example.com");
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final RetrySchedule SOON = new RetrySchedule(Collections.nCopies(40, Duration.ofMillis(200)));

    @TempDir
    Path directory;

    private final List<Receiver> receivers = new ArrayList<>();
    private final List<AutoCloseable> running = new ArrayList<>();
    private Wiring wiring;

    /** Opens the same database each time. */
    abstract Database open();

    @BeforeEach
    void start() throws Exception {
        Path key = Files.writeString(
                directory.resolve("webhook.key"), Base64.getEncoder().encodeToString(new byte[32]));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        serve();
        wiring.useCases.users.addUser.add(OPERATOR, ALICE, List.of(), Password.parse("alice likes green tea", ALICE));
    }

    @AfterEach
    void stop() throws Exception {
        receivers.forEach(Receiver::close);
        for (AutoCloseable each : running) {
            each.close();
        }
    }

    @Test
    void a_receiver_that_fails_hangs_redirects_and_recovers_gets_each_event_in_bounded_time() throws Exception {
        Receiver elsewhere = receiver();
        Receiver receiver = receiver();
        AtomicInteger calls = new AtomicInteger();
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        List<String> moods = Collections.synchronizedList(new ArrayList<>());
        receiver.behave(exchange -> {
            int call = calls.getAndIncrement();
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            String mood = call >= 14
                    ? "ok"
                    : List.of("500", "redirect", "cut", "503", "ok", "429", "hang")
                            .get(call % 7);
            moods.add(mood);
            switch (mood) {
                case "500" -> Receiver.status(500).answer(exchange);
                case "redirect" ->
                    Receiver.status(307, "Location", "http://127.0.0.1:" + elsewhere.port() + "/")
                            .answer(exchange);
                case "cut" -> exchange.close();
                case "503" -> Receiver.status(503, "Retry-After", "1").answer(exchange);
                case "429" -> Receiver.status(429).answer(exchange);
                case "hang" -> Receiver.silence().answer(exchange);
                default -> {
                    accepted.add(id);
                    Receiver.status(204).answer(exchange);
                }
            }
        });
        WebhookWithSecret webhook = add(receiver);

        long begun = System.nanoTime();
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            tokens.add(token("Token " + i).id().toString());
        }
        await(() -> delivered(webhook).size() == 12);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(40));
        assertThat(moods).contains("500", "redirect", "cut", "503", "429", "hang", "ok");
        assertThat(elsewhere.got).isEmpty();
        assertThat(accepted)
                .containsExactlyInAnyOrderElementsOf(delivered(webhook).stream()
                        .map(delivery -> delivery.id().toString())
                        .toList());
        Webhook library = new Webhook(webhook.secret().reveal());
        for (Receiver.Got got : receiver.got) {
            library.verify(got.body(), HttpHeaders.of(got.headers(), (name, value) -> true));
        }
        for (String token : tokens) {
            assertThat(receiver.got.stream()
                            .filter(got -> accepted.contains(got.header("webhook-id")))
                            .filter(got -> got.body().contains(token)))
                    .isNotEmpty();
        }
    }

    @Test
    void a_receiver_that_hangs_does_not_hold_up_another() throws Exception {
        Receiver hanging = receiver();
        hanging.behave(Receiver.silence());
        Receiver quick = receiver();
        List<WebhookWithSecret> stuck = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            stuck.add(add(hanging));
        }
        WebhookWithSecret good = add(quick);

        long begun = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            token("Token " + i);
        }
        await(() -> delivered(good).size() == 5);

        // Twenty hanging webhooks share sixteen threads, so the good one waits for one round at most.
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIMEOUT.multipliedBy(4));
        assertThat(stuck).allSatisfy(each -> assertThat(delivered(each)).isEmpty());
    }

    @Test
    void what_was_committed_before_the_server_stopped_is_delivered_after() throws Exception {
        Receiver receiver = receiver();
        receiver.behave(Receiver.silence());
        WebhookWithSecret webhook = add(receiver);
        token("Under way");
        await(() -> !receiver.got.isEmpty());

        long begun = System.nanoTime();
        running.get(0).close();
        running.clear();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        receiver.behave(Receiver.status(204));
        serve();

        await(() -> delivered(webhook).size() == 1);
        assertThat(receiver.got.stream().map(got -> got.header("webhook-id")).distinct())
                .hasSize(1);
    }

    @Test
    void every_kind_of_event_reaches_its_receiver() throws Exception {
        Receiver receiver = receiver();
        WebhookWithSecret webhook = add(receiver);
        AccessToken one = token("One");
        token("Two");

        wiring.useCases.tokens.revokeToken.revoke(OPERATOR, one.id());
        wiring.useCases.tokens.revokeToken.revokeAllOf(OPERATOR, ALICE);
        wiring.useCases.tokens.createToken.create(
                OPERATOR,
                new NewToken(ALICE, TokenName.parse("Ending"), Expiry.parse("20d", ZoneOffset.UTC), Narrowing.none()));
        wiring.useCases.users.disableUser.disable(OPERATOR, ALICE);
        wiring.useCases.webhooks.pingWebhook.ping(OPERATOR, webhook.webhook().id());

        await(() -> delivered(webhook).size() == 7);
        assertThat(receiver.got.stream().map(Receiver.Got::body))
                .filteredOn(body -> body.contains("token.created"))
                .hasSize(3);
        assertThat(receiver.got.stream().map(Receiver.Got::body))
                .filteredOn(body -> body.contains("token.revoked"))
                .hasSize(2);
        assertThat(receiver.got.stream().map(Receiver.Got::body)).anyMatch(body -> body.contains("user.disabled"));
        assertThat(receiver.got.stream().map(Receiver.Got::body)).anyMatch(body -> body.contains("webhook.test"));
    }

    @Test
    void a_changed_signature_is_not_taken_for_ours() throws Exception {
        Receiver receiver = receiver();
        WebhookWithSecret webhook = add(receiver);
        WebhookWithSecret rotated = wiring.useCases.webhooks.rotateWebhookSecret.rotate(
                OPERATOR, webhook.webhook().id());
        // On a busy machine the receiver may be slower than the timeout of an attempt.
        await(() -> {
            wiring.useCases.webhooks.pingWebhook.ping(
                    OPERATOR, webhook.webhook().id());
            return !receiver.got.isEmpty();
        });
        Receiver.Got got = receiver.got.get(0);
        HttpHeaders headers = HttpHeaders.of(got.headers(), (name, value) -> true);

        new Webhook(webhook.secret().reveal()).verify(got.body(), headers);
        new Webhook(rotated.secret().reveal()).verify(got.body(), headers);

        assertThatThrownBy(() ->
                        new Webhook(rotated.secret().reveal()).verify(got.body().replace("test", "tost"), headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    private void serve() {
        Map<Setting, String> options = Map.of(
                Setting.SERVER_PORT, "0",
                Setting.WEBHOOKS_KEY_FILE, directory.resolve("webhook.key").toString(),
                Setting.WEBHOOKS_ALLOWED_NETWORKS, "127.0.0.0/8",
                Setting.WEBHOOKS_ALLOW_PLAIN_HTTP, "true");
        wiring = new Wiring(open(), Settings.load(options, Map.of(), Optional.empty()), SOON, TIMEOUT);
        running.add(RunningServer.start(wiring, Optional.empty(), false));
    }

    private Receiver receiver() {
        Receiver receiver = Receiver.start();
        receivers.add(receiver);
        return receiver;
    }

    private WebhookWithSecret add(Receiver receiver) {
        return wiring.useCases.webhooks.addWebhook.add(
                OPERATOR,
                new WebhookUrl("http://127.0.0.1:" + receiver.port() + "/keyfob"),
                EnumSet.copyOf(EventType.chosen()));
    }

    private AccessToken token(String name) {
        return wiring.useCases
                .tokens
                .createToken
                .create(OPERATOR, new NewToken(ALICE, TokenName.parse(name), new Expiry.Standard(), Narrowing.none()))
                .token();
    }

    private List<Delivery> delivered(WebhookWithSecret webhook) {
        return wiring.useCases
                .webhooks
                .listDeliveries
                .list(
                        OPERATOR,
                        new DeliveryFilter(Optional.of(webhook.webhook().id()), Optional.of(DeliveryState.DELIVERED)),
                        PageRequest.first())
                .items();
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        while (!condition.holds()) {
            Thread.sleep(50);
        }
    }
}
