package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.StoreFailed;
import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.LifeSpan;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.Grant;
import dev.keyfob.domain.token.Life;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.OwnerCount;
import dev.keyfob.domain.token.RecentUse;
import dev.keyfob.domain.token.RetiredSecret;
import dev.keyfob.domain.token.Reuse;
import dev.keyfob.domain.token.Rotation;
import dev.keyfob.domain.token.RotationKey;
import dev.keyfob.domain.token.Secrets;
import dev.keyfob.domain.token.ShownSecret;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenUses;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.persistence.cache.Caches;
import dev.keyfob.persistence.cache.Invalidations;
import dev.keyfob.persistence.cache.RowCache;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** All SQL about tokens. */
public final class JdbiAccessTokens implements AccessTokens {

    private static final String COLUMNS =
            "select id, owner_id, name, digest, hint, created_at, expires_at, permissions, networks, suspended_at,"
                    + " suspended_by, revoked_at, revoked_by, last_used_at, successor_digest, successor_hint,"
                    + " rotation_begun_at, overlap_ends_at, rotation_key, reused_at, reused_from from access_token ";

    private static final String OWNED = """
            select t.id, t.owner_id, t.name, t.digest, t.hint, t.created_at, t.expires_at, t.permissions, t.networks,
                t.suspended_at, t.suspended_by, t.revoked_at, t.revoked_by, t.last_used_at, t.successor_digest,
                t.successor_hint, t.rotation_begun_at, t.overlap_ends_at, t.rotation_key, t.reused_at, t.reused_from,
                u.id as user_id, u.email as user_email, u.name as user_name, u.roles as user_roles,
                u.created_at as user_created_at, u.disabled_at as user_disabled_at,
            """;

    private static final String NOT_RETIRED = """
                cast(null as bytea) as retired_digest, cast(null as timestamp(6) with time zone) as retired_at,
                cast(null as timestamp(6) with time zone) as works_until,
                cast(null as timestamp(6) with time zone) as suspect_from, cast(null as char(64)) as retired_key,
                cast(null as timestamp(6) with time zone) as retired_reused_at
            from access_token t join app_user u on u.id = t.owner_id
            """;

    /** By every secret that a token has or had, in one question: how long it takes says not which one it was. */
    private static final String BY_ANY_SECRET = OWNED + NOT_RETIRED + "where t.digest = :digest union all " + OWNED
            + NOT_RETIRED + "where t.successor_digest = :digest union all " + OWNED + """
                r.digest as retired_digest, r.retired_at, r.works_until, r.suspect_from, r.rotation_key as retired_key,
                r.reused_at as retired_reused_at
            from retired_secret r join access_token t on t.id = r.token_id join app_user u on u.id = t.owner_id
            where r.digest = :digest""";

    /** Stands in the order of expiry for "never": after every time that a token can be given. */
    private static final String NEVER = "timestamp with time zone '9999-12-31 00:00:00+00'";

    private static final int LONGEST_LIVE_NAME = 400;

    private static final Instant NEVER_AT = Instant.parse("9999-12-31T00:00:00Z");

    private final Jdbi jdbi;
    private final RowCache<TokenDigest, OwnedToken> memory;
    private final Invalidations invalidations;

    public JdbiAccessTokens(Jdbi jdbi, RowCache<TokenDigest, OwnedToken> memory, Invalidations invalidations) {
        this.jdbi = jdbi;
        this.memory = memory;
        this.invalidations = invalidations;
    }

    @Override
    public void add(AccessToken token) {
        try {
            jdbi.useHandle(handle -> bindChangeable(token, handle.createUpdate("""
                            insert into access_token (id, owner_id, name, folded_name, live_name, digest, hint,
                                created_at, expires_at, permissions, networks, suspended_at, suspended_by,
                                revoked_at, revoked_by, last_used_at, successor_digest, successor_hint,
                                rotation_begun_at, overlap_ends_at, rotation_key, reused_at, reused_from)
                            values (:id, :owner, :name, :folded, :live, :digest, :hint,
                                :createdAt, :expiresAt, :permissions, :networks, :suspendedAt, :suspendedBy,
                                :revokedAt, :revokedBy, :lastUsedAt, :successor, :successorHint,
                                :rotationBegunAt, :overlapEndsAt, :rotationKey, :reusedAt, :reusedFrom)"""))
                    .bind("owner", token.owner().value())
                    .bind("createdAt", token.createdAt())
                    .bind("lastUsedAt", token.lastUsedAt().orElse(null))
                    .execute());
        } catch (StoreFailed e) {
            throw translated(e);
        }
    }

