package dev.keyfob.persistence;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.UseCaseSettings;
import dev.keyfob.application.UseCases;
import dev.keyfob.application.fake.AtOnce;
import dev.keyfob.application.fake.PlainPasswordHashing;
import dev.keyfob.application.fake.ScriptedMailSender;
import dev.keyfob.application.fake.ScriptedWebhookSender;
import dev.keyfob.application.fake.StandardSettings;
import dev.keyfob.application.mail.MailSettings;
import dev.keyfob.domain.mail.MailId;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.RoleChange;
import dev.keyfob.domain.user.User;
import dev.keyfob.persistence.audit.HmacAuditMac;
import dev.keyfob.persistence.secrets.SealingKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mail of many nodes at once, and of very many tokens, on a real database. */
abstract class MailRaces {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private final ScriptedMailSender sender = new ScriptedMailSender();

    abstract Database open();

    @Test
    void a_mail_about_a_change_that_is_undone_is_never_sent() {
        try (Database database = open()) {
            UseCases verbs = verbs(database);
            User bob = join(database, "bob@example.com");
            RoleChange promotion = RoleChange.to(Set.of(Role.ADMIN));

            assertThatThrownBy(() -> database.transactions().inOne((Runnable) () -> {
                        verbs.users.setRoles.set(OPERATOR, bob.email(), promotion);
                        throw new IllegalStateException("the power went");
                    }))
                    .hasMessage("the power went");

            assertThat(database.mails().countUpTo(DeliveryState.PENDING, 10)).isZero();
            verbs.users.setRoles.set(OPERATOR, bob.email(), promotion);
            assertThat(database.mails().countUpTo(DeliveryState.PENDING, 10)).isEqualTo(1);
        }
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void fifty_thousand_tokens_that_expire_are_one_mail_for_each_person_and_each_is_sent_by_one_node()
            throws Exception {
        try (Database database = open()) {
            List<User> people = new ArrayList<>();
            database.transactions()
                    .inOne(() -> IntStream.range(0, 1_200).forEach(number -> {
                        people.add(join(database, "user" + number + "@example.com"));
                    }));
            for (int part = 0; part < 50; part++) {
                int first = part * 1_000;
                database.transactions()
                        .inOne(() -> IntStream.range(first, first + 1_000)
                                .forEach(number ->
                                        database.accessTokens().add(expiring(people.get(number % 1_000), number))));
            }

            AtOnce.run(4, () -> verbs(database).mail.sendDigests.send());
            assertThat(database.mails().countUpTo(DeliveryState.PENDING, 10_000))
                    .isEqualTo(1_000);
            AtOnce.run(4, () -> {
                while (verbs(database).mail.deliverMail.deliverNext()) {}
            });

            assertThat(sender.sent).hasSize(1_000);
            Set<MailId> ids =
                    sender.sent.stream().map(ScriptedMailSender.Sent::id).collect(Collectors.toSet());
            Set<Email> addresses =
                    sender.sent.stream().map(ScriptedMailSender.Sent::to).collect(Collectors.toSet());
            assertThat(ids).hasSize(1_000);
            assertThat(addresses).hasSize(1_000);
            assertThat(sender.sent.get(0).text().subject()).isEqualTo("50 of your tokens expire soon");
            assertThat(sender.sent.get(0).text().body()).contains("- and 30 more");
            assertThat(verbs(database).mail.sendDigests.send()).isFalse();
        }
    }

    private UseCases verbs(Database database) {
        UseCaseSettings standard = StandardSettings.useCases();
        UseCaseSettings withMail = new UseCaseSettings(
                standard.tokens(),
                standard.sessions(),
                standard.accounts(),
                standard.webhookRetries(),
                standard.expiryWarningDays(),
                standard.auditKept(),
                standard.wrongSecrets(),
                new MailSettings(true, 6));
        return new UseCases(
                database.ports(
                        new PlainPasswordHashing(),
                        HmacAuditMac.none(),
                        SealingKey.ofThisProcess(),
                        new ScriptedWebhookSender(),
                        sender),
                withMail,
                RANDOM,
                () -> NOW);
    }

    private static User join(Database database, String email) {
        User user = User.joining(new Email(email), Set.of(), NOW);
        database.users().add(user);
        return user;
    }

    private static AccessToken expiring(User owner, int number) {
        Instant end = NOW.plus(Duration.ofDays(10));
        return AccessToken.issue(
                owner.id(),
                TokenName.parse("CI " + number),
                TokenFormat.standard().generate(RANDOM),
                new LifeSpan(NOW.minus(Duration.ofDays(30)), Optional.of(end)),
                Narrowing.none());
    }
}
