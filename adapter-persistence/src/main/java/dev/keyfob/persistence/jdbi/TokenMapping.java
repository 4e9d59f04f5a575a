package dev.keyfob.persistence.jdbi;

import dev.keyfob.domain.digest.Sha256;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.Life;
import dev.keyfob.domain.token.Reuse;
import dev.keyfob.domain.token.Rotation;
import dev.keyfob.domain.token.RotationKey;
import dev.keyfob.domain.token.Secrets;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.token.Suspension;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenRestrictions;
import dev.keyfob.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code access_token}: its columns, how a token is written to them, and how it is read. */
final class TokenMapping {

    static final RowMapper<AccessToken> MAPPER = TokenMapping::read;

    private static final List<String> WRITTEN_ONCE = List.of("id", "owner_id", "created_at", "last_used_at");

    private static final List<String> CHANGEABLE = List.of(
            "name",
            "note",
            "digest",
            "hint",
            "expires_at",
            "permissions",
            "networks",
            "suspended_at",
            "suspended_by",
            "owner_suspended_at",
            "revoked_at",
            "revoked_by",
            "successor_digest",
            "successor_hint",
            "rotation_begun_at",
            "overlap_ends_at",
            "rotation_key",
            "reused_at",
            "reused_from");

    /**
     * Derived from name, note and expiry, for searches, for the constraint on names, and for orders. Never read back.
     */
    private static final List<String> DERIVED =
            List.of("folded_name", "live_name", "folded_note", "name_key", "expiry_key");

    /**
     * The sort key of the last use. {@link UseBatches} changes it with the last use. An update of the token does not.
     */
    private static final String USE_KEY = "use_key";

    /** The sort key of a token that was never used. It is earlier than any use. */
    static final Instant NEVER_USED = Instant.EPOCH;

    /** The number of code points of the folded name in the sort key, because an index cannot hold a whole name. */
    private static final int NAME_KEY = 100;

    static final String INSERT = "insert into access_token (" + all("") + ") values (" + all(":") + ")";

    /** Changes the token with the id, unless it is revoked. */
    static final String UPDATE = "update access_token set "
            + Stream.concat(CHANGEABLE.stream(), DERIVED.stream())
                    .map(column -> column + " = :" + column)
                    .collect(Collectors.joining(", "))
            + " where id = :id and revoked_at is null";

    static final String SELECT = "select " + columns("") + " from access_token ";

    /** The id of the stand-in. No token has it. */
    static final TokenId STAND_IN = new TokenId(new UUID(0, 0));

    private static final int DIGEST_BYTES = 32;

    private static final int LONGEST_LIVE_NAME = 400;

    private TokenMapping() {}

    /** Returns the columns that {@link #read} needs, each with that prefix, such as {@code t.}. */
    static String columns(String prefix) {
        return Stream.concat(WRITTEN_ONCE.stream(), CHANGEABLE.stream())
                .map(prefix::concat)
                .collect(Collectors.joining(", "));
    }

    /** Returns constants for {@link #columns}, in their order: a revoked token that does not exist. */
    static String standIn() {
        Map<String, String> constants = Map.of(
                "id", "cast('" + STAND_IN + "' as uuid)",
                "owner_id", "cast('" + STAND_IN + "' as uuid)",
                "name", "'Stand-in'",
                "note", "''",
                "digest", "cast('" + "0".repeat(DIGEST_BYTES) + "' as bytea)",
                "hint", "'stand-in'",
                "created_at", "timestamp with time zone '2000-01-01 00:00:00+00:00'",
                "expires_at", "current_timestamp",
                "revoked_at", "current_timestamp",
                "revoked_by", "'nobody'");
        return Stream.concat(WRITTEN_ONCE.stream(), CHANGEABLE.stream())
                .map(column -> constants.getOrDefault(column, "null"))
                .collect(Collectors.joining(", "));
    }

    private static String all(String prefix) {
        return columns(prefix) + ", " + prefix + USE_KEY
                + DERIVED.stream().map(column -> ", " + prefix + column).collect(Collectors.joining());
    }

    static Update bindForInsert(AccessToken token, Update statement) {
        return bindForUpdate(token, statement)
                .bind("owner_id", token.owner().value())
                .bind("created_at", token.createdAt())
                .bind("last_used_at", token.lastUsedAt().orElse(null))
                .bind(USE_KEY, token.lastUsedAt().orElse(NEVER_USED));
    }

    static Update bindForUpdate(AccessToken token, Update statement) {
        return bindSecrets(token, statement)
                .bind("id", token.id().value())
                .bind("name", token.name().value())
                .bind("folded_name", token.name().folded())
                .bind("note", token.note().value())
                .bind("folded_note", token.note().folded())
                .bind("live_name", token.isRevoked() ? null : liveName(token.name()))
                .bind("name_key", nameKey(token.name()))
                .bind("expires_at", token.expiresAt().orElse(null))
                .bind("expiry_key", token.expiresAt().orElse(Condition.NEVER))
                .bind("permissions", textOf(token.narrowing()))
                .bind("networks", textOf(token.networks()))
                .bind("suspended_at", token.suspension().map(Stamp::at).orElse(null))
                .bind("suspended_by", token.suspension().map(Stamp::by).orElse(null))
                .bind(
                        "owner_suspended_at",
                        token.suspension()
                                .filter(stamp -> token.isSuspendedByOwner())
                                .map(Stamp::at)
                                .orElse(null))
                .bind("revoked_at", token.revokedAt().orElse(null))
                .bind("revoked_by", token.revocation().map(Stamp::by).orElse(null));
    }

