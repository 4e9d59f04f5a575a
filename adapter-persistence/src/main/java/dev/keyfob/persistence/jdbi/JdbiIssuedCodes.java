package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.port.IssuedCodes;
import dev.keyfob.domain.user.CodeDigest;
import dev.keyfob.domain.user.CodePurpose;
import dev.keyfob.domain.user.IssuedCode;
import dev.keyfob.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** All SQL about one-time codes. */
public final class JdbiIssuedCodes implements IssuedCodes {

    private final Jdbi jdbi;

    public JdbiIssuedCodes(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(IssuedCode code) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into one_time_code (digest, purpose, user_id, issued_at, expires_at, used_at)
                        values (:digest, :purpose, cast(:user as uuid), :issuedAt, :expiresAt, :usedAt)""")
                .bind("digest", code.digest().bytes())
                .bind("purpose", code.purpose().name())
                .bind("user", code.user().map(UserId::value).orElse(null))
                .bind("issuedAt", code.issuedAt())
                .bind("expiresAt", code.expiresAt())
                .bind("usedAt", code.usedAt().orElse(null))
                .execute());
    }

    @Override
    public Optional<IssuedCode> find(CodeDigest digest) {
        return find(digest, "");
    }

    @Override
    public Optional<IssuedCode> findForUpdate(CodeDigest digest) {
        return find(digest, " for update");
    }

    private Optional<IssuedCode> find(CodeDigest digest, String held) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select digest, purpose, user_id, issued_at, expires_at, used_at from one_time_code"
                                + " where digest = :digest" + held)
                .bind("digest", digest.bytes())
                .map(JdbiIssuedCodes::read)
                .findOne());
    }

    @Override
    public void update(IssuedCode code) {
        jdbi.useHandle(
                handle -> handle.createUpdate("update one_time_code set used_at = :usedAt where digest = :digest")
                        .bind("usedAt", code.usedAt().orElse(null))
                        .bind("digest", code.digest().bytes())
                        .execute());
    }

    @Override
    public void removeAllOf(CodePurpose purpose, Optional<UserId> user) {
        String whose = user.isPresent() ? "user_id = :user" : "user_id is null";
        jdbi.useHandle(handle -> {
            var removal = handle.createUpdate("delete from one_time_code where purpose = :purpose and " + whose)
                    .bind("purpose", purpose.name());
            user.ifPresent(id -> removal.bind("user", id.value()));
            removal.execute();
        });
    }

    @Override
    public void removeExpired(Instant then) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from one_time_code where expires_at < :then")
                .bind("then", then)
                .execute());
    }

    private static IssuedCode read(ResultSet row, StatementContext context) throws SQLException {
        return new IssuedCode(
                new CodeDigest(row.getBytes("digest")),
                CodePurpose.valueOf(row.getString("purpose")),
                Optional.ofNullable(row.getObject("user_id", UUID.class)).map(UserId::new),
                Instants.read(row, "issued_at").orElseThrow(),
                Instants.read(row, "expires_at").orElseThrow(),
                Instants.read(row, "used_at"));
    }
}
