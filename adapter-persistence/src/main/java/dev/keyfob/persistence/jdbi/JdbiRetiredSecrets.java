package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.port.RetiredSecrets;
import dev.keyfob.domain.token.RetiredSecret;
import dev.keyfob.domain.token.RotationKey;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenId;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/**
 * All SQL about secrets that rotations have retired, except that {@link JdbiAccessTokens} reads them with their tokens.
 */
public final class JdbiRetiredSecrets implements RetiredSecrets {

    private final Jdbi jdbi;

    public JdbiRetiredSecrets(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(RetiredSecret secret) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into retired_secret (digest, token_id, retired_at, works_until, suspect_from,
                            rotation_key)
                        values (:digest, :token, :retiredAt, :worksUntil, :suspectFrom, :key)""")
                .bind("digest", secret.digest().bytes())
                .bind("token", secret.token().value())
                .bind("retiredAt", secret.retiredAt())
                .bind("worksUntil", secret.worksUntil())
                .bind("suspectFrom", secret.suspectFrom().orElse(null))
                .bind("key", secret.key().map(RotationKey::sha256).orElse(null))
                .execute());
    }

    @Override
    public boolean isKnown(TokenId token, RotationKey key) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select count(*) from retired_secret where token_id = :token and rotation_key = :key")
                        .bind("token", token.value())
                        .bind("key", key.sha256())
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    @Override
    public boolean noteReuse(TokenDigest secret, Instant at) {
        return jdbi.withHandle(handle -> handle.createUpdate("update retired_secret set reused_at = :at"
                                + " where digest = :digest and reused_at is null")
                        .bind("at", at)
                        .bind("digest", secret.bytes())
                        .execute()
                > 0);
    }

    @Override
    public void forgetReuses(TokenId token) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update retired_secret set reused_at = null where token_id = :token and reused_at is not null")
                .bind("token", token.value())
                .execute());
    }
}