    private static Update bindSecrets(AccessToken token, Update statement) {
        Optional<Rotation> rotation = token.rotation();
        return statement
                .bind("digest", token.digest().bytes())
                .bind("hint", token.hint())
                .bind(
                        "successor_digest",
                        rotation.map(begun -> begun.successor().bytes()).orElse(null))
                .bind("successor_hint", rotation.map(Rotation::successorHint).orElse(null))
                .bind("rotation_begun_at", rotation.map(Rotation::begunAt).orElse(null))
                .bind("overlap_ends_at", rotation.map(Rotation::overlapEndsAt).orElse(null))
                .bind(
                        "rotation_key",
                        rotation.flatMap(Rotation::key).map(RotationKey::sha256).orElse(null))
                .bind("reused_at", token.reuse().map(Reuse::at).orElse(null))
                .bind("reused_from", token.reuse().map(Reuse::address).orElse(null));
    }

    /** Returns the folded name as the constraint on the names of unrevoked tokens compares it. */
    static String liveName(TokenName name) {
        // A folded name can be 1,800 characters long, which is more than an index takes.
        if (name.folded().length() <= LONGEST_LIVE_NAME) {
            return name.folded();
        }
        return "sha256:" + Sha256.of(name.folded()).hex();
    }

    private static String nameKey(TokenName name) {
        String folded = name.folded();
        int most = Math.min(NAME_KEY, folded.codePointCount(0, folded.length()));
        return folded.substring(0, folded.offsetByCodePoints(0, most));
    }

    static AccessToken read(ResultSet row, StatementContext context) throws SQLException {
        return new AccessToken(
                new TokenId(row.getObject("id", UUID.class)),
                new UserId(row.getObject("owner_id", UUID.class)),
                new TokenName(row.getString("name")),
                new TokenNote(row.getString("note")),
                new TokenRestrictions(narrowingOf(row.getString("permissions")), networksOf(row.getString("networks"))),
                new Secrets(new TokenDigest(row.getBytes("digest")), row.getString("hint"), rotation(row), reuse(row)),
                new Life(
                        new LifeSpan(Instants.read(row, "created_at").orElseThrow(), Instants.read(row, "expires_at")),
                        suspension(row),
                        stamp(row, "revoked"),
                        Instants.read(row, "last_used_at")));
    }

    private static Optional<Reuse> reuse(ResultSet row) throws SQLException {
        String from = row.getString("reused_from");
        return Instants.read(row, "reused_at").map(at -> new Reuse(at, from));
    }

    private static Optional<Rotation> rotation(ResultSet row) throws SQLException {
        byte[] successor = row.getBytes("successor_digest");
        return successor == null
                ? Optional.empty()
                : Optional.of(new Rotation(
                        new TokenDigest(successor),
                        row.getString("successor_hint"),
                        Instants.read(row, "rotation_begun_at").orElseThrow(),
                        Instants.read(row, "overlap_ends_at").orElseThrow(),
                        Optional.ofNullable(row.getString("rotation_key")).map(RotationKey::new)));
    }

    // An earlier version that suspends a token again leaves the time of the owner's suspension as it was.
    private static Optional<Suspension> suspension(ResultSet row) throws SQLException {
        Optional<Instant> byOwner = Instants.read(row, "owner_suspended_at");
        return stamp(row, "suspended")
                .map(stamp ->
                        new Suspension(stamp, byOwner.filter(stamp.at()::equals).isPresent()));
    }

    // Old rows have a time but no name, because names were not stored then.
    private static Optional<Stamp> stamp(ResultSet row, String what) throws SQLException {
        Optional<Instant> at = Instants.read(row, what + "_at");
        String by = row.getString(what + "_by");
        return at.map(time -> new Stamp(time, by == null ? "" : by));
    }

    static @Nullable String textOf(Narrowing narrowing) {
        return narrowing
                .permissions()
                .map(chosen -> chosen.stream().map(Permission::name).collect(Collectors.joining(" ")))
                .orElse(null);
    }

    static @Nullable String textOf(Networks networks) {
        return networks.isLimited() ? networks.toString() : null;
    }

    static Networks networksOf(@Nullable String text) {
        return text == null ? Networks.any() : Networks.ofStored(text);
    }

    static Narrowing narrowingOf(@Nullable String text) {
        if (text == null) {
            return Narrowing.none();
        }
        return Narrowing.to(Arrays.stream(text.split(" "))
                .filter(name -> !name.isEmpty())
                .map(Permission::new)
                .toList());
    }
}
