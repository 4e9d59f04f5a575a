package dev.keyfob.persistence.jdbi;

import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.RefusedUse;
import dev.keyfob.domain.token.TokenId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Stores how tokens were refused, one batch per statement. Refusals of a token that no longer exists, or whose owner
 * was removed, are dropped. Nearly always the row exists and is updated. Rows are inserted, and outdated ones removed,
 * only for a new case.
 */
final class RefusalBatches {

    private final Handle handle;

    private record Row(TokenId token, RefusedUse use) {}

    RefusalBatches(Handle handle) {
        this.handle = handle;
    }

    void store(Map<TokenId, List<RefusedUse>> refusals) {
        List<Row> rows = new ArrayList<>();
        // Sorted, so that two batches cannot deadlock.
        refusals.entrySet().stream()
                .sorted(Comparator.comparing(each -> each.getKey().value()))
                .forEach(each -> each.getValue().forEach(use -> rows.add(new Row(each.getKey(), use))));
        List<Row> added = write("""
                update token_refusal set times = times + :times,
                    last_at = greatest(last_at, cast(:at as timestamp(6) with time zone))
                where token_id = :token and reason = :reason and permission = :permission and network = :network
                    and claimed = :claimed""", rows);
        write("""
                merge into token_refusal as stored
                using (select id, cast(:reason as varchar(40)) as reason,
                        cast(:permission as varchar(140)) as permission,
                        cast(:network as varchar(64)) as network, cast(:claimed as boolean) as claimed,
                        cast(:times as bigint) as times, cast(:at as timestamp(6) with time zone) as last_at
                    from access_token where id = :token
                        and owner_id in (select id from app_user where removed_at is null)) as noted
                on stored.token_id = noted.id and stored.reason = noted.reason and stored.permission = noted.permission
                    and stored.network = noted.network and stored.claimed = noted.claimed
                when matched then update set times = stored.times + noted.times
                when not matched then insert (token_id, reason, permission, network, claimed, times, last_at)
                    values (noted.id, noted.reason, noted.permission, noted.network, noted.claimed, noted.times,
                        noted.last_at)""", added);
        dropOldest(added);
    }

    /** Returns the rows for which nothing was updated. */
    private List<Row> write(String sql, List<Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        PreparedBatch batch = handle.prepareBatch(sql);
        rows.forEach(row -> batch.bind("token", row.token().value())
                .bind("reason", row.use().refused().reason().code())
                .bind(
                        "permission",
                        row.use().refused().permission().map(Permission::name).orElse(""))
                .bind("network", row.use().refused().network())
                .bind("claimed", row.use().refused().isClaimed())
                .bind("times", row.use().times())
                .bind("at", row.use().latest())
                .add());
        int[] changed = batch.execute();
        List<Row> unchanged = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] == 0) {
                unchanged.add(rows.get(i));
            }
        }
        return unchanged;
    }

    private void dropOldest(List<Row> added) {
        if (added.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                delete from token_refusal where token_id = :token and last_at < (
                    select min(last_at) from (select last_at from token_refusal where token_id = :token
                        order by last_at desc limit :most) as latest)""");
        added.stream()
                .map(Row::token)
                .distinct()
                .forEach(token -> batch.bind("token", token.value())
                        .bind("most", RefusedUse.MOST)
                        .add());
        batch.execute();
    }
}
