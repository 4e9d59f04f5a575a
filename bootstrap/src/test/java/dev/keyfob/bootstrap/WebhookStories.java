package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.keyfob.application.fake.Eventually;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A running server on a real database, with real receivers that fail, hang, redirect and recover. Waits are shorter.
 */
abstract class WebhookStories {

    private static final Email ALICE = new Email("alice@example.com");
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Longer than any test. */
    private static final Duration UNLIMITED = Duration.ofHours(1);

    private static final RetrySchedule SOON = new RetrySchedule(Collections.nCopies(400, Duration.ofMillis(200)));

    /** The number of threads that deliver events. */
    private static final int THREADS = 16;

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
        serve(TIMEOUT);
        wiring.useCases.users.addUser.add(OPERATOR, ALICE, List.of(), Password.parse("alice likes green tea", ALICE));
    }

    @AfterEach
    void stop() throws Exception {
        receivers.forEach(Receiver::close);
        stopServer();
    }

    @Test
    void a_receiver_that_fails_hangs_redirects_and_recovers_gets_each_event() throws Exception {
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

        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            tokens.add(token("Token " + i).id().toString());
        }
        Eventually.isTrue(() -> delivered(webhook).size() == 12);

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
    void a_receiver_that_hangs_holds_up_one_thread_and_no_other_receiver() throws Exception {
        stopServer();
        serve(UNLIMITED);
        Receiver hanging = receiver();
        hanging.behave(Receiver.silence());
        for (int i = 0; i < THREADS - 1; i++) {
            add(hanging);
        }
        WebhookWithSecret good = add(receiver());

        for (int i = 1; i <= 5; i++) {
            int events = i;
            token("Token " + i);
            Eventually.isTrue(() -> delivered(good).size() == events);
        }
    }

    @Test
    void a_receiver_gets_its_events_although_more_others_hang_than_there_are_threads() throws Exception {
        Receiver hanging = receiver();
        hanging.behave(Receiver.silence());
        Receiver quick = receiver();
        List<WebhookWithSecret> stuck = new ArrayList<>();
        for (int i = 0; i < THREADS + 4; i++) {
            stuck.add(add(hanging));
        }
        WebhookWithSecret good = add(quick);

        for (int i = 0; i < 5; i++) {
            token("Token " + i);
        }
        Eventually.isTrue(() -> delivered(good).size() == 5);

        assertThat(stuck).allSatisfy(each -> assertThat(delivered(each)).isEmpty());
    }

    @Test
    void what_was_committed_before_the_server_stopped_is_delivered_after() throws Exception {
        Receiver receiver = receiver();
        receiver.behave(Receiver.silence());
        WebhookWithSecret webhook = add(receiver);
        token("Under way");
        Eventually.isTrue(() -> !receiver.got.isEmpty());

        stopServer();
        receiver.behave(Receiver.status(204));
        serve(TIMEOUT);

        Eventually.isTrue(() -> delivered(webhook).size() == 1);
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
        // A test event is sent once, and the receiver of a busy machine may be slower than the timeout of an attempt.
        Eventually.isTrue(() -> wiring.useCases
                        .webhooks
                        .pingWebhook
                        .ping(OPERATOR, webhook.webhook().id())
                        .state()
                == DeliveryState.DELIVERED);

        Eventually.isTrue(() -> delivered(webhook).size() == 7);
        assertThat(idsOf(receiver, "token.created")).hasSize(3);
        assertThat(idsOf(receiver, "token.revoked")).hasSize(2);
        assertThat(idsOf(receiver, "user.disabled")).hasSize(1);
        assertThat(idsOf(receiver, "webhook.test")).isNotEmpty();
    }

    @Test
    void a_changed_signature_is_not_taken_for_ours() throws Exception {
        Receiver receiver = receiver();
        WebhookWithSecret webhook = add(receiver);
        WebhookWithSecret rotated = wiring.useCases.webhooks.rotateWebhookSecret.rotate(
                OPERATOR, webhook.webhook().id());
        // On a busy machine the receiver may be slower than the timeout of an attempt.
        Eventually.isTrue(() -> {
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

    private void stopServer() throws Exception {
        for (AutoCloseable each : running) {
            each.close();
        }
        running.clear();
    }

    private void serve(Duration timeout) {
        Map<Setting, String> options = Map.of(
                Setting.SERVER_PORT, "0",
                Setting.WEBHOOKS_KEY_FILE, directory.resolve("webhook.key").toString(),
                Setting.WEBHOOKS_ALLOWED_NETWORKS, "127.0.0.0/8",
                Setting.WEBHOOKS_ALLOW_PLAIN_HTTP, "true");
        wiring = new Wiring(open(), Settings.load(options, Map.of(), Optional.empty()), SOON, timeout);
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

    /** The ids of the events of that kind. An event that was answered too late is sent again with the same id. */
    private static Set<String> idsOf(Receiver receiver, String event) {
        return receiver.got.stream()
                .filter(got -> got.body().contains(event))
                .map(got -> got.header("webhook-id"))
                .collect(Collectors.toSet());
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
}
