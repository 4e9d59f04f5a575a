package dev.keyfob.persistence.jdbi;

import dev.keyfob.domain.token.RecentUse;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenUses;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Stores the uses of many tokens, one batch per statement. Uses of a token that no longer exists, or whose owner was
 * removed, are dropped.
 *
 * <p>Nearly always the row exists and is updated, which is cheap. Rows are inserted, and outdated ones removed, only
 * for a new day or address.
 */
final class UseBatches {

    private final Handle handle;

    private record Day(TokenId token, LocalDate day, long uses) {}

    private record Place(TokenId token, String address, Instant at) {}

    UseBatches(Handle handle) {
        this.handle = handle;
    }

    void store(List<RecentUse> uses) {
        storeTimes(uses);
        storeDays(uses);
        storeAddresses(uses);
    }

    private void storeTimes(List<RecentUse> uses) {
        PreparedBatch batch = handle.prepareBatch("""
                update access_token set last_used_at = :at, use_key = :at
                where id = :token and (last_used_at is null or last_used_at < :at) and owner_id in (
                    select id from app_user where removed_at is null)""");
        uses.forEach(use -> batch.bind("token", use.token().value())
                .bind("at", use.latest())
                .add());
        batch.execute();
    }

    private void storeDays(List<RecentUse> uses) {
        List<Day> days = new ArrayList<>();
        uses.forEach(use -> use.uses().byDay().forEach((day, number) -> days.add(new Day(use.token(), day, number))));
        List<Day> added = addToDays(
                "update token_use_day set uses = uses + :uses where token_id = :token and use_day = :day", days);
        addToDays("""
                merge into token_use_day as stored
                using (select id, cast(:day as date) as use_day, cast(:uses as bigint) as uses
                    from access_token where id = :token
                        and owner_id in (select id from app_user where removed_at is null)) as noted
                on stored.token_id = noted.id and stored.use_day = noted.use_day
                when matched then update set uses = stored.uses + noted.uses
                when not matched then insert (token_id, use_day, uses)
                    values (noted.id, noted.use_day, noted.uses)""", added);
        dropOldDays(added);
    }

    /** Returns the days for which nothing was updated. */
    private List<Day> addToDays(String sql, List<Day> days) {
        PreparedBatch batch = handle.prepareBatch(sql);
        days.forEach(each -> batch.bind("token", each.token().value())
                .bind("day", each.day())
                .bind("uses", each.uses())
                .add());
        return unchanged(batch, days);
    }

    private void dropOldDays(List<Day> added) {
        PreparedBatch batch =
                handle.prepareBatch("delete from token_use_day where token_id = :token and use_day < :first");
        added.forEach(each -> batch.bind("token", each.token().value())
                .bind("first", TokenUses.firstDay(each.day()))
                .add());
        unchanged(batch, added);
    }

    private void storeAddresses(List<RecentUse> uses) {
        List<Place> places = new ArrayList<>();
        uses.forEach(use ->
                use.uses().byAddress().forEach((address, at) -> places.add(new Place(use.token(), address, at))));
        List<Place> added = noteAddresses("""
                update token_address set last_seen = greatest(last_seen, cast(:at as timestamp(6) with time zone))
                where token_id = :token and address = :address""", places);
        noteAddresses("""
                merge into token_address as stored
                using (select id, cast(:address as varchar(64)) as address,
                        cast(:at as timestamp(6) with time zone) as last_seen
                    from access_token where id = :token
                        and owner_id in (select id from app_user where removed_at is null)) as noted
                on stored.token_id = noted.id and stored.address = noted.address
                when matched and stored.last_seen < noted.last_seen then update set last_seen = noted.last_seen
                when not matched then insert (token_id, address, last_seen)
                    values (noted.id, noted.address, noted.last_seen)""", added);
        dropOldAddresses(added);
    }

    /** Returns the addresses for which nothing was updated. */
    private List<Place> noteAddresses(String sql, List<Place> places) {
        PreparedBatch batch = handle.prepareBatch(sql);
        places.forEach(each -> batch.bind("token", each.token().value())
                .bind("address", each.address())
                .bind("at", each.at())
                .add());
        return unchanged(batch, places);
    }

    private void dropOldAddresses(List<Place> added) {
        PreparedBatch batch = handle.prepareBatch("""
                delete from token_address where token_id = :token and last_seen < (
                    select min(last_seen) from (select last_seen from token_address where token_id = :token
                        order by last_seen desc limit :most) as latest)""");
        added.forEach(each -> batch.bind("token", each.token().value())
                .bind("most", TokenUses.ADDRESSES)
                .add());
        unchanged(batch, added);
    }

    private static <T> List<T> unchanged(PreparedBatch batch, List<T> items) {
        if (items.isEmpty()) {
            return List.of();
        }
        int[] changed = batch.execute();
        List<T> unchanged = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] == 0) {
                unchanged.add(items.get(i));
            }
        }
        return unchanged;
    }
}
