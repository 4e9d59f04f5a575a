package dev.keyfob.persistence.jdbi;

import dev.keyfob.domain.user.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Corrects times in the future that a clock that was ahead has stored, and that would count for too long. */
public final class FutureTimestampRepair {

    private final Handle handle;
    private final Instant now;

    public FutureTimestampRepair(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
    }

    /**
     * Deletes sessions and one-time codes that begin in the future. Sets later times of uses, and the mark of the
     * digests, back to now. Sets each mark of announced expiries back to now plus its number of days.
     */
    public void repair() {
        update("delete from web_session where started_at > :time", now.plus(Session.LEEWAY));
        update("delete from one_time_code where issued_at > :time", now.plus(Session.LEEWAY));
        update("update web_session set seen_at = :time where seen_at > :time", now);
        update("update access_token set last_used_at = :time, use_key = :time where last_used_at > :time", now);
        update("update api_client set last_used_at = :time where last_used_at > :time", now);
        update("update digest_mark set until_at = :time, after_user = null where until_at > :time", now);
        handle.createQuery("select days from expiry_mark")
                .mapTo(Integer.class)
                .list()
                .forEach(this::moveMark);
    }

    private void moveMark(int days) {
        handle.createUpdate("""
                        update expiry_mark set expires_at = :time, token_id = :lowest
                        where days = :days and expires_at > :time""")
                .bind("time", now.plus(Duration.ofDays(days)))
                .bind("lowest", new UUID(0, 0))
                .bind("days", days)
                .execute();
    }

    private void update(String sql, Instant time) {
        handle.createUpdate(sql).bind("time", time).execute();
    }
}
