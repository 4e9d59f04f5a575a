package dev.keyfob.application.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyfob.application.UseCases.WebhookVerbs;
import dev.keyfob.application.audit.ExportAudit;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.application.token.TokenEdit;
import dev.keyfob.application.user.ProvenIdentity;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditFormat;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Checks that hundreds of changes in a burst are allowed, and that thousands a minute are refused without a write. */
class ChangeLimitTest {

    private static final int AT_ONCE = 500;
    private static final int ROTATIONS = 60;
    private static final int SIGN_INS = 300;
    private static final String HERE = "192.0.2.1";
    private static final WebhookUrl HOOK = new WebhookUrl("https://hooks.example.com/");
    private static final RotationOptions REPLACING = new RotationOptions(Optional.empty(), Optional.empty(), true);

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Actor alice = keyfob.signedIn(keyfob.alice);
    private final CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
    private final TokenId id = token.token().id();

    @Test
    void after_a_burst_an_account_is_told_when_to_come_back_and_then_may_go_on() {
        burst(alice);

        Refusal refusal = refused(() -> suspendAndResume(alice));

        assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_CHANGES);
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(4));
        assertThat(refusal.explanation()).contains("Come back in 4 seconds", "Revoking still works");
        keyfob.clock.advance(Duration.ofSeconds(4));
        assertThatCode(() -> keyfob.useCases.tokens.suspendToken.suspend(alice, id))
                .doesNotThrowAnyException();
    }

    @Test
    void every_change_of_a_person_is_counted_and_writes_nothing_when_refused() {
        Actor admin = keyfob.signedIn(keyfob.admin);
        CreatedToken own = keyfob.tokenOf(keyfob.admin, "Laptop");
        WebhookVerbs webhooks = keyfob.useCases.webhooks;
        WebhookId webhook = sampleWebhook();
        webhooks.pauseWebhook.pause(keyfob.operator, webhook);
        burst(admin);
        int entries = keyfob.auditLog.entries.size();
        int written = keyfob.written().size();

        List<ThrowingCallable> changes = List.of(
                () -> keyfob.tokenOf(keyfob.admin, "Another"),
                () -> keyfob.useCases.tokens.rotateToken.rotate(
                        admin, own.token().id(), REPLACING),
                () -> keyfob.useCases.tokens.editToken.edit(admin, id, renamed("Renamed")),
                () -> keyfob.useCases.tokens.suspendToken.suspend(admin, id),
                () -> keyfob.useCases.tokens.resumeToken.resume(admin, id),
                () -> keyfob.useCases.users.enableUser.enable(admin, keyfob.bob.email()),
                () -> webhooks.addWebhook.add(admin, HOOK, EnumSet.of(EventType.TOKEN_CREATED)),
                () -> webhooks.rotateWebhookSecret.rotate(admin, webhook),
                () -> webhooks.resumeWebhook.resume(admin, webhook),
                () -> webhooks.pingWebhook.ping(admin, webhook),
                () -> keyfob.useCases.audit.exportAudit.export(
                        admin,
                        new ExportAudit.Wanted(AuditFormat.JSONL, Optional.empty(), Optional.empty()),
                        line -> {},
                        done -> {}));

        assertThat(changes)
                .allSatisfy(change -> assertThat(refused(change).reason()).isEqualTo(Reason.TOO_MANY_CHANGES));
        assertThat(keyfob.auditLog.entries).hasSize(entries);
        assertThat(keyfob.written()).hasSize(written);
    }

    @Test
    void revoking_disabling_pausing_and_ending_sessions_work_all_the_same() {
        Actor admin = keyfob.signedIn(keyfob.admin);
        WebhookId webhook = sampleWebhook();
        var session = keyfob.useCases.sessions.signIn.signIn(
                keyfob.alice.email(), password(), HERE, InMemoryKeyfob.newDevice(), "Firefox on Linux");
        burst(alice);
        burst(admin);

        keyfob.useCases.tokens.revokeToken.revoke(alice, id);
        keyfob.useCases.tokens.revokeToken.revokeAllOf(alice, keyfob.alice.email());
        keyfob.useCases.sessions.signOut.signOut(alice, session.secret());
        keyfob.useCases.users.disableUser.disable(admin, keyfob.alice.email());
        keyfob.useCases.webhooks.pauseWebhook.pause(admin, webhook);
        keyfob.useCases.webhooks.removeWebhook.remove(admin, webhook);

        assertThat(keyfob.tokens.find(id).orElseThrow().isRevoked()).isTrue();
        assertThat(keyfob.sessions.listOf(keyfob.alice.id())).isEmpty();
    }

    @Test
    void others_and_the_operator_are_not_held_up() {
        burst(alice);

        assertThatCode(() -> keyfob.tokenOf(keyfob.bob, "Laptop")).doesNotThrowAnyException();
        assertThatCode(() -> burst(keyfob.operator)).doesNotThrowAnyException();
        assertThatCode(() -> burst(keyfob.operator)).doesNotThrowAnyException();
    }

    @Test
    void the_operator_tests_a_webhook_as_often_as_needed() {
        WebhookId webhook = sampleWebhook();

        assertThatCode(() -> {
                    for (int i = 0; i <= AT_ONCE; i++) {
                        keyfob.useCases.webhooks.pingWebhook.ping(keyfob.operator, webhook);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void a_token_is_rotated_so_many_times_an_hour_and_every_secret_stays_known() {
        TokenId another = keyfob.tokenOf(keyfob.alice, "CI").token().id();
        List<String> secrets = new ArrayList<>(List.of(token.secret().reveal()));
        for (int i = 0; i < ROTATIONS; i++) {
            secrets.add(keyfob.useCases
                    .tokens
                    .rotateToken
                    .rotate(alice, id, REPLACING)
                    .secret()
                    .reveal());
        }

        Refusal refusal = refused(() -> keyfob.useCases.tokens.rotateToken.rotate(alice, id, REPLACING));

        assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_CHANGES);
        assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(1));
        assertThatCode(() -> keyfob.useCases.tokens.rotateToken.rotate(alice, another, REPLACING))
                .doesNotThrowAnyException();
        assertThat(secrets)
                .allSatisfy(secret -> assertThat(keyfob.useCases
                                .tokens
                                .verifyToken
                                .verify(HERE, secret, List.of())
                                .found())
                        .isPresent());
    }

    // A stranger who knows a token's id must not use up the rotations of its owner.
    @Test
    void only_rotations_by_the_owner_count() {
        Actor bob = keyfob.signedIn(keyfob.bob);
        for (int i = 0; i < ROTATIONS; i++) {
            assertThat(refused(() -> keyfob.useCases.tokens.rotateToken.rotate(bob, id, REPLACING))
                            .reason())
                    .isEqualTo(Reason.TOKEN_NOT_FOUND);
        }

        assertThatCode(() -> keyfob.useCases.tokens.rotateToken.rotate(alice, id, REPLACING))
                .doesNotThrowAnyException();
    }

    @Test
    void good_sign_ins_of_an_account_are_limited_and_its_sessions_bounded() {
        for (int i = 0; i < SIGN_INS; i++) {
            keyfob.useCases.sessions.signIn.signIn(
                    keyfob.alice.email(), password(), HERE, InMemoryKeyfob.newDevice(), "Firefox on Linux");
        }

        Refusal refusal = refused(() -> keyfob.useCases.sessions.signIn.signIn(
                keyfob.alice.email(), password(), HERE, InMemoryKeyfob.newDevice(), "Firefox on Linux"));

        assertThat(refusal.reason()).isEqualTo(Reason.SIGN_IN_TOO_SOON);
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(10));
        assertThat(keyfob.sessions.listOf(keyfob.alice.id())).hasSize(100);
        assertThatCode(() -> suspendAndResume(alice)).doesNotThrowAnyException();
    }

    // A person whom a provider accepts and Keyfob refuses can return as fast as the provider redirects.
    @Test
    void refused_sign_ins_through_a_provider_are_limited_too() {
        ProvenIdentity proven = new ProvenIdentity(
                new Identity("https://idp.example.com", "42"),
                Optional.of(keyfob.alice.email()),
                Optional.empty(),
                Optional.empty(),
                "Example");
        for (int i = 0; i < SIGN_INS; i++) {
            assertThat(refused(() -> keyfob.useCases.sessions.signInWithIdentity.signIn(
                                    proven, HERE, "Firefox on Linux"))
                            .reason())
                    .isEqualTo(Reason.SIGN_IN_FAILED);
        }
        int entries = keyfob.auditLog.entries.size();

        Refusal refusal =
                refused(() -> keyfob.useCases.sessions.signInWithIdentity.signIn(proven, HERE, "Firefox on Linux"));

        assertThat(refusal.reason()).isEqualTo(Reason.SIGN_IN_TOO_SOON);
        assertThat(keyfob.auditLog.entries).hasSize(entries);
    }

    @Test
    void what_is_remembered_is_bounded_and_who_goes_on_is_not_forgotten() {
        ChangeLimit limit = new ChangeLimit(new Counts(), keyfob.clock);
        Stream.generate(() -> "busy").limit(SIGN_INS).forEach(limit::takeSignIn);

        for (int i = 0; i < 120_000; i++) {
            limit.takeSignIn("account " + i);
            if (i % 1_000 == 0) {
                refused(() -> limit.takeSignIn("busy"));
            }
        }

        assertThat(refused(() -> limit.takeSignIn("busy")).reason()).isEqualTo(Reason.SIGN_IN_TOO_SOON);
    }

    private WebhookId sampleWebhook() {
        return keyfob.useCases
                .webhooks
                .addWebhook
                .add(keyfob.operator, HOOK, EnumSet.of(EventType.TOKEN_CREATED))
                .webhook()
                .id();
    }

    private void burst(Actor actor) {
        for (int i = 0; i < AT_ONCE; i++) {
            try {
                keyfob.useCases.tokens.suspendToken.suspend(actor, id);
            } catch (Refusal reached) {
                return;
            }
        }
    }

    private void suspendAndResume(Actor actor) {
        keyfob.useCases.tokens.suspendToken.suspend(actor, id);
        keyfob.useCases.tokens.resumeToken.resume(actor, id);
    }

    private static Password password() {
        return Password.attempt(InMemoryKeyfob.ALICE_PASSWORD);
    }

    private static TokenEdit renamed(String name) {
        return new TokenEdit(Optional.of(TokenName.parse(name)), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Refusal refused(ThrowingCallable change) {
        Refusal refusal = catchThrowableOfType(Refusal.class, change);
        assertThat(refusal).as("the refusal").isNotNull();
        return refusal;
    }
}
