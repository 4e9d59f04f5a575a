package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.StoreFailed;
import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.MatchedSecret;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.OwnerCount;
import dev.keyfob.domain.token.RecentUse;
import dev.keyfob.domain.token.RefusedUse;
import dev.keyfob.domain.token.RetiredSecret;
import dev.keyfob.domain.token.RotationKey;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** All SQL about tokens. */
public final class JdbiAccessTokens implements AccessTokens {

    private static final String USER_COLUMNS = """
            , u.id as user_id, u.email as user_email, u.name as user_name, u.name_is_chosen as user_name_is_chosen,
                u.roles as user_roles, u.created_at as user_created_at, u.disabled_at as user_disabled_at,
                u.removed_at as user_removed_at,
            """;

    private static final String NOT_RETIRED = """
                cast(null as bytea) as retired_digest, cast(null as timestamp(6) with time zone) as retired_at,
                cast(null as timestamp(6) with time zone) as works_until,
                cast(null as timestamp(6) with time zone) as suspect_from, cast(null as char(64)) as retired_key,
                cast(null as timestamp(6) with time zone) as retired_reused_at
            """;

    private static final String OF_ITS_OWNER = "from access_token t join app_user u on u.id = t.owner_id ";

    /** The last branch of the query: a row of constants, which is read if the secret is unknown. */
    private static final String STAND_IN = "select 1 as place, " + TokenMapping.standIn() + """
            , cast('00000000-0000-0000-0000-000000000000' as uuid), 'nobody@example.com', null, false, '',
                current_timestamp, null, null,
            """ + NOT_RETIRED;

    /**
     * Finds a token by any secret that it has or had. The query makes the same look-ups and returns one row of the same
     * size for every secret. Otherwise the response to an unknown secret would be faster than that to a revoked one.
     */
    private static final String BY_ANY_SECRET = owned(NOT_RETIRED + OF_ITS_OWNER + "where t.digest = :digest")
            + " union all " + owned(NOT_RETIRED + OF_ITS_OWNER + "where t.successor_digest = :digest")
            + " union all " + owned("""
                r.digest as retired_digest, r.retired_at, r.works_until, r.suspect_from, r.rotation_key as retired_key,
                r.reused_at as retired_reused_at
            from retired_secret r join access_token t on t.id = r.token_id join app_user u on u.id = t.owner_id
            where r.digest = :digest""")
            + " union all " + STAND_IN + " order by place limit 1";

