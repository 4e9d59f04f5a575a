package dev.keyfob.persistence;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.LifeSpan;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.RecentUse;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenUses;
import dev.keyfob.domain.user.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
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
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** All SQL about tokens. */
final class JdbiAccessTokens implements AccessTokens {

    private static final String COLUMNS =
            "select id, owner_id, name, digest, hint, created_at, expires_at, permissions, revoked_at, last_used_at"
                    + " from access_token ";

    private static final String OWNED = """
            select t.id, t.owner_id, t.name, t.digest, t.hint, t.created_at, t.expires_at, t.permissions, t.revoked_at,
                t.last_used_at, u.id as user_id, u.email as user_email, u.roles as user_roles,
                u.created_at as user_created_at, u.disabled_at as user_disabled_at
            from access_token t join app_user u on u.id = t.owner_id
            where t.digest = :digest""";

    /** Stands in the order of expiry for "never": after every time that a token can be given. */
    private static final String NEVER = "timestamp with time zone '9999-12-31 00:00:00+00'";

    private static final int LONGEST_LIVE_NAME = 400;

    private static final Instant NEVER_AT = Instant.parse("9999-12-31T00:00:00Z");

    private final Jdbi jdbi;
    private final Memory<TokenDigest, OwnedToken> memory;
    private final Changes changes;

    JdbiAccessTokens(Jdbi jdbi, Memory<TokenDigest, OwnedToken> memory, Changes changes) {
        this.jdbi = jdbi;
        this.memory = memory;
        this.changes = changes;
    }

    @Override
    public void add(AccessToken token) {
        try {
            jdbi.useHandle(handle -> handle.createUpdate("""
                            insert into access_token (id, owner_id, name, folded_name, live_name, digest, hint,
                                created_at, expires_at, permissions, revoked_at, last_used_at)
                            values (:id, :owner, :name, :folded, :live, :digest, :hint,
                                :createdAt, :expiresAt, :permissions, :revokedAt, :lastUsedAt)""")
                    .bind("id", token.id().value())
                    .bind("owner", token.owner().value())
                    .bind("name", token.name().value())
                    .bind("folded", token.name().folded())
                    .bind("live", token.isRevoked() ? null : liveName(token.name()))
                    .bind("digest", token.digest().bytes())
                    .bind("hint", token.hint())
                    .bind("createdAt", token.createdAt())
                    .bind("expiresAt", token.expiresAt().orElse(null))
                    .bind("permissions", textOf(token.narrowing()))
                    .bind("revokedAt", token.revokedAt().orElse(null))
                    .bind("lastUsedAt", token.lastUsedAt().orElse(null))
                    .execute());
        } catch (UnableToExecuteStatementException e) {
            if (Violations.isOf("access_token_live_name", e)) {
                throw new Refusal(
                        Reason.NAME_TAKEN,
                        "There is already a token with this name. Choose another name, or delete that token first.");
            }
            throw e;
        }
    }

    @Override
    public void update(AccessToken token) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            update access_token set revoked_at = :revokedAt, live_name = :live
                            where id = :id and revoked_at is null""")
                    .bind("revokedAt", token.revokedAt().orElse(null))
                    .bind("live", token.isRevoked() ? null : liveName(token.name()))
                    .bind("id", token.id().value())
                    .execute();
            changes.tell(handle, token.owner().toString());
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
        return one("where digest = :value", digest.bytes());
    }

    @Override
    public Optional<OwnedToken> findOwned(TokenDigest digest, Instant now) {
        return memory.find(
                digest,
                found -> Memories.isWorthKeeping(found, now),
                () -> jdbi.withHandle(handle -> handle.createQuery(OWNED)
                        .bind("digest", digest.bytes())
                        .map((row, context) -> new OwnedToken(read(row, context), JdbiUsers.read(row, "user_")))
                        .findOne()));
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
    public List<AccessToken> unrevokedOfForUpdate(UserId owner) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        COLUMNS + "where owner_id = :owner and revoked_at is null order by id for update")
                .bind("owner", owner.value())
                .map(ROW)
                .list());
    }

    @Override
    public List<TokenName> unrevokedNamesOf(UserId owner) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select name from access_token where owner_id = :owner and revoked_at is null")
                .bind("owner", owner.value())
                .map((row, context) -> new TokenName(row.getString("name")))
                .list());
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
                new TokenDigest(row.getBytes("digest")),
                row.getString("hint"),
                new LifeSpan(instant(row, "created_at").orElseThrow(), instant(row, "expires_at")),
                narrowingOf(row.getString("permissions")),
                instant(row, "revoked_at"),
                instant(row, "last_used_at"));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
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
