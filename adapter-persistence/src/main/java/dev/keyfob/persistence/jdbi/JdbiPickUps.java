package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.port.PickUps;
import dev.keyfob.domain.pickup.Offer;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenRestrictions;
import dev.keyfob.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** All SQL about pick-ups. */
public final class JdbiPickUps implements PickUps {

    private static final String COLUMNS =
            "select token_id, owner_id, name, prepared_at, prepared_by, ends_at, life_days,"
                    + " permissions, networks, note, digest, old_ends_at from pick_up ";

    private final Jdbi jdbi;

    public JdbiPickUps(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void put(PickUp pickUp) {
        remove(pickUp.token());
        jdbi.useHandle(handle -> bind(pickUp, handle.createUpdate("""
                        insert into pick_up (token_id, owner_id, name, prepared_at, prepared_by, ends_at, life_days,
                            permissions, networks, note, digest, old_ends_at)
                        values (:token, :owner, :name, :preparedAt, :preparedBy, :endsAt, :lifeDays,
                            :permissions, :networks, :note, :digest, :oldEndsAt)""")).execute());
    }

    @Override
    public Optional<PickUp> find(TokenId token) {
        return one("where token_id = :token", token);
    }

    @Override
    public Optional<PickUp> findForUpdate(TokenId token) {
        return one("where token_id = :token for update", token);
    }

    @Override
    public void remove(TokenId token) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from pick_up where token_id = :token")
                .bind("token", token.value())
                .execute());
    }

    @Override
    public int removeAllOf(UserId owner) {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from pick_up where owner_id = :owner")
                .bind("owner", owner.value())
                .execute());
    }

    @Override
    public List<PickUp> allWaitingFor(UserId owner, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + """
                        where owner_id = :owner and ends_at > :now order by prepared_at, token_id""")
                .bind("owner", owner.value())
                .bind("now", now)
                .map(JdbiPickUps::read)
                .list());
    }

    @Override
    public List<PickUp> allWaiting(Instant now, int most) {
        return jdbi.withHandle(
                handle -> handle.createQuery(COLUMNS + "where ends_at > :now order by ends_at, token_id limit :most")
                        .bind("now", now)
                        .bind("most", most)
                        .map(JdbiPickUps::read)
                        .list());
    }

    @Override
    public void removeEndedAt(Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from pick_up where ends_at <= :now")
                .bind("now", now)
                .execute());
    }

    private Optional<PickUp> one(String where, TokenId token) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + where)
                .bind("token", token.value())
                .map(JdbiPickUps::read)
                .findOne());
    }

    private static Update bind(PickUp pickUp, Update statement) {
        Optional<Offer.NewToken> token =
                pickUp.offer() instanceof Offer.NewToken it ? Optional.of(it) : Optional.empty();
        Optional<Offer.NewSecret> secret =
                pickUp.offer() instanceof Offer.NewSecret it ? Optional.of(it) : Optional.empty();
        return statement
                .bind("token", pickUp.token().value())
                .bind("owner", pickUp.owner().value())
                .bind("name", pickUp.name().value())
                .bind("preparedAt", pickUp.prepared().at())
                .bind("preparedBy", pickUp.prepared().by())
                .bind("endsAt", pickUp.endsAt())
                .bind(
                        "lifeDays",
                        token.flatMap(Offer.NewToken::life)
                                .map(life -> (int) life.toDays())
                                .orElse(null))
                .bind(
                        "permissions",
                        token.map(each ->
                                        TokenMapping.textOf(each.restrictions().narrowing()))
                                .orElse(null))
                .bind(
                        "networks",
                        token.map(each ->
                                        TokenMapping.textOf(each.restrictions().networks()))
                                .orElse(null))
                .bind("note", token.map(each -> each.note().value()).orElse(""))
                .bind("digest", secret.map(each -> each.inUse().bytes()).orElse(null))
                .bind("oldEndsAt", secret.flatMap(Offer.NewSecret::oldEndsAt).orElse(null));
    }

    private static PickUp read(ResultSet row, StatementContext context) throws SQLException {
        return new PickUp(
                new TokenId(row.getObject("token_id", UUID.class)),
                new UserId(row.getObject("owner_id", UUID.class)),
                new TokenName(row.getString("name")),
                new Stamp(Instants.read(row, "prepared_at").orElseThrow(), row.getString("prepared_by")),
                Instants.read(row, "ends_at").orElseThrow(),
                offer(row));
    }

    private static Offer offer(ResultSet row) throws SQLException {
        byte[] inUse = row.getBytes("digest");
        if (inUse != null) {
            return new Offer.NewSecret(new TokenDigest(inUse), Instants.read(row, "old_ends_at"));
        }
        Integer days = row.getObject("life_days", Integer.class);
        return new Offer.NewToken(
                Optional.ofNullable(days).map(Duration::ofDays),
                new TokenRestrictions(
                        TokenMapping.narrowingOf(row.getString("permissions")),
                        TokenMapping.networksOf(row.getString("networks"))),
                new TokenNote(row.getString("note")));
    }
}