    private static Update bindChangeable(AccessToken token, Update statement) {
        return bindSecrets(token, statement)
                .bind("id", token.id().value())
                .bind("name", token.name().value())
                .bind("folded", token.name().folded())
                .bind("live", token.isRevoked() ? null : liveName(token.name()))
                .bind("expiresAt", token.expiresAt().orElse(null))
                .bind("permissions", textOf(token.narrowing()))
                .bind("networks", textOf(token.networks()))
                .bind("suspendedAt", token.suspension().map(Stamp::at).orElse(null))
                .bind("suspendedBy", token.suspension().map(Stamp::by).orElse(null))
                .bind("revokedAt", token.revokedAt().orElse(null))
                .bind("revokedBy", token.revocation().map(Stamp::by).orElse(null));
    }

    private static Update bindSecrets(AccessToken token, Update statement) {
        Optional<Rotation> rotation = token.rotation();
        return statement
                .bind("digest", token.digest().bytes())
                .bind("hint", token.hint())
                .bind(
                        "successor",
                        rotation.map(begun -> begun.successor().bytes()).orElse(null))
                .bind("successorHint", rotation.map(Rotation::successorHint).orElse(null))
                .bind("rotationBegunAt", rotation.map(Rotation::begunAt).orElse(null))
                .bind("overlapEndsAt", rotation.map(Rotation::overlapEndsAt).orElse(null))
                .bind(
                        "rotationKey",
                        rotation.flatMap(Rotation::key).map(RotationKey::sha256).orElse(null))
                .bind("reusedAt", token.reuse().map(Reuse::at).orElse(null))
                .bind("reusedFrom", token.reuse().map(Reuse::address).orElse(null));
    }

    private static RuntimeException translated(StoreFailed e) {
        return Violations.isOf("access_token_live_name", e)
                ? new Refusal(
                        Reason.NAME_TAKEN,
                        "There is already a token with this name. Choose another name, or delete that token first.")
                : e;
    }

    @Override
    public void update(AccessToken token) {
        try {
            jdbi.useHandle(handle -> {
                bindChangeable(token, handle.createUpdate("""
                                update access_token set name = :name, folded_name = :folded, live_name = :live,
                                    expires_at = :expiresAt, permissions = :permissions, networks = :networks,
                                    suspended_at = :suspendedAt, suspended_by = :suspendedBy,
                                    revoked_at = :revokedAt, revoked_by = :revokedBy,
                                    digest = :digest, hint = :hint, successor_digest = :successor,
                                    successor_hint = :successorHint, rotation_begun_at = :rotationBegunAt,
                                    overlap_ends_at = :overlapEndsAt, rotation_key = :rotationKey,
                                    reused_at = :reusedAt, reused_from = :reusedFrom
                                where id = :id and revoked_at is null""")).execute();
                invalidations.publish(handle, token.owner().toString());
            });
        } catch (StoreFailed e) {
            throw translated(e);
        }
    }

    @Override
    public int revokeAllOf(UserId owner, Stamp revocation) {
        return jdbi.withHandle(handle -> {
            int revoked = handle.createUpdate("""
                            update access_token set revoked_at = :at, revoked_by = :by, live_name = null
                            where owner_id = :owner and revoked_at is null""")
                    .bind("at", revocation.at())
                    .bind("by", revocation.by())
                    .bind("owner", owner.value())
                    .execute();
            invalidations.publish(handle, owner.toString());
            return revoked;
        });
    }

    @Override
    public int revokeAll(Stamp revocation) {
        return jdbi.withHandle(handle -> {
            int revoked = handle.createUpdate("""
                            update access_token set revoked_at = :at, revoked_by = :by, live_name = null
                            where revoked_at is null""")
                    .bind("at", revocation.at())
                    .bind("by", revocation.by())
                    .execute();
            invalidations.publish(handle, Caches.EVERYTHING);
            return revoked;
        });
    }

    @Override
    public Optional<AccessToken> find(TokenId id) {
        return one("where id = :value", id.value());
    }

