package dev.keyfob.persistence;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.OncePerForm;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.fake.AtOnce;
import dev.keyfob.application.fake.StandardSettings;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.WebhookSender;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.application.token.CreateToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.webhook.AddWebhook;
import dev.keyfob.application.webhook.AnnounceExpiring;
import dev.keyfob.application.webhook.Announcements;
import dev.keyfob.application.webhook.DeliverWebhooks;
import dev.keyfob.application.webhook.RenameWebhook;
import dev.keyfob.application.webhook.WebhookOutbox;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.outbox.Attempts;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.outbox.RetrySchedule;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.DeliveryId;
import dev.keyfob.domain.webhook.Event;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.HttpOutcome;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.domain.webhook.WebhookName;
import dev.keyfob.domain.webhook.WebhookUrl;
import dev.keyfob.persistence.secrets.SealingKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many nodes at once on one outbox, on a real database. */
abstract class WebhookRaces {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final Email ALICE = new Email("alice@example.com");
    private static final WebhookUrl URL = new WebhookUrl("https://hooks.example.com");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SealingKey key = SealingKey.ofThisProcess();

    abstract Database open();

    @Test
    void an_event_of_a_change_that_is_undone_is_never_told() {
        try (Database database = open()) {
            database.users().add(User.joining(ALICE, Set.of(), NOW));
            endpoint(database);
            CreateToken create = new CreateToken(
                    changes(database, () -> NOW),
                    database.users(),
                    database.accessTokens(),
                    StandardSettings.tokens(),
                    new PolicyInForce(database.policies(), TokenPolicy.standard()),
                    new OncePerForm(database.transactions(), database.submittedForms(), () -> NOW),
                    RANDOM);
            NewToken wanted = new NewToken(ALICE, TokenName.parse("Laptop"), new Expiry.Standard(), Narrowing.none());

            assertThatThrownBy(() -> database.transactions().inOne((Runnable) () -> {
                        create.create(new Actor.Operator(), wanted);
                        throw new IllegalStateException("the power went");
                    }))
                    .hasMessage("the power went");

            assertThat(all(database)).isEmpty();
            assertThat(database.accessTokens().count(TokenFilter.everything())).isZero();
            assertThat(database.auditLog()
                            .list(AuditFilter.everything(), PageRequest.first())
                            .items())
                    .isEmpty();
            create.create(new Actor.Operator(), wanted);
            assertThat(all(database))
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery.event()).isEqualTo(EventType.TOKEN_CREATED));
        }
    }

    @Test
    void of_many_dispatchers_each_delivery_is_sent_by_one() throws Exception {
        try (Database database = open()) {
            Webhook endpoint = endpoint(database);
            database.transactions()
                    .inOne(() -> IntStream.range(0, 100)
                            .forEach(number -> database.webhookDeliveries()
                                    .add(Delivery.of(
                                            Event.of(EventType.TOKEN_CREATED, NOW)
                                                    .with("number", number),
                                            endpoint.id()))));
            Map<DeliveryId, Integer> sent = new ConcurrentHashMap<>();
            CountDownLatch twoAreSending = new CountDownLatch(2);
            AtomicInteger sentAlone = new AtomicInteger();
            DeliverWebhooks deliver = deliver(database, delivery -> {
                sent.merge(delivery.id(), 1, Integer::sum);
                twoAreSending.countDown();
                if (!isReached(twoAreSending)) {
                    sentAlone.incrementAndGet();
                }
                return HttpOutcome.of(200, Optional.empty());
            });

            AtOnce.run(8, () -> {
                while (!deliver.due().isEmpty()) {
                    deliver.deliverNext(endpoint.id());
                }
            });

            assertThat(sent)
                    .hasSize(100)
                    .allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
            assertThat(sentAlone).hasValue(0);
            assertThat(all(database)).extracting(Delivery::state).containsOnly(DeliveryState.DELIVERED);
        }
    }

    // A receiver may take fifteen seconds to answer. A transaction that waited for it would occupy a connection and
    // lock rows.
    @Test
    void nothing_is_held_while_a_receiver_thinks() {
        try (Database database = open()) {
            Webhook endpoint = endpoint(database);
            database.webhookDeliveries().add(Delivery.of(Event.of(EventType.TOKEN_CREATED, NOW), endpoint.id()));
            DeliverWebhooks deliver = deliver(database, delivery -> {
                CompletableFuture<Delivery> elsewhere = CompletableFuture.supplyAsync(() -> database.transactions()
                        .inOne(() -> {
                            database.webhooks(key).findForUpdate(endpoint.id());
                            return database.webhookDeliveries()
                                    .findForUpdate(delivery.id())
                                    .orElseThrow();
                        }));
                assertThat(elsewhere.join().state()).isEqualTo(DeliveryState.SENDING);
                return HttpOutcome.of(200, Optional.empty());
            });

            assertThat(deliver.deliverNext(endpoint.id())).isPresent();
        }
    }

    // The lease of the first node has ended, and the second node has delivered. The late result of the first changes
    // nothing.
    @Test
    void who_comes_back_too_late_does_not_undo_what_another_did() {
        try (Database database = open()) {
            Webhook endpoint = endpoint(database);
            database.webhookDeliveries().add(Delivery.of(Event.of(EventType.TOKEN_CREATED, NOW), endpoint.id()));
            DeliverWebhooks second =
                    deliver(database, delivery -> HttpOutcome.of(200, Optional.empty()), NOW.plus(Attempts.LEASE));
            DeliverWebhooks first = deliver(database, delivery -> {
                second.deliverNext(endpoint.id());
                return Outcome.failed("no answer within 15 seconds");
            });

            first.deliverNext(endpoint.id());

            assertThat(all(database)).singleElement().satisfies(delivery -> {
                assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
                assertThat(delivery.attemptCount()).isEqualTo(2);
            });
        }
    }

    @Test
    void of_many_who_look_for_tokens_that_end_soon_one_announces_each() throws Exception {
        try (Database database = open()) {
            User alice = User.joining(ALICE, Set.of(), NOW);
            database.users().add(alice);
            endpoint(database);
            database.transactions()
                    .inOne(() -> IntStream.range(0, 250)
                            .forEach(number -> database.accessTokens()
                                    .add(AccessToken.issue(
                                            alice.id(),
                                            TokenName.parse("Token " + number),
                                            TokenFormat.standard().generate(RANDOM),
                                            new LifeSpan(
                                                    NOW.minus(Duration.ofDays(30)),
                                                    Optional.of(NOW.plusSeconds(1 + number / 7))),
                                            Narrowing.none()))));
            AnnounceExpiring announce = new AnnounceExpiring(
                    database.transactions(),
                    database.accessTokens(),
                    database.users(),
                    database.expiryWatch(),
                    outbox(database),
                    List.of(14, 1),
                    () -> NOW);

            AtOnce.run(8, announce::announce);
            announce.announce();

            assertThat(all(database)).hasSize(500);
            assertThat(all(database).stream().map(Delivery::body).distinct()).hasSize(500);
        }
    }

    @Test
    void of_many_who_give_webhooks_one_name_one_gets_it() throws Exception {
        try (Database database = open()) {
            Webhooks webhooks = database.webhooks(key);
            RenameWebhook rename = new RenameWebhook(changes(database, () -> NOW), webhooks);
            AddWebhook add = addWebhook(database);
            WebhookId first = endpoint(database).id();
            WebhookId second = endpoint(database).id();
            WebhookName wanted = WebhookName.parse("Billing");
            AtomicInteger turn = new AtomicInteger();
            Queue<Reason> refused = new ConcurrentLinkedQueue<>();

            AtOnce.run(6, () -> {
                try {
                    switch (turn.getAndIncrement() % 3) {
                        case 0 -> rename.rename(OPERATOR, first, wanted);
                        case 1 -> rename.rename(OPERATOR, second, wanted);
                        default -> add.add(OPERATOR, wanted, URL, EnumSet.of(EventType.TOKEN_CREATED));
                    }
                } catch (Refusal no) {
                    refused.add(no.reason());
                }
            });

            assertThat(webhooks.all())
                    .extracting(Webhook::name)
                    .filteredOn(wanted::equals)
                    .hasSize(1);
            assertThat(refused).isNotEmpty().containsOnly(Reason.WEBHOOK_NAME_TAKEN);
        }
    }

    @Test
    void of_many_who_add_the_last_webhook_one_does() throws Exception {
        try (Database database = open()) {
            IntStream.range(0, 49).forEach(number -> endpoint(database));
            AddWebhook add = addWebhook(database);
            Queue<Reason> refused = new ConcurrentLinkedQueue<>();

            AtOnce.run(6, () -> {
                try {
                    add.add(OPERATOR, URL, EnumSet.of(EventType.TOKEN_CREATED));
                } catch (Refusal no) {
                    refused.add(no.reason());
                }
            });

            assertThat(database.webhooks(key).all()).hasSize(50);
            assertThat(refused).hasSize(5).containsOnly(Reason.TOO_MANY_WEBHOOKS);
        }
    }

    private AddWebhook addWebhook(Database database) {
        return new AddWebhook(
                changes(database, () -> NOW),
                database.webhooks(key),
                sender(delivery -> HttpOutcome.of(200, Optional.empty())),
                new OncePerForm(database.transactions(), database.submittedForms(), () -> NOW),
                RANDOM);
    }

    private Webhook endpoint(Database database) {
        Webhook endpoint = Webhook.add(URL, EnumSet.copyOf(EventType.chosen()), NOW.minusSeconds(1));
        database.webhooks(key).add(endpoint, SigningSecrets.of(SigningSecret.generate(RANDOM)));
        return endpoint;
    }

    private WebhookOutbox outbox(Database database) {
        return new WebhookOutbox(database.webhooks(key), database.webhookDeliveries());
    }

    private AuditedChanges changes(Database database, InstantSource clock) {
        return new AuditedChanges(
                database.transactions(),
                database.auditLog(),
                new ChangeLimit(new Counts(), clock),
                new Announcements(outbox(database)),
                clock);
    }

    private interface Receiver {
        Outcome take(Delivery delivery);
    }

    private DeliverWebhooks deliver(Database database, Receiver receiver) {
        return deliver(database, receiver, NOW);
    }

    private DeliverWebhooks deliver(Database database, Receiver receiver, Instant now) {
        Webhooks endpoints = database.webhooks(key);
        WebhookDeliveries deliveries = database.webhookDeliveries();
        return new DeliverWebhooks(
                changes(database, () -> now),
                database.transactions(),
                endpoints,
                deliveries,
                sender(receiver),
                RetrySchedule.standard(),
                RANDOM,
                () -> now);
    }

    private static WebhookSender sender(Receiver receiver) {
        return new WebhookSender() {
            @Override
            public void close() {
                // There is nothing to close.
            }

            @Override
            public Outcome send(WebhookUrl url, Delivery delivery, List<SigningSecret> secrets, Instant at) {
                return receiver.take(delivery);
            }

            @Override
            public Optional<String> objectionTo(WebhookUrl url) {
                return Optional.empty();
            }
        };
    }

    private static boolean isReached(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<Delivery> all(Database database) {
        return Stream.iterate(
                        Optional.of(PageRequest.first()),
                        Optional::isPresent,
                        page -> database.webhookDeliveries()
                                .list(DeliveryFilter.everything(), page.orElseThrow())
                                .next()
                                .map(next -> new PageRequest(PageRequest.LARGEST, Optional.of(next))))
                .flatMap(page ->
                        database
                                .webhookDeliveries()
                                .list(DeliveryFilter.everything(), page.orElseThrow())
                                .items()
                                .stream())
                .toList();
    }
}
