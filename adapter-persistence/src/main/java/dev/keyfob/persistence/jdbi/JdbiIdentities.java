package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.port.Identities;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** All SQL about identities at providers. */
public final class JdbiIdentities implements Identities {

    private final Jdbi jdbi;

    public JdbiIdentities(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<UserId> find(Identity identity) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select user_id from user_identity where issuer = :issuer and subject = :subject")
                .bind("issuer", identity.issuer())
                .bind("subject", identity.subject())
                .mapTo(UUID.class)
                .findOne()
                .map(UserId::new));
    }

    @Override
    public void removeAllOf(UserId user) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from user_identity where user_id = :user")
                .bind("user", user.value())
                .execute());
    }

    @Override
    public void add(Identity identity, UserId user, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into user_identity (issuer, subject, user_id, joined_at)
                        values (:issuer, :subject, :user, :at)""")
                .bind("issuer", identity.issuer())
                .bind("subject", identity.subject())
                .bind("user", user.value())
                .bind("at", at)
                .execute());
    }
}
