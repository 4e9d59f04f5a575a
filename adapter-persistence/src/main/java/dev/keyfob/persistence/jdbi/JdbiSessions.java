package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.port.Sessions;
import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SessionDigest;
import dev.keyfob.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** All SQL about sessions. */
public final class JdbiSessions implements Sessions {

    private static final String COLUMNS = "digest, user_id, started_at, seen_at, address, method, browser, proven_at";

    private final Jdbi jdbi;

    public JdbiSessions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(Session session) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into web_session
                            (digest, user_id, started_at, seen_at, address, method, browser, proven_at)
                        values (:digest, :user, :startedAt, :seenAt, :address, :method, :browser, :provenAt)""")
                .bind("digest", session.digest().bytes())
                .bind("user", session.user().value())
                .bind("startedAt", session.startedAt())
                .bind("seenAt", session.seenAt())
                .bind("address", session.address())
                .bind("method", session.method())
                .bind("browser", session.browser())
                .bind("provenAt", session.provenAt().orElse(null))
                .execute());
    }

    @Override
    public Optional<Session> find(SessionDigest digest) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select " + COLUMNS + " from web_session where digest = :digest")
                        .bind("digest", digest.bytes())
                        .map(JdbiSessions::read)
                        .findOne());
    }

    @Override
    public void update(Session session) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update web_session set seen_at = :seenAt where digest = :digest and seen_at < :seenAt")
                .bind("seenAt", session.seenAt())
                .bind("digest", session.digest().bytes())
                .execute());
    }

    @Override
    public void remove(SessionDigest digest) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from web_session where digest = :digest")
                .bind("digest", digest.bytes())
                .execute());
    }

    @Override
    public List<Session> listOf(UserId user) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS
                        + " from web_session where user_id = :user order by seen_at desc limit :most")
                .bind("user", user.value())
                .bind("most", MOST_LISTED)
                .map(JdbiSessions::read)
                .list());
    }

    @Override
    public int removeAllOf(UserId user) {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from web_session where user_id = :user")
                .bind("user", user.value())
                .execute());
    }

    @Override
    public int removeOthersOf(UserId user, SessionDigest kept) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from web_session where user_id = :user and digest <> :kept")
                        .bind("user", user.value())
                        .bind("kept", kept.bytes())
                        .execute());
    }

    @Override
    public void removeAllButLatestOf(UserId user, int most) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        delete from web_session where user_id = :user and digest not in
                            (select digest from web_session where user_id = :user
                                order by seen_at desc limit :most)""")
                .bind("user", user.value())
                .bind("most", most)
                .execute());
    }

    @Override
    public void removeEnded(Instant seenBefore, Instant startedBefore) {
        // Two statements, so that each uses an index.
        jdbi.useHandle(handle -> {
            handle.createUpdate("delete from web_session where seen_at < :then")
                    .bind("then", seenBefore)
                    .execute();
            handle.createUpdate("delete from web_session where started_at < :then")
                    .bind("then", startedBefore)
                    .execute();
        });
    }

    private static Session read(ResultSet row, StatementContext context) throws SQLException {
        return new Session(
                new SessionDigest(row.getBytes("digest")),
                new UserId(row.getObject("user_id", UUID.class)),
                Instants.read(row, "started_at").orElseThrow(),
                Instants.read(row, "seen_at").orElseThrow(),
                row.getString("address"),
                row.getString("method"),
                row.getString("browser"),
                Instants.read(row, "proven_at"));
    }
}
