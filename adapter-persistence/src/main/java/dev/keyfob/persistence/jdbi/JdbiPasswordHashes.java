package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.port.PasswordHashes;
import dev.keyfob.domain.user.UserId;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** All SQL about the password hashes of local accounts. */
public final class JdbiPasswordHashes implements PasswordHashes {

    private final Jdbi jdbi;

    public JdbiPasswordHashes(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void put(UserId user, String hash) {
        jdbi.useTransaction(handle -> {
            int replaced = handle.createUpdate("update password_hash set hash = :hash where user_id = :user")
                    .bind("hash", hash)
                    .bind("user", user.value())
                    .execute();
            if (replaced == 0) {
                handle.createUpdate("insert into password_hash (user_id, hash) values (:user, :hash)")
                        .bind("user", user.value())
                        .bind("hash", hash)
                        .execute();
            }
        });
    }

    @Override
    public void remove(UserId user) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from password_hash where user_id = :user")
                .bind("user", user.value())
                .execute());
    }

    @Override
    public Optional<String> find(UserId user) {
        return jdbi.withHandle(handle -> handle.createQuery("select hash from password_hash where user_id = :user")
                .bind("user", user.value())
                .mapTo(String.class)
                .findOne());
    }
}
