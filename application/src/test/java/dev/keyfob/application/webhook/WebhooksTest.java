package dev.keyfob.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.Party;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.DeliveryId;
import dev.keyfob.domain.webhook.DeliveryState;
import dev.keyfob.domain.webhook.Endpoint;
import dev.keyfob.domain.webhook.EndpointId;
import dev.keyfob.domain.webhook.EndpointUrl;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.Outcome;
import dev.keyfob.domain.webhook.SigningSecret;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private static final EndpointUrl URL = new EndpointUrl("https://hooks.example.com/in?key=x");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebhookVerbs webhooks = keyfob.useCases.webhooks;

    // What is told.

    @Test
    void a_token_that_is_made_is_told_of_with_whose_it_is_and_by_whom() {
        add();

        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Lap\"top");

        assertThat(bodies())
                .containsExactly(
                        "{\"type\":\"token.created\",\"timestamp\":\"2026-11-24T09:30:00Z\",\"data\":{\"token\":"
                                + "{\"id\":\"" + created.token().id()
                                + "\",\"name\":\"Lap\\\"top\",\"owner\":\"alice@example.com\","
                                + "\"expires_at\":\"2026-12-24T09:30:00Z\"},\"by\":{\"kind\":\"user\",\"name\":"
                                + "\"alice@example.com\"}}}");
    }

    @Test
    void a_token_that_is_revoked_is_told_of_once() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Laptop");
        add();

        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, created.token().id());
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, created.token().id());

        assertThat(bodies())
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains(
                                "\"token.revoked\"",
                                "\"scope\":\"token\"",
                                created.token().id().toString(),
                                "\"by\":{\"kind\":\"operator\",\"name\":\"operator\"}"));
    }

    @Test
    void what_is_revoked_in_bulk_is_one_event_that_says_whose_and_how_many() {
        keyfob.tokenOf(keyfob.alice, "One");
        keyfob.tokenOf(keyfob.alice, "Two");
        keyfob.tokenOf(keyfob.bob, "Three");
        add();

        keyfob.useCases.tokens.revokeToken.revokeAllOf(keyfob.operator, keyfob.alice.email());
        keyfob.clock.advance(Duration.ofSeconds(1));
        keyfob.useCases.tokens.revokeToken.revokeAll(keyfob.operator);

        assertThat(bodies()).hasSize(2);
        assertThat(bodies().get(1))
                .contains("\"token.revoked\"", "\"scope\":\"owner\",\"owner\":\"alice@example.com\",\"number\":2");
        assertThat(bodies().get(0))
                .contains("\"token.revoked\"", "\"scope\":\"everyone\",\"number\":1")
                .doesNotContain("owner");
    }

    @Test
    void rotation_and_reuse_are_told_of_from_the_entries_of_the_audit_log() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Laptop");
        add();
        AnnouncingAuditLog log = new AnnouncingAuditLog(
                keyfob.auditLog,
                new Outbox(keyfob.webhookEndpoints, keyfob.webhookDeliveries),
                keyfob.tokens,
                keyfob.users);
        Party token = Party.token(created.token());

        log.append(AuditEntry.of(keyfob.operator, AuditAction.TOKEN_ROTATED, token, keyfob.clock.instant()));
        log.append(AuditEntry.refused(
                Party.finder(),
                AuditAction.TOKEN_REUSED,
                token,
                keyfob.clock.instant().plusSeconds(1),
                "192.0.2.66"));

        assertThat(bodies().get(1))
                .contains("\"token.rotated\"", created.token().id().toString());
        assertThat(bodies().get(0))
                .contains("\"token.reused\"", created.token().id().toString(), "\"address\":\"192.0.2.66\"");
    }

    @Test
    void a_disabled_user_is_told_of() {
        add();

        keyfob.useCases.users.disableUser.disable(keyfob.signedIn(keyfob.admin), keyfob.bob.email());

        assertThat(bodies())
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains("\"user.disabled\"", keyfob.bob.id().toString(), "\"email\":\"bob@example.com\"")
                        .contains("\"name\":\"admin@example.com\""));
    }

    @Test
    void what_was_tried_and_refused_is_not_told_of() {
        add();
        AnnouncingAuditLog log = new AnnouncingAuditLog(
                keyfob.auditLog,
                new Outbox(keyfob.webhookEndpoints, keyfob.webhookDeliveries),
                keyfob.tokens,
                keyfob.users);

        log.append(AuditEntry.refused(
                Party.user(keyfob.bob),
                AuditAction.USER_DISABLED,
                Party.user(keyfob.alice),
                keyfob.clock.instant(),
                "192.0.2.1"));

        assertThat(bodies()).isEmpty();
    }

    @Test
    void each_endpoint_is_told_of_what_it_wants_and_a_disabled_one_of_nothing() {
        Endpoint all = add();
        Endpoint created = add(EnumSet.of(EventType.TOKEN_CREATED));
        add(EnumSet.of(EventType.TOKEN_REVOKED));
        Endpoint disabled = add();
        keyfob.webhookEndpoints.update(disabled.disable(keyfob.clock.instant(), "gone"));

        keyfob.tokenOf(keyfob.alice, "Laptop");

        assertThat(deliveries()).extracting(Delivery::endpoint).containsExactlyInAnyOrder(all.id(), created.id());
        assertThat(deliveries()).extracting(Delivery::id).doesNotHaveDuplicates();
    }

    @Test
    void no_secret_is_told() {
        add();

        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.useCases.tokens.revokeToken.revokePresented(
                new Actor.Finder("192.0.2.1"), List.of(created.secret().reveal()));

        assertThat(bodies())
                .hasSize(2)
                .allSatisfy(body -> assertThat(body)
                        .doesNotContain(created.secret().reveal().substring(6, 20))
                        .doesNotContain(created.token().hint())
                        .hasSizeLessThan(20_000));
    }

    // What ends soon.

    @Test
    void a_token_is_told_of_fourteen_days_and_one_day_before_its_end_once_each() {
        add();
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.clock.advance(Duration.ofDays(16).minusSeconds(1));
        keyfob.useCases.webhooks.announceExpiring.announce();
        assertThat(expiring()).isEmpty();

        keyfob.clock.advance(Duration.ofSeconds(1));
        keyfob.useCases.webhooks.announceExpiring.announce();
        keyfob.useCases.webhooks.announceExpiring.announce();
        assertThat(expiring())
                .singleElement()
                .satisfies(
                        body -> assertThat(body).contains(created.token().id().toString(), "\"days\":14"));

        keyfob.clock.advance(Duration.ofDays(13));
        keyfob.useCases.webhooks.announceExpiring.announce();
        keyfob.clock.advance(Duration.ofDays(2));
        keyfob.useCases.webhooks.announceExpiring.announce();
        assertThat(expiring()).hasSize(2);
        assertThat(expiring().get(0)).contains("\"days\":1}");
    }

    @Test
    void tokens_that_never_had_so_long_were_revoked_or_whose_owner_is_disabled_are_not_told_of() {
        add();
        keyfob.useCases.tokens.createToken.create(
                keyfob.signedIn(keyfob.alice),
                new NewToken(
                        keyfob.alice.email(),
                        TokenName.parse("Short"),
                        Expiry.parse("7d", ZoneOffset.UTC),
                        Narrowing.none()));
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, keyfob.tokenOf(keyfob.alice, "Revoked").token().id());
        keyfob.tokenOf(keyfob.bob, "Dead");
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());

        keyfob.useCases.webhooks.announceExpiring.announce();
        assertThat(expiring()).isEmpty();
        keyfob.clock.advance(Duration.ofDays(6));
        keyfob.useCases.webhooks.announceExpiring.announce();
        assertThat(expiring())
                .singleElement()
                .satisfies(body -> assertThat(body).contains("\"Short\"", "\"days\":1"));
        keyfob.clock.advance(Duration.ofDays(15));
        keyfob.useCases.webhooks.announceExpiring.announce();
        assertThat(expiring()).hasSize(1);
    }

    @Test
    void who_is_added_later_is_told_of_what_ends_soon_already_if_nobody_was_before() {
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.clock.advance(Duration.ofDays(20));
        keyfob.useCases.webhooks.announceExpiring.announce();
        add();

        keyfob.useCases.webhooks.announceExpiring.announce();

        assertThat(expiring()).hasSize(1);
    }

    // How it is brought out.

    @Test
    void a_delivery_is_sent_signed_with_the_endpoints_secret_and_then_done() {
        AddedWebhook added = webhooks.addWebhook.add(keyfob.operator, URL, all());
        keyfob.tokenOf(keyfob.alice, "Laptop");

        assertThat(keyfob.useCases.webhooks.deliverWebhooks.due())
                .containsExactly(added.endpoint().id());
        keyfob.useCases.webhooks.deliverWebhooks.deliverNext(added.endpoint().id());

        assertThat(keyfob.webhookSender.sent).singleElement().satisfies(sent -> {
            assertThat(sent.url()).isEqualTo(URL);
            assertThat(sent.secrets()).containsExactly(added.secret());
            assertThat(sent.at()).isEqualTo(keyfob.clock.instant());
        });
        assertThat(deliveries()).extracting(Delivery::state).containsExactly(DeliveryState.DELIVERED);
        assertThat(endpoint(added.endpoint().id()).deliveredAt()).contains(keyfob.clock.instant());
        assertThat(keyfob.useCases.webhooks.deliverWebhooks.due()).isEmpty();
        assertThat(keyfob.useCases.webhooks.deliverWebhooks.deliverNext(
                        added.endpoint().id()))
                .isEmpty();
    }

    @Test
    void after_a_failure_it_waits_and_then_says_the_same_under_the_same_id() {
        Endpoint endpoint = add();
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.webhookSender.answer(Outcome.answered(500, Optional.empty()));

        keyfob.useCases.webhooks.deliverWebhooks.deliverNext(endpoint.id());
        assertThat(keyfob.useCases.webhooks.deliverWebhooks.due()).isEmpty();
        keyfob.clock.advance(Duration.ofSeconds(6));
        keyfob.webhookSender.answer(Outcome.answered(200, Optional.empty()));
        keyfob.useCases.webhooks.deliverWebhooks.deliverNext(endpoint.id());

        assertThat(keyfob.webhookSender.sent).hasSize(2);
        Delivery first = keyfob.webhookSender.sent.get(0).delivery();
        Delivery second = keyfob.webhookSender.sent.get(1).delivery();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(delivery.attempts()).isEqualTo(2);
            assertThat(delivery.note()).isEqualTo("HTTP 200");
        });
    }

    // It was committed; the process that took it up died before it could say how it went.
    @Test
    void what_a_dead_process_took_up_is_taken_up_again_after_a_minute() {
        Endpoint endpoint = add();
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.webhookDeliveries.update(deliveries().get(0).take(keyfob.clock.instant()));

        assertThat(keyfob.useCases.webhooks.deliverWebhooks.due()).isEmpty();
        keyfob.clock.advance(Duration.ofMinutes(1));
        assertThat(keyfob.useCases.webhooks.deliverWebhooks.deliverNext(endpoint.id()))
                .isPresent();

        assertThat(deliveries()).extracting(Delivery::state).containsExactly(DeliveryState.DELIVERED);
    }

    @Test
    void who_is_gone_is_disabled_and_that_is_audited() {
        Endpoint endpoint = add();
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.webhookSender.answer(Outcome.answered(410, Optional.empty()));

        keyfob.useCases.webhooks.deliverWebhooks.deliverNext(endpoint.id());

        assertThat(endpoint(endpoint.id()).disabled())
                .hasValueSatisfying(disabled -> assertThat(disabled.why()).contains("410"));
        assertThat(deliveries()).extracting(Delivery::state).containsExactly(DeliveryState.FAILED);
        assertThat(keyfob.auditLog.entries)
                .filteredOn(entry -> entry.action() == AuditAction.WEBHOOK_DISABLED)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor()).isEqualTo(Party.keyfob());
                    assertThat(entry.subject().name()).isEqualTo("https://hooks.example.com/…");
                });
    }

    @Test
    void who_takes_nothing_for_three_days_is_disabled() {
        Endpoint endpoint = add();
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.webhookSender.answer(Outcome.failed("no answer within 15 seconds"));

        int attempts = 0;
        while (endpoint(endpoint.id()).isEnabled() && attempts < 20) {
            deliveries().get(0).dueAt().ifPresent(keyfob.clock::set);
            keyfob.useCases.webhooks.deliverWebhooks.deliverNext(endpoint.id());
            attempts++;
        }

        assertThat(attempts).isEqualTo(10);
        assertThat(Duration.between(InMemoryKeyfob.START, keyfob.clock.instant()))
                .isGreaterThan(Duration.ofDays(3));
        assertThat(endpoint(endpoint.id()).disabled())
                .hasValueSatisfying(disabled -> assertThat(disabled.why()).contains("no answer within 15 seconds"));
    }

    @Test
    void who_takes_other_events_is_not_disabled_for_one_that_never_arrives() {
        Endpoint endpoint = add();
        keyfob.tokenOf(keyfob.alice, "Laptop");
        DeliveryId poison = deliveries().get(0).id();
        while (true) {
            Delivery delivery = keyfob.webhookDeliveries.findForUpdate(poison).orElseThrow();
            if (delivery.state() == DeliveryState.FAILED) {
                break;
            }
            keyfob.clock.set(delivery.dueAt().orElseThrow());
            keyfob.webhookSender.answer(Outcome.answered(400, Optional.empty()));
            keyfob.useCases.webhooks.deliverWebhooks.deliverNext(endpoint.id());
            keyfob.webhookSender.answer(Outcome.answered(200, Optional.empty()));
            keyfob.useCases.webhooks.rotateWebhookSecret.rotate(keyfob.operator, endpoint.id());
            keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());
            keyfob.useCases.users.enableUser.enable(keyfob.operator, keyfob.bob.email());
            keyfob.useCases.webhooks.deliverWebhooks.deliverNext(endpoint.id());
        }

        assertThat(endpoint(endpoint.id()).isEnabled()).isTrue();
    }

    @Test
    void a_disabled_endpoint_that_is_enabled_gets_what_waited() {
        Endpoint endpoint = add();
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.webhookEndpoints.update(endpoint.disable(keyfob.clock.instant(), "gone"));
        assertThat(keyfob.useCases.webhooks.deliverWebhooks.deliverNext(endpoint.id()))
                .isEmpty();

        webhooks.enableWebhook.enable(keyfob.operator, endpoint.id());
        webhooks.enableWebhook.enable(keyfob.operator, endpoint.id());

        assertThat(keyfob.useCases.webhooks.deliverWebhooks.deliverNext(endpoint.id()))
                .isPresent();
        assertThat(audited(AuditAction.WEBHOOK_ENABLED)).isEqualTo(1);
    }

    // What is done about endpoints.

    @Test
    void adding_shows_the_secret_and_is_audited_without_it() {
        AddedWebhook added = webhooks.addWebhook.add(keyfob.signedIn(keyfob.admin), URL, all());

        assertThat(webhooks.listWebhooks.list(keyfob.operator)).containsExactly(added.endpoint());
        assertThat(keyfob.auditLog.entries)
                .filteredOn(entry -> entry.action() == AuditAction.WEBHOOK_ADDED)
                .singleElement()
                .satisfies(entry -> assertThat(entry.toString())
                        .contains("hooks.example.com")
                        .doesNotContain(added.secret().reveal())
                        .doesNotContain("key=x"));
    }

    @Test
    void what_the_sender_objects_to_is_not_added() {
        assertThatThrownBy(
                        () -> webhooks.addWebhook.add(keyfob.operator, new EndpointUrl("https://db.internal/"), all()))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.WEBHOOK_URL_REFUSED));
        assertThat(webhooks.listWebhooks.list(keyfob.operator)).isEmpty();
    }

    @Test
    void there_are_at_most_fifty() {
        for (int i = 0; i < 50; i++) {
            add();
        }

        assertThatThrownBy(this::add).hasMessageContaining("at most 50");
    }

    @Test
    void removing_takes_what_waited_along() {
        Endpoint endpoint = add();
        Endpoint other = add();
        keyfob.tokenOf(keyfob.alice, "Laptop");

        webhooks.removeWebhook.remove(keyfob.operator, endpoint.id());

        assertThat(deliveries()).extracting(Delivery::endpoint).containsExactly(other.id());
        assertThat(audited(AuditAction.WEBHOOK_REMOVED)).isEqualTo(1);
        assertThatThrownBy(() -> webhooks.removeWebhook.remove(keyfob.operator, endpoint.id()))
                .hasMessage("There is no such webhook.");
    }

    @Test
    void for_a_day_after_a_rotation_both_secrets_sign() {
        AddedWebhook added = webhooks.addWebhook.add(keyfob.operator, URL, all());
        EndpointId id = added.endpoint().id();

        SigningSecret next =
                webhooks.rotateWebhookSecret.rotate(keyfob.operator, id).secret();
        webhooks.testWebhook.test(keyfob.operator, id);
        keyfob.clock.advance(Duration.ofHours(24));
        webhooks.testWebhook.test(keyfob.operator, id);

        assertThat(keyfob.webhookSender.sent.get(0).secrets()).containsExactly(next, added.secret());
        assertThat(keyfob.webhookSender.sent.get(1).secrets()).containsExactly(next);
        assertThat(audited(AuditAction.WEBHOOK_ROTATED)).isEqualTo(1);
    }

    @Test
    void a_test_is_tried_once_and_said_how_it_went() {
        Endpoint endpoint = add();
        keyfob.webhookSender.answer(Outcome.answered(500, Optional.empty()));

        Delivery tested = webhooks.testWebhook.test(keyfob.operator, endpoint.id());

        assertThat(tested.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(tested.note()).isEqualTo("HTTP 500");
        assertThat(deliveries()).containsExactly(tested);
        assertThat(keyfob.useCases.webhooks.deliverWebhooks.due()).isEmpty();
        assertThat(endpoint(endpoint.id()).isEnabled()).isTrue();
    }

    @Test
    void what_was_given_up_or_has_arrived_can_be_tried_again_and_what_is_under_way_cannot() {
        Endpoint endpoint = add();
        Delivery tested = webhooks.testWebhook.test(keyfob.operator, endpoint.id());

        webhooks.retryDelivery.retry(keyfob.signedIn(keyfob.admin), tested.id());

        assertThat(keyfob.useCases.webhooks.deliverWebhooks.due()).containsExactly(endpoint.id());
        assertThat(audited(AuditAction.DELIVERY_RETRIED)).isEqualTo(1);
        keyfob.webhookDeliveries.update(deliveries().get(0).take(keyfob.clock.instant()));
        assertThatThrownBy(() -> webhooks.retryDelivery.retry(keyfob.operator, tested.id()))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.DELIVERY_UNDER_WAY));
        assertThatThrownBy(() -> webhooks.retryDelivery.retry(keyfob.operator, DeliveryId.random()))
                .hasMessage("There is no such delivery.");
    }

    // Both are first attempts: a retry begins to count anew.
    @Test
    void whose_minute_is_over_does_not_undo_what_was_delivered_after_a_retry() {
        Endpoint endpoint = add();
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.webhookSender.duringNextSend(() -> {
            keyfob.clock.advance(Duration.ofMinutes(2));
            webhooks.retryDelivery.retry(keyfob.operator, deliveries().get(0).id());
            keyfob.useCases.webhooks.deliverWebhooks.deliverNext(endpoint.id());
            keyfob.webhookSender.answer(Outcome.failed("no answer"));
        });

        keyfob.useCases.webhooks.deliverWebhooks.deliverNext(endpoint.id());

        assertThat(deliveries()).extracting(Delivery::state).containsExactly(DeliveryState.DELIVERED);
    }

    @Test
    void deliveries_are_forgotten_after_thirty_days() {
        add();
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.clock.advance(Duration.ofDays(30));
        keyfob.useCases.webhooks.forgetDeliveries.forget();
        assertThat(deliveries()).hasSize(1);

        keyfob.clock.advance(Duration.ofSeconds(1));
        keyfob.useCases.webhooks.forgetDeliveries.forget();

        assertThat(deliveries()).isEmpty();
    }

    @Test
    void whoever_may_not_manage_tokens_may_do_nothing_here() {
        Endpoint endpoint = add();
        Delivery tested = webhooks.testWebhook.test(keyfob.operator, endpoint.id());
        Actor bob = keyfob.signedIn(keyfob.bob);
        List<ThrowingCallable> all = List.of(
                () -> webhooks.addWebhook.add(bob, URL, all()),
                () -> webhooks.listWebhooks.list(bob),
                () -> webhooks.removeWebhook.remove(bob, endpoint.id()),
                () -> webhooks.rotateWebhookSecret.rotate(bob, endpoint.id()),
                () -> webhooks.enableWebhook.enable(bob, endpoint.id()),
                () -> webhooks.testWebhook.test(bob, endpoint.id()),
                () -> webhooks.listDeliveries.list(bob, DeliveryFilter.everything(), PageRequest.first()),
                () -> webhooks.retryDelivery.retry(bob, tested.id()));

        assertThat(all)
                .allSatisfy(attempt -> assertThatThrownBy(attempt)
                        .isInstanceOfSatisfying(
                                Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.ROLE_MISSING)));
    }

    @Test
    void events_are_chosen_by_their_codes_and_none_means_all() {
        assertThat(EventType.parse(List.of("token.created", "user.disabled")))
                .containsExactlyInAnyOrder(EventType.TOKEN_CREATED, EventType.USER_DISABLED);
        assertThat(EventType.parse(List.of())).hasSize(6).doesNotContain(EventType.WEBHOOK_TEST);
        assertThatThrownBy(() -> EventType.parse(List.of("webhook.test")))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.EVENT_UNREADABLE))
                .hasMessageContaining("token.expiring");
    }

    private Endpoint add() {
        return add(all());
    }

    private Endpoint add(Set<EventType> events) {
        return webhooks.addWebhook.add(keyfob.operator, URL, events).endpoint();
    }

    private static Set<EventType> all() {
        return EnumSet.copyOf(EventType.chosen());
    }

    private Endpoint endpoint(EndpointId id) {
        return keyfob.webhookEndpoints.find(id).orElseThrow();
    }

    private List<Delivery> deliveries() {
        return webhooks.listDeliveries
                .list(keyfob.operator, DeliveryFilter.everything(), PageRequest.first())
                .items();
    }

    /** The latest first. */
    private List<String> bodies() {
        return deliveries().stream().map(Delivery::body).toList();
    }

    private List<String> expiring() {
        return bodies().stream().filter(body -> body.contains("token.expiring")).toList();
    }

    private long audited(AuditAction action) {
        return keyfob.auditLog.entries.stream()
                .filter(entry -> entry.action() == action)
                .count();
    }
}
