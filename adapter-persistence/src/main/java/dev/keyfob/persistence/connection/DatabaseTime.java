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

/** The database's time, as it was last read and has gone on since. This machine's clock has no say in it. */
public final class DatabaseTime implements InstantSource {

    private record Reading(Instant time, long nanos) {}

    private volatile @Nullable Reading latest;

    /** Asks for it. The answer is taken to be as old as half of the time that it took. */
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