    @Override
    public Optional<AccessToken> findForUpdate(TokenId id) {
        return one("where id = :value for update", id.value());
    }

    @Override
    public Optional<AccessToken> findByDigest(TokenDigest digest) {
        return readOwned(digest).map(OwnedToken::token);
    }

    @Override
    public Optional<OwnedToken> findOwned(TokenDigest digest, Instant now, TokenPolicy policy) {
        return memory.find(digest, found -> Caches.isWorthKeeping(found, now, policy), () -> readOwned(digest));
    }

    private Optional<OwnedToken> readOwned(TokenDigest digest) {
        return jdbi.withHandle(handle -> handle.createQuery(BY_ANY_SECRET)
                .bind("digest", digest.bytes())
                .map((row, context) -> {
                    AccessToken token = read(row, context);
                    return new OwnedToken(token, JdbiUsers.read(row, "user_"), shown(token, digest, row));
                })
                .findOne());
    }

    private static ShownSecret shown(AccessToken token, TokenDigest digest, ResultSet row) throws SQLException {
        byte[] retired = row.getBytes("retired_digest");
        if (retired == null) {
            return ShownSecret.of(token, digest);
        }
        return new ShownSecret.Retired(new RetiredSecret(
                new TokenDigest(retired),
                token.id(),
                Instants.read(row, "retired_at").orElseThrow(),
                Instants.read(row, "works_until").orElseThrow(),
                Instants.read(row, "suspect_from"),
                Optional.ofNullable(row.getString("retired_key")).map(RotationKey::new),
                Instants.read(row, "retired_reused_at")));
    }

