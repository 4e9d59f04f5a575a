package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.port.MailDigests;
import dev.keyfob.domain.mail.DigestLine;
import dev.keyfob.domain.mail.DigestProgress;
import dev.keyfob.domain.mail.ExpiringToken;
import dev.keyfob.domain.mail.ExpiringTokensWindow;
import dev.keyfob.domain.mail.FirstOf;
import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** All SQL about the lines that wait for the next digest mail of each user. */
public final class JdbiMailDigests implements MailDigests {

    private final Jdbi jdbi;

    public JdbiMailDigests(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(DigestLine line) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "insert into mail_notice (user_id, kind, line, noted_at) values (:user, :kind, :line, :at)")
                .bind("user", line.user().value())
                .bind("kind", line.kind().name())
                .bind("line", line.line())
                .bind("at", line.notedAt())
                .execute());
    }

    @Override
    public void addForOwnersOfRevoked(Instant revokedAt, String line) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into mail_notice (user_id, kind, line, noted_at)
                        select u.id, cast(:kind as varchar(32)), cast(:line as text),
                            cast(:at as timestamp(6) with time zone)
                        from app_user u
                        where u.disabled_at is null and exists
                            (select 1 from access_token t where t.owner_id = u.id and t.revoked_at = :at)""")
                .bind("kind", NoticeKind.BY_OTHERS.name())
                .bind("line", line)
                .bind("at", revokedAt)
                .execute());
    }

    @Override
    public Optional<DigestProgress> lockProgress() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select from_at, until_at, after_user from digest_mark where id = 1 for update skip locked")
                .map(JdbiMailDigests::readMark)
                .findOne());
    }

    @Override
    public void updateProgress(DigestProgress mark) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update digest_mark set from_at = :from, until_at = :until, after_user = cast(:after as uuid)"
                                + " where id = 1")
                .bind("from", mark.from())
                .bind("until", mark.until())
                .bind("after", mark.after().map(UserId::value).orElse(null))
                .execute());
    }

    @Override
    public List<UserId> listRecipients(DigestProgress mark, int most) {
        return jdbi.withHandle(handle -> bind(mark, handle.createQuery("""
                        select u.id from app_user u join
                            (select n.user_id as id from mail_notice n
                             union select t.owner_id from access_token t where %s) due on due.id = u.id
                        where u.disabled_at is null and u.id > :after
                        order by u.id limit :most""".formatted(isExpiring(mark))))
                .bind("after", mark.after().orElseThrow().value())
                .bind("most", most)
                .map((row, context) -> new UserId(row.getObject("id", UUID.class)))
                .list());
    }

    @Override
    public Map<UserId, FirstOf<ExpiringToken>> listExpiring(List<UserId> people, DigestProgress mark, int most) {
        if (people.isEmpty()) {
            return Map.of();
        }
        List<Expiring> rows = jdbi.withHandle(handle -> bind(mark, handle.createQuery("""
                        select * from (
                            select t.owner_id as user_id, t.name, t.hint, t.expires_at,
                                row_number() over (partition by t.owner_id order by t.expires_at, t.id) as place,
                                count(*) over (partition by t.owner_id) as total
                            from access_token t where t.owner_id in (<people>) and %s) of_each
                        where place <= :most order by user_id, place""".formatted(isExpiring(mark))))
                .bindList("people", values(people))
                .bind("most", most)
                .map(JdbiMailDigests::readExpiring)
                .list());
        return rows.stream()
                .collect(Collectors.groupingBy(
                        Expiring::owner,
                        Collectors.collectingAndThen(Collectors.toList(), JdbiMailDigests::firstExpiring)));
    }

    /** A token that ends, and the number of tokens of its owner that do. */
    private record Expiring(UserId owner, ExpiringToken token, long total) {}

    private static Expiring readExpiring(ResultSet row, StatementContext context) throws SQLException {
        ExpiringToken token = new ExpiringToken(
                row.getString("name"),
                row.getString("hint"),
                Instants.read(row, "expires_at").orElseThrow());
        return new Expiring(readUser(row), token, row.getLong("total"));
    }

    private static FirstOf<ExpiringToken> firstExpiring(List<Expiring> rows) {
        return new FirstOf<>(
                rows.stream().map(Expiring::token).toList(), rows.get(0).total());
    }

    @Override
    public Map<UserId, FirstOf<String>> takeLines(List<UserId> people, int most) {
        if (people.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> {
            List<Line> lines = handle.createQuery(
                            "select id, user_id, line from mail_notice where user_id in (<people>) order by id")
                    .bindList("people", values(people))
                    .map((row, context) -> new Line(row.getLong("id"), readUser(row), row.getString("line")))
                    .list();
            // Removes exactly these rows. The condition "of these users" would also match rows committed since then.
            PreparedBatch batch = handle.prepareBatch("delete from mail_notice where id = :id");
            lines.forEach(line -> batch.bind("id", line.id()).add());
            if (!lines.isEmpty()) {
                batch.execute();
            }
            return lines.stream()
                    .collect(Collectors.groupingBy(
                            Line::user,
                            Collectors.collectingAndThen(
                                    Collectors.mapping(Line::text, Collectors.toList()),
                                    texts -> firstOf(texts, most))));
        });
    }

    @Override
    public void removeAllOf(UserId user) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from mail_notice where user_id = :user")
                .bind("user", user.value())
                .execute());
    }

    /** A row of the waiting lines. */
    private record Line(long id, UserId user, String text) {}

    private static FirstOf<String> firstOf(List<String> texts, int most) {
        return new FirstOf<>(texts.stream().limit(most).toList(), texts.size());
    }

    private static UserId readUser(ResultSet row) throws SQLException {
        return new UserId(row.getObject("user_id", UUID.class));
    }

    private static List<UUID> values(List<UserId> people) {
        return people.stream().map(UserId::value).toList();
    }

    private static String isExpiring(DigestProgress mark) {
        return "t.revoked_at is null and ("
                + mark.windows().stream().map(JdbiMailDigests::isIn).collect(Collectors.joining(" or "))
                + ")";
    }

    private static String isIn(ExpiringTokensWindow window) {
        int days = window.days();
        return "t.expires_at > :after" + days + " and t.expires_at <= :until" + days
                + " and t.created_at < t.expires_at - interval '" + days + "' day";
    }

    private static Query bind(DigestProgress mark, Query query) {
        for (ExpiringTokensWindow window : mark.windows()) {
            query.bind("after" + window.days(), window.after()).bind("until" + window.days(), window.until());
        }
        return query;
    }

    private static DigestProgress readMark(ResultSet row, StatementContext context) throws SQLException {
        return new DigestProgress(
                Instants.read(row, "from_at").orElseThrow(),
                Instants.read(row, "until_at").orElseThrow(),
                Optional.ofNullable(row.getObject("after_user", UUID.class)).map(UserId::new));
    }
}
