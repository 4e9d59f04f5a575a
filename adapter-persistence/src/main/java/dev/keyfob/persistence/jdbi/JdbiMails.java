package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.port.Mails;
import dev.keyfob.domain.mail.MailId;
import dev.keyfob.domain.mail.MailKind;
import dev.keyfob.domain.mail.MailText;
import dev.keyfob.domain.mail.QueuedMail;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** All SQL about the outbox of mails. */
public final class JdbiMails implements Mails {

    private static final String COLUMNS =
            "select id, kind, user_id, email, asked_from, subject, body, created_at, state, attempts, due_at,"
                    + " attempted_at, note from mail ";

    private final Jdbi jdbi;

    public JdbiMails(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(QueuedMail mail) {
        jdbi.useHandle(handle -> bindChangeable(mail, handle.createUpdate("""
                        insert into mail (id, kind, user_id, email, asked_from, subject, body, created_at, state,
                            attempts, due_at, attempted_at, note)
                        values (:id, :kind, cast(:user as uuid), :email, :requestedFrom, :subject, :body, :createdAt,
                            :state, :attempts, :dueAt, :attemptedAt, :note)"""))
                .bind("kind", mail.kind().name())
                .bind("createdAt", mail.createdAt())
                .execute());
    }

    @Override
    public void update(QueuedMail mail) {
        jdbi.useHandle(handle -> bindChangeable(mail, handle.createUpdate("""
                        update mail set user_id = cast(:user as uuid), email = :email, asked_from = :requestedFrom,
                            subject = :subject, body = :body, state = :state, attempts = :attempts, due_at = :dueAt,
                            attempted_at = :attemptedAt, note = :note
                        where id = :id""")).execute());
    }

    @Override
    public void remove(MailId id) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from mail where id = :id")
                .bind("id", id.value())
                .execute());
    }

    @Override
    public Optional<QueuedMail> findDueForUpdate(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        COLUMNS + "where due_at <= :now order by due_at limit 1 for update skip locked")
                .bind("now", now)
                .map(JdbiMails::read)
                .findOne());
    }

    @Override
    public Optional<QueuedMail> findForUpdate(MailId id) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + "where id = :id for update")
                .bind("id", id.value())
                .map(JdbiMails::read)
                .findOne());
    }

    @Override
    public long countUpTo(DeliveryState state, int most) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from (select 1 from mail where state = :state limit :most) as counted")
                .bind("state", state.name())
                .bind("most", most)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public Optional<Instant> findOldest(DeliveryState state) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select created_at from mail where state = :state order by created_at limit 1")
                .bind("state", state.name())
                .map((row, context) -> Instants.read(row, "created_at").orElseThrow())
                .findOne());
    }

    // One row at a time, so that an index finds each row.
    @Override
    public int removeCreatedBefore(Instant time, int most) {
        return jdbi.inTransaction(handle -> {
            List<UUID> found = handle.createQuery(
                            "select id from mail where created_at < :time order by created_at limit :most")
                    .bind("time", time)
                    .bind("most", most)
                    .mapTo(UUID.class)
                    .list();
            PreparedBatch batch = handle.prepareBatch("delete from mail where id = :id");
            found.forEach(id -> batch.bind("id", id).add());
            return found.isEmpty() ? 0 : IntStream.of(batch.execute()).sum();
        });
    }

    @Override
    public void removeAllOf(UserId user) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from mail where user_id = :user")
                .bind("user", user.value())
                .execute());
    }

    private static Update bindChangeable(QueuedMail mail, Update statement) {
        return AttemptColumns.bind(
                mail.attempts(),
                statement
                        .bind("id", mail.id().value())
                        .bind("user", mail.user().map(UserId::value).orElse(null))
                        .bind("email", mail.address().map(Email::value).orElse(null))
                        .bind("requestedFrom", mail.requestedFrom())
                        .bind("subject", mail.text().subject())
                        .bind("body", mail.text().body()));
    }

    private static QueuedMail read(ResultSet row, StatementContext context) throws SQLException {
        return new QueuedMail(
                new MailId(row.getObject("id", UUID.class)),
                MailKind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getObject("user_id", UUID.class)).map(UserId::new),
                Optional.ofNullable(row.getString("email")).map(Email::new),
                row.getString("asked_from"),
                new MailText(row.getString("subject"), row.getString("body")),
                Instants.read(row, "created_at").orElseThrow(),
                AttemptColumns.read(row));
    }
}
