package dev.keyfob.persistence.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The database's clock: the time that was last read from it, plus the time elapsed since. It does not depend on this
 * machine's wall clock.
 */
public final class DatabaseTime implements InstantSource {

    private record Reading(Instant time, long nanos) {}

    private volatile @Nullable Reading latest;

    /** Reads the time from the database. The result is taken to be as old as half of the round trip. */
    public void readFrom(Connection connection) throws SQLException {
        long begun = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            Instant there = row.getObject(1, OffsetDateTime.class).toInstant();
            latest = new Reading(there, begun + (System.nanoTime() - begun) / 2);
        }
    }

    @Override
    public Instant instant() {
        Reading reading = Objects.requireNonNull(latest, "the time is read before anybody asks for it");
        return reading.time().plusNanos(System.nanoTime() - reading.nanos());
    }
}
