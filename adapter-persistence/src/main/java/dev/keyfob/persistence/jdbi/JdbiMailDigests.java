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
import java.util.function.UnaryOperator;
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
        return firstOfEach(
                people,
                most,
                """
                select t.owner_id as user_id, t.name, t.hint, t.expires_at,
                    row_number() over (partition by t.owner_id order by t.expires_at, t.id) as place,
                    count(*) over (partition by t.owner_id) as total
                from access_token t where t.owner_id in (<people>) and %s""".formatted(isExpiring(mark)),
                query -> bind(mark, query),
                row -> new ExpiringToken(
                        row.getString("name"),
                        row.getString("hint"),
                        Instants.read(row, "expires_at").orElseThrow()));
    }

    @Override
    public Map<UserId, FirstOf<String>> listNoted(List<UserId> people, int most) {
        return firstOfEach(people, most, """
                select n.user_id, n.line,
                    row_number() over (partition by n.user_id order by n.id) as place,
                    count(*) over (partition by n.user_id) as total
                from mail_notice n where n.user_id in (<people>)""", query -> query, row -> row.getString("line"));
    }

    @Override
    public void removeAllOf(List<UserId> people) {
        if (people.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("delete from mail_notice where user_id = :user");
            people.forEach(person -> batch.bind("user", person.value()).add());
            batch.execute();
        });
    }

    /** Reads a value from a row of a user. */
    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** A value of a user, and the number of the user's values. */
    private record OneOf<T>(UserId user, T value, long total) {}

    private <T> Map<UserId, FirstOf<T>> firstOfEach(
            List<UserId> people, int most, String all, UnaryOperator<Query> binding, Reading<T> reading) {
        if (people.isEmpty()) {
            return Map.of();
        }
        List<OneOf<T>> rows = jdbi.withHandle(handle -> binding.apply(handle.createQuery(
                        "select * from (" + all + ") of_each where place <= :most order by user_id, place"))
                .bindList("people", people.stream().map(UserId::value).toList())
                .bind("most", most)
                .map((row, context) -> new OneOf<>(
                        new UserId(row.getObject("user_id", UUID.class)), reading.read(row), row.getLong("total")))
                .list());
        return rows.stream().collect(Collectors.groupingBy(OneOf::user)).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, of -> firstOf(of.getValue())));
    }

    private static <T> FirstOf<T> firstOf(List<OneOf<T>> rows) {
        return new FirstOf<>(
                rows.stream().map(OneOf::value).toList(), rows.get(0).total());
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
