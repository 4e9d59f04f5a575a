package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.StoreFailed;
import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.digest.Sha256;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.ReservedEmail;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.domain.user.UserOrder;
import dev.keyfob.persistence.cache.Invalidations;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** Stores users, and the e-mail addresses that are reserved for them, in SQL. */
public final class JdbiUsers implements Users {

    private static final String COLUMNS =
            "select id, email, name, name_is_chosen, roles, created_at, disabled_at, removed_at from app_user ";

    private static final String PRESENT = "where removed_at is null and ";

    private static final String RESERVED = "select email, user_id, reserved_at from reserved_email ";

    /** The last activity of a user who was never active. It is earlier than any other. */
    private static final String NEVER = "timestamp with time zone '1970-01-01 00:00:00+00'";

    private final Jdbi jdbi;
    private final Invalidations invalidations;

    public JdbiUsers(Jdbi jdbi, Invalidations invalidations) {
        this.jdbi = jdbi;
        this.invalidations = invalidations;
    }

    @Override
    public void add(User user) {
        try {
            jdbi.useTransaction(handle -> {
                handle.createUpdate("""
                                insert into app_user (id, email, name, name_is_chosen, roles, created_at, disabled_at)
                                values (:id, :email, :name, :nameIsChosen, :roles, :createdAt, :disabledAt)""")
                        .bind("id", user.id().value())
                        .bind("email", user.email().value())
                        .bind("name", user.name().orElse(null))
                        .bind("nameIsChosen", user.nameIsChosen())
                        .bind("roles", textOf(user))
                        .bind("createdAt", user.createdAt())
                        .bind("disabledAt", user.disabledAt().orElse(null))
                        .execute();
                refuseReserved(handle, user.email());
            });
        } catch (StoreFailed e) {
            throw translated(e);
        }
    }

    private static RuntimeException translated(StoreFailed e) {
        return Violations.isOf("app_user_email", e)
                ? new Refusal(
                        Reason.EMAIL_TAKEN,
                        "There is already an account with this e-mail address. Enable that one, or use another.")
                : e;
    }

    // Checked after the address was written, because a transaction that gave it up a moment ago has committed by then.
    private static void refuseReserved(Handle handle, Email email) {
        if (reserved(handle, email).isPresent()) {
            throw Users.reserved(email);
        }
    }

