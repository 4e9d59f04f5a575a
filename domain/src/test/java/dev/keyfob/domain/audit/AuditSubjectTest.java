package dev.keyfob.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientId;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.mail.MailKind;
import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.SampleTokens;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.ReservedEmail;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookName;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditSubjectTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final User ALICE = User.joining(new Email("alice@example.com"), Set.of(), NOW);
    private static final String ID = ALICE.id().toString();

    // Old entries of the log have these texts, and readers search for them.
    @Test
    void each_subject_is_stored_as_it_always_was() {
        AccessToken token = SampleTokens.of(ALICE.id(), "CI");
        ApiClient client = ApiClient.register(
                ClientId.generate(new SecureRandom()),
                new ClientName("gateway"),
                ApiClient.generateSecret(new SecureRandom()),
                NOW);
        Webhook webhook = Webhook.add(
                new WebhookUrl("https://hooks.example.com/" + "x".repeat(400)), Set.of(EventType.TOKEN_CREATED), NOW);
        ChainPosition position = new ChainPosition(7, "a".repeat(64));

        assertStored(new AuditSubject.OfToken(token), "TOKEN", token.id().toString(), "CI", ID);
        assertStored(
                new AuditSubject.OfOwnedToken(token, ALICE), "TOKEN", token.id().toString(), "CI", ID);
        assertStored(
                new AuditSubject.OfPickUp(PickUp.ofSecret(token, new Stamp(NOW, "operator"), Optional.empty())),
                "TOKEN",
                token.id().toString(),
                "CI",
                ID);
        assertStored(new AuditSubject.TokensOf(ALICE, 2), "USER", ID, "2 tokens of alice@example.com", ID);
        assertStored(new AuditSubject.TokensOfAnyone(3), "TOKEN", "", "3 tokens", "");
        assertStored(new AuditSubject.OfUser(ALICE), "USER", ID, "alice@example.com", ID);
        assertStored(
                new AuditSubject.ChangedEmail(ALICE, new Email("bob@example.com")),
                "USER",
                ID,
                "alice@example.com, now bob@example.com",
                ID);
        assertStored(
                new AuditSubject.OfIdentity(ALICE, new Identity("https://id.example.com", "4711")),
                "USER",
                ID,
                "alice@example.com, subject 4711 of https://id.example.com",
                ID);
        assertStored(
                new AuditSubject.FreedEmail(new ReservedEmail(new Email("bob@example.com"), ALICE.id(), NOW)),
                "USER",
                ID,
                "bob@example.com",
                ID);
        assertStored(new AuditSubject.UnknownAccount(), "STRANGER", "", "unknown account", "");
        assertStored(
                new AuditSubject.RefusedSignIn("Company", "account", "no e-mail address"),
                "STRANGER",
                "",
                "Company, account: no e-mail address",
                "");
        assertStored(new AuditSubject.LostRecord(12), "KEYFOB", "", "record 12 of the audit log, which is gone", "");
        assertStored(
                new AuditSubject.Clock(NOW, NOW.plusSeconds(60)),
                "KEYFOB",
                "",
                "clock, which should show 2026-11-24T09:30:00Z and shows 2026-11-24T09:31:00Z",
                "");
        assertStored(
                new AuditSubject.OfMail(MailKind.PASSWORD_CHANGED, ALICE, "550 no such\nmailbox"),
                "USER",
                ID,
                "alice@example.com, Password changed: 550 no such?mailbox",
                ID);
        assertStored(
                new AuditSubject.MailChoice(ALICE, EnumSet.allOf(NoticeKind.class)),
                "USER",
                ID,
                "alice@example.com, off: by_others expiring",
                ID);
        assertStored(new AuditSubject.MailChoice(ALICE, Set.of()), "USER", ID, "alice@example.com, off: none", ID);
        assertStored(new AuditSubject.OfClient(client), "CLIENT", client.id().value(), "gateway", "");
        assertStored(
                new AuditSubject.OfWebhook(webhook),
                "WEBHOOK",
                webhook.id().toString(),
                webhook.url()
                        .shown()
                        .substring(0, Math.min(300, webhook.url().shown().length())),
                "");
        Webhook named = Webhook.add(
                new WebhookName("Billing"),
                new WebhookUrl("https://hooks.example.com/in"),
                Set.of(EventType.TOKEN_CREATED),
                NOW);
        assertStored(
                new AuditSubject.OfWebhook(named),
                "WEBHOOK",
                named.id().toString(),
                "Billing, https://hooks.example.com/…",
                "");
        assertStored(
                new AuditSubject.Policy(PolicyChanges.parse(List.of("longest_life=90d"))),
                "POLICY",
                "",
                "longest_life=90d",
                "");
        assertStored(
                new AuditSubject.Lacked(Permission.TOKEN_MANAGE, "POST /x"),
                "PERMISSION",
                Permission.TOKEN_MANAGE.name(),
                "POST /x",
                "");
        assertStored(new AuditSubject.LogExport("csv from then"), "LOG", "", "csv from then", "");
        assertStored(
                new AuditSubject.LogCut(new AuditCut(position, 1, "admin@example.com")),
                "LOG",
                position.toString(),
                "1 entry, signed off by admin@example.com",
                "");
        assertStored(
                new AuditSubject.LogCut(new AuditCut(position, 2, "admin@example.com")),
                "LOG",
                position.toString(),
                "2 entries, signed off by admin@example.com",
                "");
        assertStored(new AuditSubject.AllData(Optional.empty()), "BACKUP", "", "all data", "");
        assertStored(
                new AuditSubject.AllData(Optional.of(NOW)), "BACKUP", "", "all data as of 2026-11-24T09:30:00Z", "");
        assertThat(tried).containsExactlyInAnyOrder(AuditSubject.class.getPermittedSubclasses());
    }

    @Test
    void a_name_that_is_too_long_is_cut_but_no_character_is() {
        String before = ALICE.email() + ", subject " + "x".repeat(200) + " of ";
        String issuer = "https://" + "i".repeat(291 - before.length());
        Identity identity = new Identity(issuer + "\uD83D\uDD11", "x".repeat(200));

        String name = new AuditSubject.OfIdentity(ALICE, identity).asParty().name();

        assertThat(name).isEqualTo(before + issuer).hasSize(299);
    }

    private final List<Class<?>> tried = new ArrayList<>();

    private void assertStored(AuditSubject subject, String kind, String id, String name, String owner) {
        assertThat(subject.asParty()).isEqualTo(new AuditParty(AuditParty.Kind.valueOf(kind), id, name, owner));
        if (!tried.contains(subject.getClass())) {
            tried.add(subject.getClass());
        }
    }
}
