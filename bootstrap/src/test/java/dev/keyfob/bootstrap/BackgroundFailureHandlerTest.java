package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Background tasks survive exceptions, or end the process on fatal errors. Each case runs in a separate process. */
class BackgroundFailureHandlerTest {

    @Test
    void what_work_throws_ends_it_this_time_alone() throws Exception {
        Process process = breaking("work that comes again");

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(outputOf(process)).contains("Work failed and will be tried again\njava.lang.StackOverflowError");
        assertThat(process.exitValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"work without memory", "another thread", "a pool of threads"})
    void what_cannot_go_on_ends_the_process_and_says_so(String what) throws Exception {
        Process process = breaking(what);

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(outputOf(process))
                .contains("keyfob: The server ends because the thread of-the-test broke: java.lang.")
                .containsPattern("The thread of-the-test failed, which ends the server\njava\\.lang\\.\\w+\n    at ");
        assertThat(process.exitValue()).isEqualTo(1);
    }

    private static Process breaking(String what) throws Exception {
        return new ProcessBuilder(OwnJava.command(Breaking.class, what))
                .redirectErrorStream(true)
                .start();
    }

    private static String outputOf(Process process) throws Exception {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
