package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.StoreFailed;
import dev.keyfob.application.port.Identities;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.LinkedIdentity;
import dev.keyfob.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** All SQL about identities at providers. */
public final class JdbiIdentities implements Identities {

    private static final String COLUMNS = "select issuer, subject, user_id, email, joined_at from user_identity ";
    private static final String ONE = "where issuer = :issuer and subject = :subject";

    private final Jdbi jdbi;

    public JdbiIdentities(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<LinkedIdentity> find(Identity identity) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + ONE)
                .bind("issuer", identity.issuer())
                .bind("subject", identity.subject())
                .map(JdbiIdentities::read)
                .findOne());
    }

    @Override
    public List<LinkedIdentity> listOf(UserId user) {
        return jdbi.withHandle(
                handle -> handle.createQuery(COLUMNS + "where user_id = :user order by joined_at, issuer, subject")
                        .bind("user", user.value())
                        .map(JdbiIdentities::read)
                        .list());
    }

    @Override
    public void add(LinkedIdentity linked) {
        try {
            jdbi.useHandle(handle -> handle.createUpdate("""
                            insert into user_identity (issuer, subject, user_id, email, joined_at)
                            values (:issuer, :subject, :user, :email, :at)""")
                    .bind("issuer", linked.identity().issuer())
                    .bind("subject", linked.identity().subject())
                    .bind("user", linked.user().value())
                    .bind("email", linked.email().map(Email::value).orElse(null))
                    .bind("at", linked.linkedAt())
                    .execute());
        } catch (StoreFailed e) {
            throw Violations.isUnique(e) ? Identities.taken() : e;
        }
    }

    @Override
    public void noteEmail(Identity identity, Email email) {
        jdbi.useHandle(handle -> handle.createUpdate("update user_identity set email = :email " + ONE)
                .bind("email", email.value())
                .bind("issuer", identity.issuer())
                .bind("subject", identity.subject())
                .execute());
    }

    @Override
    public void remove(Identity identity) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from user_identity " + ONE)
                .bind("issuer", identity.issuer())
                .bind("subject", identity.subject())
                .execute());
    }

    @Override
    public void removeAllOf(UserId user) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from user_identity where user_id = :user")
                .bind("user", user.value())
                .execute());
    }

    private static LinkedIdentity read(ResultSet row, StatementContext context) throws SQLException {
        return new LinkedIdentity(
                new Identity(row.getString("issuer"), row.getString("subject")),
                new UserId(row.getObject("user_id", UUID.class)),
                Optional.ofNullable(row.getString("email")).map(Email::new),
                Instants.read(row, "joined_at").orElseThrow());
    }
}
