package dev.keyfob.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final SampleWebhooks sample = new SampleWebhooks(keyfob);

    @Test
    void a_token_that_is_made_is_told_of_with_whose_it_is_and_by_whom() {
        sample.add();

        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Lap\"top");

        assertThat(sample.bodies())
                .containsExactly("""
                        {"type":"token.created","timestamp":"2026-11-24T09:30:00Z","data":{\
                        "token":{"id":"%s","name":"Lap\\"top","owner":"alice@example.com",\
                        "expires_at":"2026-12-24T09:30:00Z"},\
                        "by":{"kind":"user","name":"alice@example.com"}}}""".formatted(created.token().id()));
    }

    @Test
    void a_token_that_is_revoked_is_told_of_once() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Laptop");
        sample.add();

        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, created.token().id());
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, created.token().id());

        assertThat(sample.bodies())
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
        sample.add();

        keyfob.useCases.tokens.revokeToken.revokeAllOf(keyfob.operator, keyfob.alice.email());
        keyfob.clock.advance(Duration.ofSeconds(1));
        keyfob.useCases.tokens.revokeToken.revokeAll(keyfob.operator);

        assertThat(sample.bodies()).hasSize(2);
        assertThat(sample.bodies().get(1))
                .contains("\"token.revoked\"", "\"scope\":\"owner\",\"owner\":\"alice@example.com\",\"number\":2");
        assertThat(sample.bodies().get(0))
                .contains("\"token.revoked\"", "\"scope\":\"everyone\",\"number\":1")
                .doesNotContain("owner");
    }

    @Test
    void rotation_and_reuse_are_told_of_from_the_entries_of_the_audit_log() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Laptop");
        sample.add();
        AuditSubject token = new AuditSubject.OfOwnedToken(created.token(), keyfob.alice);

        announcing().makeUnchecked(keyfob.operator, change -> change.record(AuditAction.TOKEN_ROTATED, token));
        keyfob.clock.advance(Duration.ofSeconds(1));
        announcing()
                .makeWithoutActor(
                        "192.0.2.66",
                        change -> change.by(AuditParty.finder()).recordRefused(AuditAction.TOKEN_REUSED, token));

        assertThat(sample.bodies().get(1))
                .contains("\"token.rotated\"", created.token().id().toString());
        assertThat(sample.bodies().get(0))
                .contains("\"token.reused\"", created.token().id().toString(), "\"address\":\"192.0.2.66\"");
    }

    @Test
    void a_disabled_user_is_told_of() {
        sample.add();

        keyfob.useCases.users.disableUser.disable(keyfob.signedIn(keyfob.admin), keyfob.bob.email());

        assertThat(sample.bodies())
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains("\"user.disabled\"", keyfob.bob.id().toString(), "\"email\":\"bob@example.com\"")
                        .contains("\"name\":\"admin@example.com\""));
    }

    @Test
    void what_was_tried_and_refused_is_not_told_of() {
        sample.add();

        announcing()
                .makeUnchecked(
                        keyfob.signedIn(keyfob.bob),
                        change ->
                                change.recordRefused(AuditAction.USER_DISABLED, new AuditSubject.OfUser(keyfob.alice)));

        assertThat(sample.bodies()).isEmpty();
    }

    @Test
    void an_entry_that_names_too_little_to_tell_of_it_undoes_the_change_whoever_listens() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Laptop");
        AuditSubject withoutOwner = new AuditSubject.OfToken(created.token());

        assertThatThrownBy(() -> announcing()
                        .makeUnchecked(
                                keyfob.operator, change -> change.record(AuditAction.TOKEN_REVOKED, withoutOwner)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TOKEN_REVOKED", "OfToken");
    }

    @Test
    void no_secret_is_told() {
        sample.add();

        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.useCases.tokens.revokeToken.revokePresented(
                new Actor.Finder("192.0.2.1"), List.of(created.secret().reveal()));

        assertThat(sample.bodies())
                .hasSize(2)
                .allSatisfy(body -> assertThat(body)
                        .doesNotContain(created.secret().reveal().substring(6, 20))
                        .doesNotContain(created.token().hint())
                        .hasSizeLessThan(20_000));
    }

    private AuditedChanges announcing() {
        WebhookOutbox outbox = new WebhookOutbox(keyfob.webhooks, keyfob.webhookDeliveries);
        return new AuditedChanges(
                keyfob.transactions,
                keyfob.auditLog,
                new ChangeLimit(new Counts(), keyfob.clock),
                new Announcements(outbox),
                keyfob.clock);
    }
}