    @Override
    public void update(User user) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            update app_user set name = :name, name_is_chosen = :nameIsChosen, roles = :roles,
                                disabled_at = :disabledAt
                            where id = :id""")
                    .bind("name", user.name().orElse(null))
                    .bind("nameIsChosen", user.nameIsChosen())
                    .bind("roles", textOf(user))
                    .bind("disabledAt", user.disabledAt().orElse(null))
                    .bind("id", user.id().value())
                    .execute();
            invalidations.publish(handle, user.id().toString());
        });
    }

    @Override
    public void changeEmail(User held, Email other, Instant at) {
        try {
            jdbi.useTransaction(handle -> {
                handle.createUpdate("update app_user set email = :email where id = :id")
                        .bind("email", other.value())
                        .bind("id", held.id().value())
                        .execute();
                handle.createUpdate("delete from reserved_email where digest = :digest and user_id = :user")
                        .bind("digest", digestOf(other))
                        .bind("user", held.id().value())
                        .execute();
                refuseReserved(handle, other);
                handle.createUpdate("""
                                insert into reserved_email (digest, email, user_id, reserved_at)
                                values (:digest, :email, :user, :at)""")
                        .bind("digest", digestOf(held.email()))
                        .bind("email", held.email().value())
                        .bind("user", held.id().value())
                        .bind("at", at)
                        .execute();
                invalidations.publish(handle, held.id().toString());
            });
        } catch (StoreFailed e) {
            throw translated(e);
        }
    }

    @Override
    public void remove(User held, Instant at) {
        User left = held.remove(at);
        jdbi.useTransaction(handle -> {
            handle.createUpdate("update reserved_email set email = null where user_id = :user")
                    .bind("user", held.id().value())
                    .execute();
            handle.createUpdate(
                            "insert into reserved_email (digest, user_id, reserved_at) values (:digest, :user, :at)")
                    .bind("digest", digestOf(held.email()))
                    .bind("user", held.id().value())
                    .bind("at", at)
                    .execute();
            handle.createUpdate("""
                            update app_user set email = :email, name = null, name_is_chosen = false, roles = '',
                                disabled_at = :at, removed_at = :at
                            where id = :user""")
                    .bind("email", left.email().value())
                    .bind("at", at)
                    .bind("user", held.id().value())
                    .execute();
            invalidations.publish(handle, held.id().toString());
        });
    }

    @Override
    public List<ReservedEmail> listReservedFor(UserId user) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        RESERVED + "where user_id = :user and email is not null order by reserved_at desc, digest")
                .bind("user", user.value())
                .map((row, context) -> reserved(row, new Email(row.getString("email"))))
                .list());
    }

    @Override
    public List<ReservedEmail> listReserved(int most) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        RESERVED + "where email is not null order by reserved_at desc, digest limit :most")
                .bind("most", most)
                .map((row, context) -> reserved(row, new Email(row.getString("email"))))
                .list());
    }

    @Override
    public Optional<ReservedEmail> freeEmail(Email email) {
        return jdbi.inTransaction(handle -> {
            Optional<ReservedEmail> freed = reserved(handle, email);
            handle.createUpdate("delete from reserved_email where digest = :digest")
                    .bind("digest", digestOf(email))
                    .execute();
            return freed;
        });
    }

    private static Optional<ReservedEmail> reserved(Handle handle, Email email) {
        return handle.createQuery(RESERVED + "where digest = :digest")
                .bind("digest", digestOf(email))
                .map((row, context) -> reserved(row, email))
                .findOne();
    }

    private static ReservedEmail reserved(ResultSet row, Email email) throws SQLException {
        return new ReservedEmail(
                email,
                new UserId(row.getObject("user_id", UUID.class)),
                Instants.read(row, "reserved_at").orElseThrow());
    }

    private static String digestOf(Email email) {
        return Sha256.of(email.value().getBytes(StandardCharsets.US_ASCII)).hex();
    }

    @Override
    public Optional<User> find(UserId id) {
        return one("where id = :value", id.value());
    }

    @Override
    public Optional<User> findForUpdate(UserId id) {
        return one("where id = :value for update", id.value());
    }

    @Override
    public Optional<User> findByEmail(Email email) {
        return one("where email = :value and removed_at is null", email.value());
    }

    @Override
    public List<User> listForUpdate(UserFilter filter) {
        Condition condition = Condition.of(filter);
        return jdbi.withHandle(handle -> condition
                .bindTo(handle.createQuery(COLUMNS + PRESENT + condition.sql() + " order by id for update"))
                .map(JdbiUsers::read)
                .list());
    }

    @Override
    public Page<User> list(UserFilter filter, UserOrder order, PageRequest page) {
        Condition condition = Condition.of(filter);
        boolean isUp = page.readsUp(order.ascending());
        String direction = isUp ? " asc" : " desc";
        String position = page.cursor().isPresent()
                ? " and (" + key(order, "app_user") + ", id) " + (isUp ? ">" : "<") + " " + positionOf(order)
                : "";
        List<User> found = jdbi.withHandle(handle -> {
            Query query = condition
                    .bindTo(handle.createQuery(COLUMNS + PRESENT + condition.sql() + position
                            + " order by " + key(order, "app_user") + direction + ", id" + direction
                            + " limit :limit"))
                    .bind("limit", page.limit() + 1);
            page.cursor().ifPresent(cursor -> query.bind("after", cursor.id()));
            if (order.field() == UserOrder.Field.JOINED) {
                page.cursor().ifPresent(cursor -> query.bind("at", cursor.at().orElseThrow()));
            }
            return query.map(JdbiUsers::read).list();
        });
        return Page.of(
                found,
                page,
                user -> new Cursor(Optional.of(user.createdAt()), user.id().value()));
    }

    @Override
    public Optional<Instant> lastActiveAt(UserId id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select " + lastActiveAt("app_user") + " as active_at from app_user where id = :id")
                        .bind("id", id.value())
                        .map((row, context) -> Instants.read(row, "active_at").orElseThrow())
                        .findOne())
                .filter(at -> at.isAfter(Instant.EPOCH));
    }

    // A cursor contains only the time of joining. The value of another sort key is looked up, because it changes and
    // may be private.
    private static String positionOf(UserOrder order) {
        return order.field() == UserOrder.Field.JOINED
                ? "(:at, :after)"
                : "((select " + key(order, "c") + " from app_user c where c.id = :after), :after)";
    }

    private static String key(UserOrder order, String user) {
        return switch (order.field()) {
            case JOINED -> user + ".created_at";
            case EMAIL -> user + ".email";
            case USERNAME -> "substring(" + user + ".email from 1 for position('@' in " + user + ".email) - 1)";
            case ROLE -> "case when ' ' || " + user + ".roles || ' ' like '% admin %' then 0 else 1 end";
            case LAST_ACTIVE -> lastActiveAt(user);
        };
    }

    private static String lastActiveAt(String user) {
        return "greatest(coalesce((select max(t.last_used_at) from access_token t where t.owner_id = " + user + ".id), "
                + NEVER + "), coalesce((select max(s.seen_at) from web_session s where s.user_id = " + user + ".id), "
                + NEVER + "))";
    }

    @Override
    public long count(UserFilter filter) {
        Condition condition = Condition.of(filter);
        return jdbi.withHandle(handle -> condition
                .bindTo(handle.createQuery("select count(*) from app_user " + PRESENT + condition.sql()))
                .mapTo(Long.class)
                .one());
    }

    @Override
    public long countUpTo(UserFilter filter, int most) {
        Condition condition = Condition.of(filter);
        return jdbi.withHandle(handle -> condition
                .bindTo(handle.createQuery("select count(*) from (select 1 from app_user " + PRESENT + condition.sql()
                        + " limit :most) as counted"))
                .bind("most", most)
                .mapTo(Long.class)
                .one());
    }

    private Optional<User> one(String where, Object value) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + where)
                .bind("value", value)
                .map(JdbiUsers::read)
                .findOne());
    }

    private static User read(ResultSet row, StatementContext context) throws SQLException {
        return read(row, "");
    }

    /** Reads the columns of a user. Each column name has the prefix. */
    static User read(ResultSet row, String prefix) throws SQLException {
        return new User(
                new UserId(row.getObject(prefix + "id", UUID.class)),
                new Email(row.getString(prefix + "email")),
                Optional.ofNullable(row.getString(prefix + "name")),
                row.getBoolean(prefix + "name_is_chosen"),
                Arrays.stream(row.getString(prefix + "roles").split(" "))
                        .filter(name -> !name.isEmpty())
                        .map(Role::new)
                        .collect(Collectors.toCollection(TreeSet::new)),
                Instants.read(row, prefix + "created_at").orElseThrow(),
                Instants.read(row, prefix + "disabled_at"),
                Instants.read(row, prefix + "removed_at"));
    }

    private static String textOf(User user) {
        return user.roles().stream().map(Role::name).collect(Collectors.joining(" "));
    }
}
