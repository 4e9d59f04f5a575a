package dev.keyfob.application.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.application.user.UserEdit;
import dev.keyfob.application.webhook.WebhookWithSecret;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.mail.DigestLine;
import dev.keyfob.domain.mail.MailKind;
import dev.keyfob.domain.mail.QueuedMail;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.RoleChange;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditNotificationsTest {

    private final InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();

    @Test
    void nothing_waits_where_no_mail_server_is_configured() {
        InMemoryKeyfob silent = new InMemoryKeyfob();

        silent.useCases.users.setRoles.set(silent.operator, silent.bob.email(), RoleChange.to(Set.of(Role.ADMIN)));
        silent.useCases.tokens.revokeToken.revokeAll(silent.operator);

        assertThat(silent.mails.all()).isEmpty();
        assertThat(silent.digests.all()).isEmpty();
    }

    @Test
    void a_password_that_was_set_is_an_alarm_and_a_wrong_one_is_none() {
        keyfob.useCases.users.setPassword.set(
                keyfob.operator, keyfob.bob.email(), Password.attempt("bob likes cold coffee"));

        assertThat(keyfob.mails.all()).singleElement().satisfies(mail -> {
            assertThat(mail.kind()).isEqualTo(MailKind.PASSWORD_CHANGED);
            assertThat(mail.user()).contains(keyfob.bob.id());
            assertThat(mail.address()).isEmpty();
            assertThat(mail.text().body())
                    .contains("Hello bob,", "was set by operator")
                    .doesNotContain("cold coffee");
        });
    }

    @Test
    void changed_roles_are_an_alarm_to_whom_they_are_changed() {
        keyfob.useCases.users.setRoles.set(
                keyfob.signedIn(keyfob.admin), keyfob.bob.email(), RoleChange.to(Set.of(Role.ADMIN)));

        assertThat(keyfob.mails.all()).singleElement().satisfies(mail -> {
            assertThat(mail.kind()).isEqualTo(MailKind.ROLES_CHANGED);
            assertThat(mail.text().body()).contains("by admin@example.com");
        });
    }

    @Test
    void another_address_is_told_at_both() {
        keyfob.useCases.users.editUser.edit(
                keyfob.operator,
                keyfob.bob.email(),
                new UserEdit(Optional.empty(), Optional.of(new Email("bobby@example.com"))));

        assertThat(keyfob.mails.all()).extracting(QueuedMail::kind).containsOnly(MailKind.EMAIL_CHANGED);
        assertThat(keyfob.mails.all())
                .extracting(QueuedMail::address)
                .containsExactlyInAnyOrder(Optional.empty(), Optional.of(new Email("bob@example.com")));
        while (keyfob.useCases.mail.deliverMail.deliverNext()) {}
        assertThat(keyfob.mailSender.sent)
                .extracting(sent -> sent.to().value())
                .containsExactlyInAnyOrder("bob@example.com", "bobby@example.com");
    }

    @Test
    void a_token_that_somebody_found_is_an_alarm_and_one_that_the_owner_revoked_is_nothing() {
        CreatedToken leaked = keyfob.tokenOf(keyfob.alice, "CI");
        CreatedToken noted = keyfob.tokenOf(keyfob.alice, "Laptop");
        CreatedToken own = keyfob.tokenOf(keyfob.alice, "Phone");
        Actor finder = new Actor.Finder("192.0.2.7");

        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.signedIn(keyfob.alice), own.token().id());
        keyfob.useCases.leaks.handleLeakReport.revoke(finder, leaked.secret().reveal());
        keyfob.useCases.leaks.handleLeakReport.recordOnly(finder, noted.secret().reveal());

        assertThat(keyfob.mails.all())
                .extracting(QueuedMail::kind)
                .containsOnly(MailKind.TOKEN_LEAKED)
                .hasSize(2);
        assertThat(keyfob.mails.all().get(0).text().body())
                .contains("“CI”", leaked.token().hint(), "was revoked and no longer works")
                .doesNotContain(leaked.secret().reveal());
        assertThat(keyfob.mails.all().get(1).text().body()).contains("“Laptop”", "still works");
        assertThat(keyfob.digests.all()).isEmpty();
    }

    @Test
    void an_old_secret_that_is_used_again_is_one_alarm() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.use(keyfob.useCases
                .tokens
                .rotateToken
                .rotate(keyfob.operator, token.token().id(), RotationOptions.standard())
                .secret());
        keyfob.clock.advance(Duration.ofMinutes(1));

        keyfob.use(token.secret());
        keyfob.use(token.secret());

        assertThat(keyfob.mails.all()).extracting(QueuedMail::kind).containsExactly(MailKind.OLD_SECRET_USED);
        assertThat(keyfob.digests.all()).isEmpty();
    }

    @Test
    void what_others_do_to_tokens_waits_for_the_digest() {
        CreatedToken made = keyfob.useCases.tokens.createToken.create(
                keyfob.operator,
                new NewToken(keyfob.alice.email(), TokenName.parse("CI"), new Expiry.Standard(), Narrowing.none()));

        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.signedIn(keyfob.admin), made.token().id());
        keyfob.tokenOf(keyfob.bob, "Phone");
        keyfob.useCases.tokens.revokeToken.revokeAllOf(keyfob.operator, keyfob.bob.email());

        assertThat(keyfob.mails.all()).isEmpty();
        assertThat(keyfob.digests.all())
                .extracting(DigestLine::line)
                .containsExactly(
                        "“CI” (" + made.token().hint() + ") was created for you by operator on 24 Nov 2026, 09:30 UTC",
                        "“CI” (" + made.token().hint() + ") was revoked by admin@example.com on 24 Nov 2026, 09:30 UTC",
                        "All your tokens were revoked by operator on 24 Nov 2026, 09:30 UTC");
    }

    @Test
    void the_emergency_brake_is_one_notice_for_each_owner() {
        keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.tokenOf(keyfob.bob, "Phone");

        keyfob.useCases.tokens.revokeToken.revokeAll(keyfob.operator);

        assertThat(keyfob.digests.all())
                .extracting(DigestLine::user)
                .containsExactlyInAnyOrder(keyfob.alice.id(), keyfob.bob.id());
    }

    @Test
    void a_webhook_that_fails_is_told_to_administrators_and_one_that_is_paused_to_nobody() {
        WebhookWithSecret hook = keyfob.useCases.webhooks.addWebhook.add(
                keyfob.operator, new WebhookUrl("https://hooks.example.com/secret"), Set.of(EventType.TOKEN_CREATED));
        WebhookWithSecret paused = keyfob.useCases.webhooks.addWebhook.add(
                keyfob.operator, new WebhookUrl("https://other.example.com/"), Set.of(EventType.TOKEN_REVOKED));
        keyfob.useCases.webhooks.pauseWebhook.pause(
                keyfob.operator, paused.webhook().id());
        keyfob.webhookSender.answer(Outcome.gone("HTTP 410"));
        keyfob.tokenOf(keyfob.alice, "CI");

        keyfob.useCases.webhooks.deliverWebhooks.deliverNext(hook.webhook().id());

        assertThat(keyfob.mails.all()).singleElement().satisfies(mail -> {
            assertThat(mail.user()).contains(keyfob.admin.id());
            assertThat(mail.text().body()).contains("hooks.example.com").doesNotContain("/secret");
        });
    }
}
