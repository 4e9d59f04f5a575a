package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.DeliveryId;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.WebhookId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** All SQL about the outbox of webhooks. */
public final class JdbiWebhookDeliveries implements WebhookDeliveries {

    private static final String COLUMNS =
            "select id, endpoint_id, event, body, created_at, state, attempts, due_at, attempted_at, note"
                    + " from webhook_delivery ";

    private final Jdbi jdbi;

    public JdbiWebhookDeliveries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(Delivery delivery) {
        jdbi.useHandle(handle -> bindChangeable(delivery, handle.createUpdate("""
                        insert into webhook_delivery (id, endpoint_id, event, body, created_at, state, attempts, due_at,
                            attempted_at, note)
                        values (:id, :webhook, :event, :body, :createdAt, :state, :attempts, :dueAt,
                            :attemptedAt, :note)"""))
                .bind("webhook", delivery.webhook().value())
                .bind("event", delivery.event().name())
                .bind("body", delivery.body())
                .bind("createdAt", delivery.createdAt())
                .execute());
    }

    @Override
    public void update(Delivery delivery) {
        jdbi.useHandle(
                handle -> bindChangeable(delivery, handle.createUpdate("""
                        update webhook_delivery set state = :state, attempts = :attempts, due_at = :dueAt,
                            attempted_at = :attemptedAt, note = :note
                        where id = :id""")).execute());
    }

    @Override
    public List<WebhookId> webhooksWithDue(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select e.id from webhook_endpoint e where e.disabled_at is null and exists
                            (select 1 from webhook_delivery d where d.endpoint_id = e.id and d.due_at <= :now)""")
                .bind("now", now)
                .map((row, context) -> new WebhookId(row.getObject("id", UUID.class)))
                .list());
    }

    @Override
    public Optional<Delivery> findDueForUpdate(WebhookId webhook, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + """
                        where endpoint_id = :webhook and due_at <= :now
                        order by due_at limit 1 for update skip locked""")
                .bind("webhook", webhook.value())
                .bind("now", now)
                .map(JdbiWebhookDeliveries::read)
                .findOne());
    }

    @Override
    public Optional<Delivery> find(DeliveryId id) {
        return one(id, "");
    }

    @Override
    public Optional<Delivery> findForUpdate(DeliveryId id) {
        return one(id, " for update");
    }

    private Optional<Delivery> one(DeliveryId id, String ending) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + "where id = :id" + ending)
                .bind("id", id.value())
                .map(JdbiWebhookDeliveries::read)
                .findOne());
    }

    @Override
    public Page<Delivery> list(DeliveryFilter filter, PageRequest page) {
        boolean isUp = page.readsUp(false);
        String direction = isUp ? " asc" : " desc";
        String position = page.cursor()
                .map(cursor -> " and (created_at, id) " + (isUp ? ">" : "<") + " (:at, :id)")
                .orElse("");
        List<Delivery> found = jdbi.withHandle(handle -> {
            Query query = bound(
                            filter,
                            handle.createQuery(COLUMNS + "where " + condition(filter) + position
                                    + " order by created_at" + direction + ", id" + direction + " limit :limit"))
                    .bind("limit", page.limit() + 1);
            page.cursor()
                    .ifPresent(cursor ->
                            query.bind("at", cursor.at().orElseThrow()).bind("id", cursor.id()));
            return query.map(JdbiWebhookDeliveries::read).list();
        });
        return Page.of(
                found,
                page,
                delivery -> new Cursor(
                        Optional.of(delivery.createdAt()), delivery.id().value()));
    }

    @Override
    public long countUpTo(DeliveryFilter filter, int most) {
        return jdbi.withHandle(handle -> bound(
                        filter,
                        handle.createQuery("select count(*) from (select 1 from webhook_delivery where "
                                + condition(filter) + " limit :most) as counted"))
                .bind("most", most)
                .mapTo(Long.class)
                .one());
    }

    private static String condition(DeliveryFilter filter) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        filter.webhook().ifPresent(webhook -> conditions.add("endpoint_id = :webhook"));
        filter.state().ifPresent(state -> conditions.add("state = :state"));
        return String.join(" and ", conditions);
    }

    private static Query bound(DeliveryFilter filter, Query query) {
        filter.webhook().ifPresent(webhook -> query.bind("webhook", webhook.value()));
        filter.state().ifPresent(state -> query.bind("state", state.name()));
        return query;
    }

    @Override
    public int removeCreatedBefore(Instant time, int most) {
        return jdbi.inTransaction(handle -> removeThoseOf(
                handle.createQuery("select id from webhook_delivery where created_at < :time"
                                + " order by created_at limit :most")
                        .bind("time", time)
                        .bind("most", most),
                handle.prepareBatch("delete from webhook_delivery where id = :id")));
    }

    @Override
    public int removeAllFor(WebhookId webhook, int most) {
        return jdbi.inTransaction(handle -> removeThoseOf(
                handle.createQuery("select id from webhook_delivery where endpoint_id = :webhook limit :most")
                        .bind("webhook", webhook.value())
                        .bind("most", most),
                handle.prepareBatch("delete from webhook_delivery where id = :id")));
    }

    // One row at a time, so that an index finds each row.
    private static int removeThoseOf(Query query, PreparedBatch batch) {
        List<UUID> found = query.mapTo(UUID.class).list();
        found.forEach(id -> batch.bind("id", id).add());
        return found.isEmpty() ? 0 : IntStream.of(batch.execute()).sum();
    }

    private static Update bindChangeable(Delivery delivery, Update statement) {
        return AttemptColumns.bind(
                delivery.attempts(), statement.bind("id", delivery.id().value()));
    }

    private static Delivery read(ResultSet row, StatementContext context) throws SQLException {
        return new Delivery(
                new DeliveryId(row.getObject("id", UUID.class)),
                new WebhookId(row.getObject("endpoint_id", UUID.class)),
                EventType.valueOf(row.getString("event")),
                row.getString("body"),
                Instants.read(row, "created_at").orElseThrow(),
                AttemptColumns.read(row));
    }
}
