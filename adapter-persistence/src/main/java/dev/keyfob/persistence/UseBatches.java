package dev.keyfob.persistence;

import dev.keyfob.domain.token.RecentUse;
import dev.keyfob.domain.token.TokenUses;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Stores what many tokens did, a batch for each statement. What is noted of a token that is gone meanwhile is dropped. */
final class UseBatches {

    private final Handle handle;

    UseBatches(Handle handle) {
        this.handle = handle;
    }

    void store(List<RecentUse> uses) {
        storeTimes(uses);
        storeDays(uses);
        storeAddresses(uses);
        dropOld(uses);
    }

    private void storeTimes(List<RecentUse> uses) {
        PreparedBatch batch = handle.prepareBatch("""
                update access_token set last_used_at = :at
                where id = :token and (last_used_at is null or last_used_at < :at)""");
        uses.forEach(use -> batch.bind("token", use.token().value())
                .bind("at", use.latest())
                .add());
        batch.execute();
    }

    private void storeDays(List<RecentUse> uses) {
        PreparedBatch batch = handle.prepareBatch("""
                merge into token_use_day as stored
                using (select id, cast(:day as date) as use_day, cast(:uses as bigint) as uses
                    from access_token where id = :token) as noted
                on stored.token_id = noted.id and stored.use_day = noted.use_day
                when matched then update set uses = stored.uses + noted.uses
                when not matched then insert (token_id, use_day, uses) values (noted.id, noted.use_day, noted.uses)""");
        uses.forEach(use -> use.uses()
                .byDay()
                .forEach((day, number) -> batch.bind("token", use.token().value())
                        .bind("day", day)
                        .bind("uses", number)
                        .add()));
        batch.execute();
    }

    private void storeAddresses(List<RecentUse> uses) {
        PreparedBatch batch = handle.prepareBatch("""
                merge into token_address as stored
                using (select id, cast(:address as varchar(64)) as address,
                        cast(:at as timestamp(6) with time zone) as last_seen
                    from access_token where id = :token) as noted
                on stored.token_id = noted.id and stored.address = noted.address
                when matched and stored.last_seen < noted.last_seen then update set last_seen = noted.last_seen
                when not matched then insert (token_id, address, last_seen)
                    values (noted.id, noted.address, noted.last_seen)""");
        uses.forEach(use -> use.uses()
                .byAddress()
                .forEach((address, at) -> batch.bind("token", use.token().value())
                        .bind("address", address)
                        .bind("at", at)
                        .add()));
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private void dropOld(List<RecentUse> uses) {
        PreparedBatch days =
                handle.prepareBatch("delete from token_use_day where token_id = :token and use_day < :first");
        PreparedBatch addresses = handle.prepareBatch("""
                delete from token_address where token_id = :token and last_seen < (
                    select min(last_seen) from (select last_seen from token_address where token_id = :token
                        order by last_seen desc limit :most) as latest)""");
        uses.forEach(use -> {
            LocalDate today = LocalDate.ofInstant(use.latest(), ZoneOffset.UTC);
            days.bind("token", use.token().value())
                    .bind("first", TokenUses.firstDay(today))
                    .add();
            addresses
                    .bind("token", use.token().value())
                    .bind("most", TokenUses.ADDRESSES)
                    .add();
        });
        days.execute();
        addresses.execute();
    }
}
