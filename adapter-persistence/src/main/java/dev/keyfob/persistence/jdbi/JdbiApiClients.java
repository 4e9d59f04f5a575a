package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.StoreFailed;
import dev.keyfob.application.port.ApiClients;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.client.ClientId;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.persistence.cache.Invalidations;
import dev.keyfob.persistence.cache.RowCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** All SQL about API clients. */
public final class JdbiApiClients implements ApiClients {

    private static final String COLUMNS = "select id, name, digest, created_at, last_used_at from api_client ";

    private final Jdbi jdbi;
    private final RowCache<ClientId, ApiClient> memory;
    private final Invalidations invalidations;

    public JdbiApiClients(Jdbi jdbi, RowCache<ClientId, ApiClient> memory, Invalidations invalidations) {
        this.jdbi = jdbi;
        this.memory = memory;
        this.invalidations = invalidations;
    }

    @Override
    public void add(ApiClient client) {
        try {
            jdbi.useHandle(handle -> handle.createUpdate("""
                            insert into api_client (id, name, digest, created_at)
                            values (:id, :name, :digest, :createdAt)""")
                    .bind("id", client.id().value())
                    .bind("name", client.name().value())
                    .bind("digest", client.digest().bytes())
                    .bind("createdAt", client.createdAt())
                    .execute());
        } catch (StoreFailed e) {
            if (Violations.isOf("api_client_name", e)) {
                throw new Refusal(
                        Reason.CLIENT_NAME_TAKEN,
                        "There is already a client with this name. Choose another, or rotate that client's secret.");
            }
            throw e;
        }
    }

    @Override
    public void update(ApiClient client) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("update api_client set digest = :digest where id = :id")
                    .bind("digest", client.digest().bytes())
                    .bind("id", client.id().value())
                    .execute();
            invalidations.publish(handle, client.id().value());
        });
    }

    @Override
    public void remove(ClientId id) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("delete from api_client where id = :id")
                    .bind("id", id.value())
                    .execute();
            invalidations.publish(handle, id.value());
        });
    }

    @Override
    public void noteUses(Map<ClientId, Instant> uses) {
        jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    update api_client set last_used_at = :at
                    where id = :id and (last_used_at is null or last_used_at < :at)""");
            // Sorted, so that two nodes cannot deadlock.
            uses.entrySet().stream()
                    .sorted(Comparator.comparing(use -> use.getKey().value()))
                    .forEach(use -> batch.bind("at", use.getValue())
                            .bind("id", use.getKey().value())
                            .add());
            batch.execute();
        });
    }

    @Override
    public Optional<ApiClient> find(ClientId id) {
        return memory.find(id, client -> true, () -> one("where id = :value", id.value()));
    }

    @Override
    public Optional<ApiClient> findForUpdate(ClientName name) {
        return one("where name = :value for update", name.value());
    }

    @Override
    public List<ApiClient> all() {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + "order by name")
                .map(JdbiApiClients::read)
                .list());
    }

    private Optional<ApiClient> one(String where, String value) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + where)
                .bind("value", value)
                .map(JdbiApiClients::read)
                .findOne());
    }

    private static ApiClient read(ResultSet row, StatementContext context) throws SQLException {
        return new ApiClient(
                new ClientId(row.getString("id")),
                new ClientName(row.getString("name")),
                new TokenDigest(row.getBytes("digest")),
                Instants.read(row, "created_at").orElseThrow(),
                Instants.read(row, "last_used_at"));
    }
}
