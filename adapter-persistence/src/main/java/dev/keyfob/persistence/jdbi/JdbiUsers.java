package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.StoreFailed;
import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserId;
import dev.keyfob.persistence.cache.Invalidations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** All SQL about users. */
public final class JdbiUsers implements Users {

    private static final String COLUMNS = "select id, email, name, roles, created_at, disabled_at from app_user ";

    private final Jdbi jdbi;
    private final Invalidations invalidations;

    public JdbiUsers(Jdbi jdbi, Invalidations invalidations) {
        this.jdbi = jdbi;
        this.invalidations = invalidations;
    }

    @Override
    public void add(User user) {
        try {
            jdbi.useHandle(handle -> handle.createUpdate("""
                            insert into app_user (id, email, name, roles, created_at, disabled_at)
                            values (:id, :email, :name, :roles, :createdAt, :disabledAt)""")
                    .bind("id", user.id().value())
                    .bind("email", user.email().value())
                    .bind("name", user.name().orElse(null))
                    .bind("roles", textOf(user))
                    .bind("createdAt", user.createdAt())
                    .bind("disabledAt", user.disabledAt().orElse(null))
                    .execute());
        } catch (StoreFailed e) {
            if (Violations.isOf("app_user_email", e)) {
                throw new Refusal(
                        Reason.EMAIL_TAKEN,
                        "There is already an account with this e-mail address. Enable that one, or use another.");
            }
            throw e;
        }
    }

    @Override
    public void update(User user) {
        jdbi.useHandle(handle -> {
            handle.createUpdate(
                            "update app_user set name = :name, roles = :roles, disabled_at = :disabledAt where id = :id")
                    .bind("name", user.name().orElse(null))
                    .bind("roles", textOf(user))
                    .bind("disabledAt", user.disabledAt().orElse(null))
                    .bind("id", user.id().value())
                    .execute();
            invalidations.publish(handle, user.id().toString());
        });
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
        return one("where email = :value", email.value());
    }

    @Override
    public Page<User> list(UserFilter filter, PageRequest page) {
        Condition condition = Condition.of(filter);
        String position = page.after().isPresent() ? " and (created_at, id) < (:at, :after)" : "";
        List<User> found = jdbi.withHandle(handle -> {
            Query query = condition
                    .bindTo(handle.createQuery(COLUMNS + "where " + condition.sql() + position
                            + " order by created_at desc, id desc limit :limit"))
                    .bind("limit", page.limit() + 1);
            page.after()
                    .ifPresent(
                            after -> query.bind("at", after.at().orElseThrow()).bind("after", after.id()));
            return query.map(JdbiUsers::read).list();
        });
        return Pages.of(
                found,
                page,
                user -> new Cursor(Optional.of(user.createdAt()), user.id().value()));
    }

    @Override
    public long count(UserFilter filter) {
        Condition condition = Condition.of(filter);
        return jdbi.withHandle(handle -> condition
                .bindTo(handle.createQuery("select count(*) from app_user where " + condition.sql()))
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

    /** Reads the columns of a user, each with the prefix before its name. */
    static User read(ResultSet row, String prefix) throws SQLException {
        return new User(
                new UserId(row.getObject(prefix + "id", UUID.class)),
                new Email(row.getString(prefix + "email")),
                Optional.ofNullable(row.getString(prefix + "name")),
                Arrays.stream(row.getString(prefix + "roles").split(" "))
                        .filter(name -> !name.isEmpty())
                        .map(Role::new)
                        .collect(Collectors.toCollection(TreeSet::new)),
                Instants.read(row, prefix + "created_at").orElseThrow(),
                Instants.read(row, prefix + "disabled_at"));
    }

    private static String textOf(User user) {
        return user.roles().stream().map(Role::name).collect(Collectors.joining(" "));
    }
}
