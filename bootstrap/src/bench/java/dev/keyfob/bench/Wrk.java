package dev.keyfob.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Generates load with wrk, which uses far less processor time than a client in Java. The servers run on the same
 * processors.
 */
final class Wrk {

    /** {@code requests} includes the refused ones, which were answered with 4xx or 5xx. */
    record Answered(long requests, long refused, double seconds, double p50Millis, double p99Millis) {

        double goodPerSecond() {
            return (requests - refused) / seconds;
        }
    }

    private static final Path SCRIPT = Path.of("bootstrap/src/bench/wrk/requests.lua");
    private static final Pattern MEASURED = Pattern.compile("measured (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

    private Wrk() {}

    static void isNeeded() throws InterruptedException {
        try {
            new ProcessBuilder("wrk", "-v")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException missing) {
            System.err.println("The load comes from wrk, which is not installed here. On Debian: apt-get install wrk");
            System.exit(1);
        }
    }

    /**
     * Runs wrk. Each connection waits for an answer before it sends the next request.
     *
     * @param requests the file of requests, in the format that the script describes
     * @param first number of the first request, modulo the number of requests
     * @param locations the file to which to write the locations of created resources
     */
    static Answered run(int port, int connections, int seconds, Path requests, long first, Optional<Path> locations)
            throws IOException, InterruptedException {
        // One thread can load one processor fully, and it keeps the numbers in order.
        List<String> command = new ArrayList<>(List.of(
                "wrk",
                "--threads",
                "1",
                "--connections",
                Integer.toString(connections),
                "--duration",
                seconds + "s",
                "--timeout",
                "30s",
                "--script",
                SCRIPT.toString(),
                "http://127.0.0.1:" + port,
                "--",
                requests.toString(),
                Long.toString(first)));
        locations.map(Path::toString).ifPresent(command::add);
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher line = MEASURED.matcher(output);
        if (wrk.waitFor() != 0 || !line.find()) {
            throw new IOException("wrk failed: " + output);
        }
        if (!line.group(3).equals("0")) {
            throw new IOException("connections broke: " + output);
        }
        return new Answered(
                Long.parseLong(line.group(1)),
                Long.parseLong(line.group(2)),
                Long.parseLong(line.group(4)) / 1e6,
                Long.parseLong(line.group(5)) / 1e3,
                Long.parseLong(line.group(6)) / 1e3);
    }
}
