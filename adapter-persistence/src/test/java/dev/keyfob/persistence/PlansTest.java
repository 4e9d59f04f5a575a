package dev.keyfob.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.SampleEntries;
import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.AuditChain;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.mail.DigestProgress;
import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.domain.mail.QueuedMail;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.RecentUse;
import dev.keyfob.domain.token.RotationKey;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.token.TokenUses;
import dev.keyfob.domain.user.CodePurpose;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.IssuedCode;
import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.SubmittedForm;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.domain.user.UserOrder;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.WebhookId;
import dev.keyfob.persistence.backup.ArchiveTable;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Checks that every statement of the product finds its rows by an index. The test asks PostgreSQL for its query plans,
 * on tables that are large enough for the plan to matter.
 */
class PlansTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final Email SOMEONE = new Email("user777@example.com");

    private static final String FILL = """
            insert into app_user (id, email, roles, created_at)
                select gen_random_uuid(), 'user' || n || '@example.com', '', timestamp '2026-01-01' + n * interval '1 s'
                from generate_series(1, 1000) n;
            insert into access_token (id, owner_id, name, folded_name, live_name, name_key, digest, hint, created_at,
                    expires_at, expiry_key, revoked_at)
                select gen_random_uuid(), u.id, 'Token ' || n, 'token ' || n,
                    case when n % 10 > 0 then 'token ' || n end, 'token ' || n,
                    sha256(cast(u.id || '/' || n as bytea)), 'kfpat_...abcd',
                    timestamp '2026-01-01' + n * interval '1 h', timestamp '2027-01-01' + n * interval '1 h',
                    timestamp '2027-01-01' + n * interval '1 h',
                    case when n % 10 = 0 then timestamp '2026-06-01' + n * interval '1 h' end
                from app_user u, generate_series(1, 50) n;
            insert into token_use_day (token_id, use_day, uses)
                select id, date '2026-11-01' + cast(n as integer), 1 from access_token, generate_series(1, 2) n
                where name < 'Token 3';
            insert into token_address (token_id, address, last_seen)
                select id, '192.0.2.' || n, timestamp '2026-11-01' from access_token, generate_series(1, 2) n
                where name < 'Token 3';
            insert into audit_entry (id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id,
                    subject_name, succeeded, address, number, hash)
                select gen_random_uuid(), timestamp '2026-01-01' + n * interval '1 s', 'OPERATOR', '', 'operator',
                    'TOKEN_CREATED', 'TOKEN', '', 'CI', true, '', n, sha256(cast(cast(n as text) as bytea))
                from generate_series(1, 50000) n;
            update audit_head set number = 50000;
            insert into web_session (digest, user_id, started_at, seen_at, address)
                select sha256(cast(u.id || '/' || n as bytea)), u.id, timestamp '2026-01-01', timestamp '2026-01-01'
                    + n * interval '1 s', ''
                from app_user u, generate_series(1, 10) n;
            insert into sign_in_counter (id, failures, touched_at)
                select encode(sha256(cast(cast(n as text) as bytea)), 'hex'), 1,
                    timestamp '2026-01-01' + n * interval '1 s'
                from generate_series(1, 20000) n;
            insert into sent_form (id, sent_at)
                select encode(sha256(cast(cast(n as text) as bytea)), 'hex'),
                    timestamp '2026-01-01' + n * interval '1 s'
                from generate_series(1, 20000) n;
            insert into one_time_code (digest, purpose, user_id, issued_at, expires_at)
                select sha256(cast(u.id || '/code/' || n as bytea)), 'INVITATION', u.id, timestamp '2026-01-01',
                    timestamp '2026-01-02' + n * interval '1 s'
                from app_user u, generate_series(1, 20) n;
            insert into retired_secret (digest, token_id, retired_at, works_until, suspect_from, rotation_key)
                select sha256(cast(id || '/old/' || n as bytea)), id, timestamp '2026-01-01', timestamp '2026-01-02',
                    timestamp '2026-01-02', encode(sha256(cast(cast(id as text) as bytea)), 'hex')
                from access_token, generate_series(1, 2) n
                where name < 'Token 3';
            update access_token set successor_digest = sha256(cast(id || '/new' as bytea)), successor_hint = '',
                    rotation_begun_at = timestamp '2026-01-01', overlap_ends_at = timestamp '2026-01-02'
                where name < 'Token 2';
            insert into webhook_endpoint (id, url, events, sealed_secret, created_at)
                select gen_random_uuid(), 'https://hooks.example.com/' || n, 'token.created', cast('x' as bytea),
                    timestamp '2026-01-01'
                from generate_series(1, 50) n;
            insert into webhook_delivery (id, endpoint_id, event, body, created_at, state, attempts, due_at, note)
                select gen_random_uuid(), e.id, 'TOKEN_CREATED', '{}', timestamp '2026-11-01' + n * interval '1 s',
                    case when n % 50 = 0 then 'PENDING' else 'DELIVERED' end, 1,
                    case when n % 50 = 0 then timestamp '2026-11-24' + n * interval '1 s' end, ''
                from webhook_endpoint e, generate_series(1, 500) n;
            insert into pick_up (token_id, owner_id, name, prepared_at, prepared_by, ends_at)
                select gen_random_uuid(), u.id, 'CI ' || n, timestamp '2026-11-20', 'operator',
                    timestamp '2026-11-27' + n * interval '1 s'
                from app_user u, generate_series(1, 20) n;
            insert into password_hash (user_id, hash) select id, 'x' from app_user;
            insert into mail (id, kind, user_id, asked_from, subject, body, created_at, state, attempts, due_at, note)
                select gen_random_uuid(), 'DIGEST', u.id, '', 'x', 'x', timestamp '2026-11-01' + n * interval '1 s',
                    case when n % 10 = 0 then 'PENDING' else 'FAILED' end, 1,
                    case when n % 10 = 0 then timestamp '2026-11-24' + n * interval '1 s' end, ''
                from app_user u, generate_series(1, 20) n;
            insert into mail_notice (user_id, kind, line, noted_at)
                select u.id, 'BY_OTHERS', 'x', timestamp '2026-11-01' from app_user u, generate_series(1, 20) n;
            analyze;
            """;

    private static final PostgresConnectionInfo ADDRESS = PostgresServer.newMigrated();

    private final Set<String> statements = new LinkedHashSet<>();

    @BeforeAll
    static void fill() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(FILL);
        }
    }

    @Test
    void no_statement_reads_a_large_table_from_end_to_end() throws Exception {
        try (Database database = PatientDatabase.onPostgres(ADDRESS);
                Connection connection = connect()) {
            database.tell(new SqlLogger() {
                @Override
                public void logBeforeExecution(StatementContext context) {
                    statements.add(context.getParsedSql().getSql());
                }
            });
            useAll(database);

            Map<String, String> plans = new LinkedHashMap<>();
            for (String each : statements) {
                plans.put(each, plan(connection, each));
            }

            assertThat(plans).hasSizeGreaterThan(40);
            assertThat(plans)
                    .allSatisfy((statement, plan) -> assertThat(plan)
                            .as(statement)
                            .doesNotContain(
                                    "Seq Scan on access_token", "Seq Scan on app_user", "Seq Scan on audit_entry")
                            .doesNotContain(
                                    "Seq Scan on web_session", "Seq Scan on sign_in_counter", "Seq Scan on sent_form")
                            .doesNotContain("Seq Scan on one_time_code")
                            .doesNotContain("Seq Scan on webhook_delivery", "Seq Scan on mail ")
                            .doesNotContain(
                                    "Seq Scan on password_hash",
                                    "Seq Scan on token_use_day",
                                    "Seq Scan on retired_secret",
                                    "Seq Scan on token_address"));
        }
    }

    // Otherwise the response to an unknown secret would be faster than that to a revoked one.
    @Test
    void an_unknown_secret_brings_a_row_with_as_much_in_it_as_a_revoked_one() throws Exception {
        try (Database database = PatientDatabase.onPostgres(ADDRESS);
                Connection connection = DriverManager.getConnection(
                        ADDRESS.url(), ADDRESS.user().orElseThrow(), "");
                Statement statement = connection.createStatement();
                ResultSet revoked = statement.executeQuery(
                        "select digest from access_token where revoked_at is not null limit 1")) {
            database.tell(new SqlLogger() {
                @Override
                public void logBeforeExecution(StatementContext context) {
                    statements.add(context.getParsedSql().getSql());
                }
            });
            revoked.next();
            TokenDigest known = new TokenDigest(revoked.getBytes(1));
            TokenDigest unknown = new TokenDigest(new byte[32]);

            assertThat(database.accessTokens().findByDigest(known)).isPresent();
            assertThat(database.accessTokens().findByDigest(unknown)).isEmpty();

            assertThat(statements).singleElement().satisfies(sql -> {
                assertThat(filledColumns(connection, sql, known)).contains("digest", "revoked_at", "user_email");
                assertThat(filledColumns(connection, sql, unknown)).containsAll(filledColumns(connection, sql, known));
            });
        }
    }

    /** Returns the columns that are not null in the single row of the result. */
    private static List<String> filledColumns(Connection connection, String sql, TokenDigest digest)
            throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement(sql)) {
            for (int i = 1; i <= asked.getParameterMetaData().getParameterCount(); i++) {
                asked.setBytes(i, digest.bytes());
            }
            ResultSet found = asked.executeQuery();
            List<String> filled = new ArrayList<>();
            assertThat(found.next()).isTrue();
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                if (found.getObject(i) != null) {
                    filled.add(found.getMetaData().getColumnLabel(i));
                }
            }
            assertThat(found.next()).isFalse();
            return filled;
        }
    }

    @Test
    void a_backup_reads_its_pages_by_the_key_wherever_they_are() throws Exception {
        try (Connection connection = connect()) {
            List<String> large = List.of("access_token", "token_use_day", "token_address", "audit_entry");

            for (ArchiveTable table :
                    ArchiveTable.of(large, Jdbi.create(connection).open())) {
                assertThat(plan(connection, table.page(true)))
                        .as(table.name())
                        .contains("Index Scan using " + table.name() + "_pkey")
                        .doesNotContain("Seq Scan", "Sort");
                assertThat(plan(connection, table.page(false)))
                        .as(table.name())
                        .contains("Index Scan using " + table.name() + "_pkey")
                        .doesNotContain("Seq Scan", "Sort");
            }
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                ADDRESS.url() + "?preferQueryMode=simple", ADDRESS.user().orElseThrow(), "");
    }

    private void useAll(Database database) {
        database.transactions().inOne(() -> {
            useTokens(
                    database.accessTokens(),
                    database.users().findByEmail(SOMEONE).orElseThrow());
            useSecrets(database);
            usePeople(database);
            useWebhooks(database);
            useMail(database);
        });
        database.latestInstant();
        database.noteTime(NOW);
    }

    private static void useTokens(AccessTokens tokens, User owner) {
        TokenFilter own = TokenFilter.ownedBy(owner.id());
        AccessToken token = tokens.list(own, TokenOrder.NEWEST_FIRST, PageRequest.first())
                .items()
                .get(0);
        for (TokenOrder.Field field : TokenOrder.Field.values()) {
            for (boolean ascending : new boolean[] {true, false}) {
                TokenOrder order = new TokenOrder(field, ascending);
                Cursor after = Cursor.after(token, order);
                tokens.list(own, order, PageRequest.first());
                tokens.list(own, order, new PageRequest(50, Optional.of(after)));
                tokens.list(own, order, new PageRequest(50, Optional.of(after), true));
                tokens.list(TokenFilter.everything(), order, PageRequest.first());
                tokens.list(TokenFilter.everything(), order, new PageRequest(50, Optional.of(after)));
                tokens.list(TokenFilter.everything(), order, new PageRequest(50, Optional.of(after), true));
            }
        }
        TokenFilter active = own.and(TokenFilter.inState(EnumSet.of(TokenState.ACTIVE), TokenPolicy.standard(), NOW));
        tokens.list(active.and(TokenFilter.nameLike("ken 7")), TokenOrder.NEWEST_FIRST, PageRequest.first());
        tokens.count(active);
        tokens.countUpTo(active, 10_001);
        tokens.find(token.id());
        tokens.findForUpdate(token.id());
        tokens.findByDigest(token.digest());
        tokens.findOwned(token.digest(), NOW, TokenPolicy.standard());
        tokens.findUnrevoked(owner.id(), token.name());
        tokens.revokeAllOf(new UserId(UUID.randomUUID()), new Stamp(NOW, "operator"));
        tokens.countUnrevokedOf(owner.id());
        tokens.noteUses(List.of(new RecentUse(
                token.id(),
                NOW,
                new TokenUses(new TreeMap<>(Map.of(LocalDate.parse("2026-11-24"), 1L)), Map.of("192.0.2.1", NOW)))));
        tokens.usesOf(token.id());
        tokens.update(token.revoke(NOW, "operator"));
        tokens.countEndedBefore(Instant.parse("2026-06-01T12:00:00Z"));
        tokens.removeEndedBefore(Instant.parse("2026-06-01T12:00:00Z"), 10);
        tokens.removeEndedBefore(Instant.parse("2026-01-01T12:00:00Z"), 10);
    }

    private static void useSecrets(Database database) {
        AccessTokens tokens = database.accessTokens();
        User owner = database.users().findByEmail(SOMEONE).orElseThrow();
        AccessToken token = tokens.list(TokenFilter.ownedBy(owner.id()), TokenOrder.NEWEST_FIRST, PageRequest.first())
                .items()
                .get(2);
        AccessToken rotated = token.rotate(
                TokenFormat.standard().generate(new SecureRandom()), NOW, NOW.plusSeconds(60), Optional.empty());
        RotationKey key = RotationKey.parse("key");
        tokens.list(
                TokenFilter.ownedBy(owner.id()).and(new TokenFilter.ReusedSince(NOW)),
                TokenOrder.NEWEST_FIRST,
                PageRequest.first());
        database.retiredSecrets().isKnown(token.id(), key);
        database.retiredSecrets().add(rotated.retired(NOW, Duration.ofSeconds(60)));
        tokens.update(rotated.succeeded());
        database.retiredSecrets().noteReuse(token.digest(), NOW);
        PickUp pickUp = PickUp.ofSecret(token, new Stamp(NOW, "operator"), Optional.empty());
        database.pickUps().put(pickUp);
        database.pickUps().find(token.id());
        database.pickUps().findForUpdate(token.id());
        database.pickUps().allWaitingFor(owner.id(), NOW);
        database.pickUps().allWaiting(NOW, 500);
        database.pickUps().removeEndedAt(NOW);
        database.pickUps().removeAllOf(owner.id());
    }

    private static void usePeople(Database database) {
        User user = database.users().findByEmail(SOMEONE).orElseThrow();
        SecureRandom random = new SecureRandom();
        SessionSecret secret = SessionSecret.generate(random);
        SubmittedForm form = secret.sentForm("nonce");
        database.users().find(user.id());
        database.users().findForUpdate(user.id());
        database.users().list(UserFilter.everyone(), UserOrder.LATEST_FIRST, PageRequest.first());
        database.users().update(user.disable(NOW));
        database.passwordHashes().find(user.id());
        database.sessions().find(secret.digest());
        database.sessions().removeOthersOf(user.id(), secret.digest());
        database.sessions().removeAllOf(user.id());
        database.sessions().removeEnded(Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z"));
        database.signInCounters().update(database.signInCounters().lock("0".repeat(64)));
        database.signInCounters().removeUntouchedSince(Instant.parse("2025-01-01T00:00:00Z"));
        database.signInCounters().removeFailedBefore(Instant.parse("2025-01-01T00:00:00Z"));
        database.submittedForms().begin(form, NOW);
        database.submittedForms().keep(form, "text");
        database.submittedForms().take(form);
        IssuedCode code =
                IssuedCode.of(OneTimeCode.generate(random), CodePurpose.INVITATION, Optional.of(user.id()), NOW);
        database.issuedCodes().add(code);
        database.issuedCodes().find(code.digest());
        database.issuedCodes().findForUpdate(code.digest());
        database.issuedCodes().update(code.use(NOW));
        database.issuedCodes().removeAllOf(CodePurpose.INVITATION, Optional.of(user.id()));
        database.issuedCodes().removeAllOf(CodePurpose.INVITATION, Optional.empty());
        database.issuedCodes().removeExpired(Instant.parse("2025-01-01T00:00:00Z"));
        database.submittedForms().forget(Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z"));
        database.auditLog().list(AuditFilter.everything(), PageRequest.first());
        database.auditLog().list(AuditFilter.about("no one"), PageRequest.first());
        AuditFilter own = AuditFilter.everything().ofAccount(user.id());
        database.auditLog().list(own, PageRequest.first());
        database.auditLog()
                .list(own, new PageRequest(50, Optional.of(new Cursor(Optional.of(NOW), UUID.randomUUID()))));
        database.auditLog()
                .list(own, new PageRequest(50, Optional.of(new Cursor(Optional.of(NOW), UUID.randomUUID())), true));
        database.auditLog().countUpTo(own, 10_001);
        AuditChain chain = database.auditChain();
        chain.read(1000, 1000);
        chain.findBeside(chain.ends());
        chain.latestCut();
        chain.lastBefore(Instant.parse("2026-01-01T06:00:00Z"));
        chain.removeFirst(1000, 100);
        database.auditLog()
                .append(SampleEntries.byOperator(AuditAction.USER_DISABLED, new AuditSubject.OfUser(user), NOW));
        database.policies().find();
        database.policies().put(PolicyChanges.none());
        database.sessions().listOf(new UserId(UUID.randomUUID()));
    }

    // The users with notices are found by reading all notices, once a day.
    private static void useMail(Database database) {
        QueuedMail mail = database.mails()
                .findDueForUpdate(Instant.parse("2026-12-01T00:00:00Z"))
                .orElseThrow();
        UserId user = mail.user().orElseThrow();
        database.mails().findForUpdate(mail.id());
        database.mails().update(mail.with(mail.attempts().take(NOW)));
        database.mails().removeCreatedBefore(Instant.parse("2026-11-01T00:00:03Z"), 10);
        database.mails().remove(mail.id());
        database.mails().removeAllOf(user);
        DigestProgress mark = database.digests().lockProgress().orElseThrow().next(NOW);
        database.digests().listExpiring(List.of(user), mark, 20);
        database.digests().takeLines(List.of(user), 20);
        database.digests().removeAllOf(user);
        database.digests().updateProgress(mark);
        database.mailChoices().findOff(user);
        database.mailChoices().put(user, EnumSet.of(NoticeKind.EXPIRING));
    }

    private static void useWebhooks(Database database) {
        WebhookDeliveries deliveries = database.webhookDeliveries();
        WebhookId endpoint = deliveries
                .webhooksWithDue(Instant.parse("2026-12-01T00:00:00Z"))
                .get(0);
        for (DeliveryFilter filter : List.of(
                DeliveryFilter.everything(),
                new DeliveryFilter(Optional.of(endpoint), Optional.empty()),
                new DeliveryFilter(Optional.empty(), Optional.of(DeliveryState.PENDING)),
                new DeliveryFilter(Optional.of(endpoint), Optional.of(DeliveryState.PENDING)))) {
            Delivery first =
                    deliveries.list(filter, PageRequest.first()).items().get(0);
            deliveries.list(
                    filter,
                    new PageRequest(
                            50,
                            Optional.of(new Cursor(
                                    Optional.of(first.createdAt()), first.id().value()))));
        }
        Delivery due = deliveries
                .findDueForUpdate(endpoint, Instant.parse("2026-12-01T00:00:00Z"))
                .orElseThrow();
        deliveries.findForUpdate(due.id());
        deliveries.update(due.take(NOW));
        deliveries.removeCreatedBefore(Instant.parse("2026-11-01T00:00:03Z"), 10);
        deliveries.removeAllFor(endpoint, 10);
        Cursor mark = database.expiryWatch().lockProgress(14).orElseThrow();
        database.expiryWatch().updateProgress(14, new Cursor(Optional.of(NOW), mark.id()));
        database.expiryWatch()
                .endingAfter(
                        new Cursor(Optional.of(Instant.parse("2027-01-02T00:00:00Z")), mark.id()),
                        Instant.parse("2027-01-03T00:00:00Z"),
                        100);
    }

    private static String plan(Connection connection, String sql) throws SQLException {
        StringBuilder numbered = new StringBuilder();
        int number = 0;
        for (char each : sql.toCharArray()) {
            numbered.append(each == '?' ? "$" + ++number : Character.toString(each));
        }
        StringBuilder plan = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("explain (generic_plan) " + numbered)) {
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}
