package dev.keyfob.persistence;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientId;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.mail.DigestLine;
import dev.keyfob.domain.mail.MailKind;
import dev.keyfob.domain.mail.MailText;
import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.domain.mail.QueuedMail;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.pickup.Offer;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.RecentUse;
import dev.keyfob.domain.token.RefusedUse;
import dev.keyfob.domain.token.RetiredSecret;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.token.TokenUses;
import dev.keyfob.domain.user.CodePurpose;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.IssuedCode;
import dev.keyfob.domain.user.LinkedIdentity;
import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.SubmittedForm;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.Event;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.SigningSecrets;
import dev.keyfob.domain.webhook.Webhook;
import dev.keyfob.domain.webhook.WebhookUrl;
import dev.keyfob.persistence.secrets.SealingKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Fills a database with users, with tokens in every state and with difficult names, and with rows in all other tables.
 */
public final class Population {

    /** The secrets of all tokens, by the result of their verification, and all other secrets that must not leak. */
    public record Secrets(Map<String, List<String>> ofTokens, List<String> others) {}

    private static final String[] NAMES = {
        "Build server",
        "Größenwahn",
        "🔑 key 👩 👧",
        "ключ",
        "钥匙",
        "مفتاح",
        "a\"b\\c",
        "'; drop table app_user; --",
        "=1+1",
        "line|pipe,comma;semi",
        "{\"table\":\"app_user\"}",
        "[null]",
        "𝒦𝑒𝓎",
        "ﬁ ligature",
        "e\u0301 combined",
        "%_!"
    };

    private static final TokenFormat FORMAT = new TokenFormat("kfpat_");

    private final Database database;
    private final Instant now;
    private final Random chance;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, List<String>> ofTokens = new TreeMap<>();
    private final List<String> others = new ArrayList<>();

    private Population(Database database, Instant now, long seed) {
        this.database = database;
        this.now = now;
        this.chance = new Random(seed);
    }

    /** Fills the database. Tokens expire before and after {@code now}, which has microsecond precision. */
    public static Secrets fill(Database database, Instant now, int people, int tokensEach) {
        Population population = new Population(database, now, people * 31L + tokensEach);
        database.transactions().inOne(() -> population.fill(people, tokensEach));
        return new Secrets(population.ofTokens, population.others);
    }

    private void fill(int people, int tokensEach) {
        Users users = database.users();
        for (int i = 0; i < people; i++) {
            Email email = new Email("user" + i + "@example.com");
            User user = User.joining(email, i % 7 == 0 ? Set.of(Role.ADMIN, new Role("auditor")) : Set.of(), someTime())
                    .called(i % 3 == 0 ? Optional.of("Zoë 🙂 O'Neil " + i) : Optional.empty());
            boolean isDisabled = i % 11 == 10;
            users.add(isDisabled ? user.disable(now.minusSeconds(i)) : user);
            if (i % 5 == 0) {
                Email earlier = new Email("earlier" + i + "@example.com");
                users.changeEmail(user, earlier, someTime());
                users.changeEmail(user.withEmail(earlier), email, someTime());
            }
            if (i % 2 == 0) {
                database.passwordHashes().put(user.id(), "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA" + i);
            }
            if (i % 4 == 0) {
                database.identities()
                        .add(new LinkedIdentity(
                                new Identity("https://id.example.com/" + i, "sub|" + i + "/ü"),
                                user.id(),
                                i % 8 == 0 ? Optional.of(email) : Optional.empty(),
                                someTime()));
            }
            for (int n = 0; n < tokensEach; n++) {
                token(user, n, isDisabled);
            }
            session(user, i);
        }
        for (int i = 0; i < 20; i++) {
            TokenSecret secret = ApiClient.generateSecret(random);
            others.add(secret.reveal());
            ApiClient client =
                    ApiClient.register(ClientId.generate(random), ClientName.parse("client-" + i), secret, someTime());
            database.apiClients().add(client);
            if (i % 2 == 0) {
                database.apiClients().noteUses(Map.of(client.id(), now));
            }
        }
        database.policies().put(PolicyChanges.parse(List.of("longest_life=300d", "tokens_per_user=5000")));
        webhooks();
        database.noteTime(now);
        database.signInCounters().update(database.signInCounters().lock("0".repeat(64)));
    }

    private void webhooks() {
        Webhooks endpoints = database.webhooks(SealingKey.ofThisProcess());
        Webhook endpoint =
                Webhook.add(WebhookUrl.parse("https://hooks.example.com/keyfob"), Set.of(EventType.TOKEN_CREATED), now);
        SigningSecret secret = SigningSecret.generate(random);
        others.add(secret.reveal());
        endpoints.add(endpoint, SigningSecrets.of(secret));
        for (int i = 0; i < 5; i++) {
            database.webhookDeliveries().add(Delivery.of(Event.of(EventType.TOKEN_CREATED, someTime()), endpoint.id()));
        }
        database.expiryWatch().lockProgress(14);
        database.expiryWatch()
                .updateProgress(14, new Cursor(Optional.of(now), endpoint.id().value()));
    }

