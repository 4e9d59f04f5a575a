package dev.keyfob.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the lock in the list of locks of the kernel, because that is what other processes meet. */
class OpeningLockTest {

    @TempDir
    Path directory;

    @Test
    void another_try_in_the_process_that_holds_it_does_not_end_it() throws Exception {
        DataDirectory data = DataDirectory.open(directory.resolve("data"));
        try (OpeningLock lock = OpeningLock.tryTake(data).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(OpeningLock.tryTake(data)).isEmpty();

            assertThat(Files.readString(Path.of("/proc/locks")))
                    .contains(":" + Files.getAttribute(data.file("lock"), "unix:ino") + " ");
        }

        OpeningLock.tryTake(data).orElseThrow().close();
    }
}
