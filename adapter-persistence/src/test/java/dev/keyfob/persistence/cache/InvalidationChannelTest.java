package dev.keyfob.persistence.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.persistence.connection.DatabaseTime;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvalidationChannelTest {

    private long nanos = 42;

    // If an Error ends the thread, nothing else reports it.
    @Test
    void a_thread_that_has_ended_is_told_by_its_silence() {
        InvalidationChannel channel = new InvalidationChannel(
                new PostgresConnectionInfo("jdbc:postgresql://localhost/keyfob", Optional.empty(), Optional.empty()),
                "node",
                new DatabaseTime(),
                () -> nanos);
        assertThat(channel.warning()).isEmpty();

        nanos += Duration.ofSeconds(11).toNanos();

        assertThat(channel.warning()).isPresent();
    }
}