    private void token(User owner, int number, boolean isOwnerDisabled) {
        TokenSecret secret = FORMAT.generate(random);
        Instant created = now.minus(Duration.ofDays(40)).plusNanos(chance.nextInt(1_000_000) * 1_000L);
        int kind = chance.nextInt(6);
        Instant end =
                kind == 1 ? now.minusSeconds(60) : now.plus(Duration.ofDays(30)).plusNanos(999_000);
        AccessToken token = AccessToken.issue(
                        owner.id(),
                        TokenName.parse(NAMES[number % NAMES.length] + " " + number),
                        secret,
                        new LifeSpan(created, Optional.of(end)),
                        number % 5 == 0 ? Narrowing.to(List.of(Permission.parse("recipe:run"))) : Narrowing.none())
                .usableFrom(number % 9 == 0 ? Networks.parse("192.0.2.0/24 2001:db8::/32") : Networks.any())
                .noted(TokenNote.parse(number % 4 == 0 ? NAMES[(number + 1) % NAMES.length] + "\nin 2 lines" : ""));
        if (kind == 2) {
            token = token.suspendByOwner(now.minusSeconds(10), owner.email().value());
        }
        if (kind == 3) {
            token = token.revoke(now.minusSeconds(5), "operator");
        }
        AccessTokens tokens = database.accessTokens();
        tokens.add(token);
        if (number % 3 == 0) {
            Instant used = now.minusSeconds(chance.nextInt(100_000));
            LocalDate day = used.atZone(ZoneOffset.UTC).toLocalDate();
            tokens.noteUses(List.of(new RecentUse(
                    token.id(),
                    used,
                    new TokenUses(
                            new TreeMap<>(
                                    Map.of(day, 1L + chance.nextInt(1_000_000), day.minusDays(1), 3_000_000_000L)),
                            Map.of("192.0.2." + number % 250, used, "2001:db8::" + number, used.minusMillis(1))))));
        }
        if (number % 7 == 0) {
            database.mailChoices().put(owner.id(), Set.of(NoticeKind.EXPIRING));
            database.digests().add(new DigestLine(owner.id(), NoticeKind.BY_OTHERS, "a line", someTime()));
            database.mails()
                    .add(QueuedMail.to(
                            owner.id(), MailKind.ROLES_CHANGED, new MailText("a mail", "a line"), someTime()));
            Stamp prepared = new Stamp(someTime(), "admin@example.com");
            database.pickUps()
                    .put(
                            number % 2 == 0
                                    ? PickUp.ofSecret(token, prepared, Optional.of(end))
                                    : PickUp.ofToken(
                                            owner.id(),
                                            token.name(),
                                            prepared,
                                            new Offer.NewToken(
                                                    Optional.of(Duration.ofDays(30)),
                                                    token.restrictions(),
                                                    TokenNote.none())));
        }
        if (number % 6 == 0) {
            tokens.noteRefusals(Map.of(
                    token.id(),
                    List.of(new RefusedUse(
                            new RefusedUse.Case(
                                    Reason.ROLE_BOUND,
                                    Optional.of(Permission.parse("recipe:deploy")),
                                    "2001:db8:" + number + "::/64",
                                    number % 4 == 0),
                            1 + number,
                            now.minusSeconds(number)))));
        }
        if (number % 8 == 0) {
            TokenSecret earlier = FORMAT.generate(random);
            others.add(earlier.reveal());
            database.retiredSecrets()
                    .add(new RetiredSecret(
                            earlier.digest(),
                            token.id(),
                            created,
                            created.plusSeconds(60),
                            Optional.of(created.plusSeconds(60)),
                            Optional.empty(),
                            Optional.empty()));
        }
        if (number % 2 == 0) {
            database.auditLog()
                    .append(new AuditEntry(
                            UUID.randomUUID(),
                            created,
                            AuditParty.operator(),
                            AuditAction.TOKEN_CREATED,
                            new AuditSubject.OfToken(token).asParty(),
                            true,
                            "command line"));
        }
        String said = switch (kind) {
            case 1 -> "expired";
            case 2 -> "suspended";
            case 3 -> "revoked";
            default -> isOwnerDisabled ? "owner_disabled" : "active";
        };
        ofTokens.computeIfAbsent(isOwnerDisabled ? "of a disabled owner" : said, any -> new ArrayList<>())
                .add(secret.reveal());
    }

    private void session(User user, int number) {
        SessionSecret secret = SessionSecret.generate(random);
        database.sessions()
                .add(new Session(
                        secret.digest(),
                        user.id(),
                        now,
                        now,
                        "192.0.2.1",
                        Session.PASSWORD,
                        "Firefox on Linux",
                        Optional.of(now)));
        OneTimeCode code = OneTimeCode.generate(random);
        others.add(code.reveal());
        database.issuedCodes().add(IssuedCode.of(code, CodePurpose.INVITATION, Optional.of(user.id()), now));
        SubmittedForm form = secret.sentForm("nonce " + number);
        if (database.submittedForms().begin(form, now)) {
            TokenSecret waiting = FORMAT.generate(random);
            others.add(waiting.reveal());
            database.submittedForms().keep(form, waiting.reveal());
        }
    }

    // Returns a time with microsecond precision. Half of these times are in the hour that occurs twice in central
    // Europe.
    private Instant someTime() {
        return chance.nextBoolean()
                ? Instant.parse("2025-10-26T00:30:00Z").plusNanos(chance.nextInt(3_600_000) * 1_000_000L + 123_000)
                : now.minusSeconds(chance.nextInt(10_000_000)).plusNanos(1_000);
    }
}