    /** Joins each token with the email address of its owner. No column of a token has these names. */
    private static final String WITH_OWNERS =
            "join (select id as user_id, email as owner_email from app_user) as owners on user_id = owner_id ";

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
            jdbi.useHandle(handle -> TokenMapping.bindForInsert(token, handle.createUpdate(TokenMapping.INSERT))
                    .execute());
        } catch (StoreFailed e) {
            throw translated(e);
        }
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
                TokenMapping.bindForUpdate(token, handle.createUpdate(TokenMapping.UPDATE))
                        .execute();
                invalidations.publish(handle, token.owner().toString());
            });
        } catch (StoreFailed e) {
            throw translated(e);
        }
    }

    @Override
    public void forgetReuse(AccessToken token) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("update access_token set reused_at = null, reused_from = null where id = :id")
                    .bind("id", token.id().value())
                    .execute();
            invalidations.publish(handle, token.owner().toString());
        });
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
    public List<AccessToken> findAll(Collection<TokenId> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> handle.createQuery(TokenMapping.SELECT + "where id in (<ids>)")
                        .bindList("ids", ids.stream().map(TokenId::value).toList())
                        .map(TokenMapping.MAPPER)
                        .list());
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
                    // The stand-in is read like any other row and discarded last, so that it takes the same time.
                    AccessToken token = TokenMapping.read(row, context);
                    OwnedToken found = new OwnedToken(token, JdbiUsers.read(row, "user_"), matched(token, digest, row));
                    return Optional.of(found).filter(real -> !token.id().equals(TokenMapping.STAND_IN));
                })
                .one());
    }

    private static String owned(String rest) {
        return "select 0 as place, " + TokenMapping.columns("t.") + USER_COLUMNS + rest;
    }

    private static MatchedSecret matched(AccessToken token, TokenDigest digest, ResultSet row) throws SQLException {
        byte[] retired = row.getBytes("retired_digest");
        if (retired == null) {
            return MatchedSecret.of(token, digest);
        }
        return new MatchedSecret.Retired(new RetiredSecret(
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
        return jdbi.withHandle(
                handle -> handle.createQuery(TokenMapping.SELECT + "where owner_id = :owner and live_name = :name")
                        .bind("owner", owner.value())
                        .bind("name", TokenMapping.liveName(name))
                        .map(TokenMapping.MAPPER)
                        .findOne());
    }

    @Override
    public void forgetOwner(UserId owner) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            update access_token set name = :name, folded_name = :folded, name_key = :folded, note = '',
                                folded_note = '', networks = null, suspended_at = null, suspended_by = null,
                                owner_suspended_at = null, revoked_by = null, last_used_at = null, use_key = :never,
                                reused_at = null, reused_from = null
                            where owner_id = :owner""")
                    .bind("name", AccessToken.OF_REMOVED_USER.value())
                    .bind("folded", AccessToken.OF_REMOVED_USER.folded())
                    .bind("never", TokenMapping.NEVER_USED)
                    .bind("owner", owner.value())
                    .execute();
            for (String table : List.of("token_use_day", "token_address", "token_refusal")) {
                handle.createUpdate("delete from " + table
                                + " where token_id in (select id from access_token where owner_id = :owner)")
                        .bind("owner", owner.value())
                        .execute();
            }
            invalidations.publish(handle, owner.toString());
        });
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
        String key = key(order.field());
        boolean isByTime = order.field() == TokenOrder.Field.CREATED_AT || order.field() == TokenOrder.Field.EXPIRES_AT;
        String tokens = order.field() == TokenOrder.Field.OWNER ? WITH_OWNERS : "";
        boolean isUp = page.readsUp(order.ascending());
        String direction = isUp ? " asc" : " desc";
        String position = page.cursor()
                .map(cursor -> " and (" + key + ", id) " + (isUp ? ">" : "<") + " ("
                        + (isByTime ? ":at" : "(select " + key + " from access_token " + tokens + "where id = :id)")
                        + ", :id)")
                .orElse("");
        List<AccessToken> found = jdbi.withHandle(handle -> {
            Query query = condition
                    .bindTo(handle.createQuery(TokenMapping.SELECT + tokens + "where " + condition.sql() + position
                            + " order by " + key + direction + ", id" + direction + " limit :limit"))
                    .bind("limit", page.limit() + 1);
            page.cursor().ifPresent(cursor -> query.bind("id", cursor.id()));
            if (isByTime) {
                page.cursor().ifPresent(cursor -> query.bind("at", cursor.at().orElse(Condition.NEVER)));
            }
            return query.map(TokenMapping.MAPPER).list();
        });
        return Page.of(found, page, token -> Cursor.after(token, order));
    }

    private static String key(TokenOrder.Field field) {
        return switch (field) {
            case NAME -> "name_key";
            case OWNER -> "owner_email";
            case CREATED_AT -> "created_at";
            case LAST_USED_AT -> "use_key";
            case EXPIRES_AT -> "expiry_key";
        };
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
    public long countUpTo(TokenFilter filter, int most) {
        Condition condition = Condition.of(filter);
        return jdbi.withHandle(handle -> condition
                .bindTo(handle.createQuery("select count(*) from (select 1 from access_token where " + condition.sql()
                        + " limit :most) as counted"))
                .bind("most", most)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public List<Long> countEach(List<TokenFilter> filters) {
        Condition counts = Condition.counting(filters);
        return jdbi.withHandle(handle -> counts.bindTo(
                        handle.createQuery("select " + counts.sql() + " from access_token"))
                .map((row, context) -> {
                    List<Long> numbers = new ArrayList<>();
                    for (int column = 1; column <= filters.size(); column++) {
                        numbers.add(row.getLong(column));
                    }
                    return numbers;
                })
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
    public Optional<Instant> findFirstEnd(TokenFilter filter, TokenPolicy policy) {
        Condition condition = Condition.of(filter);
        String end = Condition.endUnder(policy);
        return jdbi.withHandle(handle -> condition
                .bindTo(handle.createQuery("select min(" + end + ") as first_end from access_token where "
                        + condition.sql() + " and " + end + " < " + Condition.NEVER_SQL
                        + " and exists (select 1 from app_user u where u.id = owner_id and u.disabled_at is null)"))
                .map((row, context) -> Instants.read(row, "first_end"))
                .one());
    }

    @Override
    public long countEndedBefore(Instant time) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select (select count(*) from access_token where revoked_at < :time)
                            + (select count(*) from access_token where expires_at < :time
                                and (revoked_at is null
                                    or revoked_at >= :time))""").bind("time", time).mapTo(Long.class).one());
    }

    @Override
    public int removeEndedBefore(Instant time, int most) {
        int revoked = removeWhere("revoked_at", time, most);
        return revoked > 0 ? revoked : removeWhere("expires_at", time, most);
    }

    // One column at a time, and one row at a time, so that an index finds each row.
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
        // Sorted, so that two batches cannot deadlock.
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

    @Override
    public void noteRefusals(Map<TokenId, List<RefusedUse>> refusals) {
        jdbi.useTransaction(handle -> new RefusalBatches(handle).store(refusals));
    }

    @Override
    public List<RefusedUse> refusalsOf(TokenId token) {
        return RefusedUse.joined(
                jdbi.withHandle(handle -> handle.createQuery("""
                        select reason, permission, network, claimed, times, last_at from token_refusal
                        where token_id = :token""")
                        .bind("token", token.value())
                        .map((row, context) -> new RefusedUse(
                                new RefusedUse.Case(
                                        Reason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)),
                                        Optional.of(row.getString("permission"))
                                                .filter(name -> !name.isEmpty())
                                                .map(Permission::new),
                                        row.getString("network"),
                                        row.getBoolean("claimed")),
                                row.getLong("times"),
                                Instants.read(row, "last_at").orElseThrow()))
                        .list()),
                List.of());
    }

    private Optional<AccessToken> one(String where, Object value) {
        return jdbi.withHandle(handle -> handle.createQuery(TokenMapping.SELECT + where)
                .bind("value", value)
                .map(TokenMapping.MAPPER)
                .findOne());
    }
}