    @Override
    public Optional<AccessToken> findUnrevoked(UserId owner, TokenName name) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + "where owner_id = :owner and live_name = :name")
                .bind("owner", owner.value())
                .bind("name", liveName(name))
                .map(ROW)
                .findOne());
    }

    @Override
    public long countUnrevokedOf(UserId owner) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from access_token where owner_id = :owner and revoked_at is null")
                .bind("owner", owner.value())
                .mapTo(Long.class)
                .one());
    }

    @Override
    public Page<AccessToken> list(TokenFilter filter, TokenOrder order, PageRequest page) {
        Condition condition = Condition.of(filter);
        boolean byCreation = order.field() == TokenOrder.Field.CREATED_AT;
        String key = byCreation ? "created_at" : "coalesce(expires_at, " + NEVER + ")";
        String direction = order.ascending() ? " asc" : " desc";
        String position = page.after()
                .map(after -> " and (" + key + ", id) " + (order.ascending() ? ">" : "<") + " (:at, :after)")
                .orElse("");
        List<AccessToken> found = jdbi.withHandle(handle -> {
            Query query = condition
                    .bindTo(handle.createQuery(COLUMNS + "where " + condition.sql() + position + " order by " + key
                            + direction + ", id" + direction + " limit :limit"))
                    .bind("limit", page.limit() + 1);
            page.after()
                    .ifPresent(after ->
                            query.bind("at", after.at().orElse(NEVER_AT)).bind("after", after.id()));
            return query.map(ROW).list();
        });
        return Pages.of(found, page, token -> Cursor.after(token, order));
    }

    @Override
    public long count(TokenFilter filter) {
        Condition condition = Condition.of(filter);
        return jdbi.withHandle(handle -> condition
                .bindTo(handle.createQuery("select count(*) from access_token where " + condition.sql()))
                .mapTo(Long.class)
                .one());
    }

    @Override
    public List<OwnerCount> countByOwner(TokenFilter filter) {
        Condition condition = Condition.of(filter);
        return jdbi.withHandle(handle -> condition
                .bindTo(handle.createQuery("select u.email as email, c.tokens as tokens from"
                        + " (select owner_id, count(*) as tokens from access_token where " + condition.sql()
                        + " group by owner_id) c join app_user u on u.id = c.owner_id"
                        + " where u.disabled_at is null order by c.tokens desc, u.email"))
                .map((row, context) -> new OwnerCount(new Email(row.getString("email")), row.getLong("tokens")))
                .list());
    }

    @Override
    public long countEndedBefore(Instant time) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select (select count(*) from access_token where revoked_at < :time)
                            + (select count(*) from access_token where expires_at < :time
                                and (revoked_at is null or revoked_at >= :time))""").bind("time", time).mapTo(Long.class).one());
    }

    @Override
    public int removeEndedBefore(Instant time, int most) {
        int revoked = removeWhere("revoked_at", time, most);
        return revoked > 0 ? revoked : removeWhere("expires_at", time, most);
    }

    // One column at a time, and one row at a time, so that each is found by an index.
    private int removeWhere(String column, Instant time, int most) {
        return jdbi.inTransaction(handle -> {
            List<UUID> ended = handle.createQuery("select id from access_token where " + column + " < :time order by "
                            + column + " limit :most")
                    .bind("time", time)
                    .bind("most", most)
                    .mapTo(UUID.class)
                    .list();
            PreparedBatch batch = handle.prepareBatch("delete from access_token where id = :id");
            ended.forEach(id -> batch.bind("id", id).add());
            return ended.isEmpty() ? 0 : IntStream.of(batch.execute()).sum();
        });
    }

    @Override
    public void noteUses(List<RecentUse> uses) {
        // In one order, so that two batches never wait for each other.
        List<RecentUse> sorted = uses.stream()
                .sorted(Comparator.comparing(use -> use.token().value()))
                .toList();
        jdbi.useTransaction(handle -> new UseBatches(handle).store(sorted));
    }

    @Override
    public TokenUses usesOf(TokenId token) {
        return jdbi.withHandle(handle -> new TokenUses(
                new TreeMap<>(handle.createQuery("select use_day, uses from token_use_day where token_id = :token")
                        .bind("token", token.value())
                        .reduceRows(new HashMap<LocalDate, Long>(), (days, row) -> {
                            days.put(row.getColumn("use_day", LocalDate.class), row.getColumn("uses", Long.class));
                            return days;
                        })),
                handle.createQuery("select address, last_seen from token_address where token_id = :token")
                        .bind("token", token.value())
                        .reduceRows(new HashMap<String, Instant>(), (addresses, row) -> {
                            addresses.put(
                                    row.getColumn("address", String.class), row.getColumn("last_seen", Instant.class));
                            return addresses;
                        })));
    }

    private Optional<AccessToken> one(String where, Object value) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + where)
                .bind("value", value)
                .map(ROW)
                .findOne());
    }

    private static final RowMapper<AccessToken> ROW = JdbiAccessTokens::read;

    private static AccessToken read(ResultSet row, StatementContext context) throws SQLException {
        return new AccessToken(
                new TokenId(row.getObject("id", UUID.class)),
                new UserId(row.getObject("owner_id", UUID.class)),
                new TokenName(row.getString("name")),
                new Grant(narrowingOf(row.getString("permissions")), networksOf(row.getString("networks"))),
                new Secrets(
                        new TokenDigest(row.getBytes("digest")), row.getString("hint"), rotation(row), sighting(row)),
                new Life(
                        new LifeSpan(Instants.read(row, "created_at").orElseThrow(), Instants.read(row, "expires_at")),
                        stamp(row, "suspended"),
                        stamp(row, "revoked"),
                        Instants.read(row, "last_used_at")));
    }

    private static Optional<Reuse> sighting(ResultSet row) throws SQLException {
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

    // Rows from before the doer was kept have none.
    private static Optional<Stamp> stamp(ResultSet row, String what) throws SQLException {
        Optional<Instant> at = Instants.read(row, what + "_at");
        String by = row.getString(what + "_by");
        return at.map(time -> new Stamp(time, by == null ? "" : by));
    }

    /** A folded name can be 1,800 characters long, which is more than an index takes. */
    private static String liveName(TokenName name) {
        if (name.folded().length() <= LONGEST_LIVE_NAME) {
            return name.folded();
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(name.folded().getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String textOf(Narrowing narrowing) {
        return narrowing
                .permissions()
                .map(chosen -> chosen.stream().map(Permission::name).collect(Collectors.joining(" ")))
                .orElse(null);
    }

    private static String textOf(Networks networks) {
        return networks.isLimited() ? networks.toString() : null;
    }

    private static Networks networksOf(String text) {
        return text == null ? Networks.any() : Networks.parse(text);
    }

    private static Narrowing narrowingOf(String text) {
        if (text == null) {
            return Narrowing.none();
        }
        return Narrowing.to(Arrays.stream(text.split(" "))
                .filter(name -> !name.isEmpty())
                .map(Permission::new)
                .toList());
    }
}
