package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.FreePort;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Two servers of Debian's PostgreSQL: a primary and its standby. */
final class ReplicatedPostgres implements AutoCloseable {

    /** For pg_ctl, in seconds. */
    private static final String LONGEST = "300";

    private static final String PROGRAMS = "/usr/lib/postgresql/15/bin/";

    private final Path directory;
    private final Path primary;
    private final Path standby;
    private final int primaryPort = FreePort.find();
    private final int standbyPort;

    /** {@code isSynchronous}: a commit is acknowledged only when the standby has it too. */
    ReplicatedPostgres(boolean isSynchronous) throws IOException, InterruptedException {
        directory = Files.createTempDirectory("keyfob-replicated");
        primary = directory.resolve("primary");
        standby = directory.resolve("standby");
        run(List.of("chown", "postgres", directory.toString()));
        asPostgres("initdb", "-D", primary.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C");
        settings(primary, primaryPort);
        start(primary);
        asPostgres(
                "pg_basebackup",
                "-D",
                standby.toString(),
                "-R",
                "-d",
                "host=127.0.0.1 port=" + primaryPort + " user=postgres application_name=standby");
        standbyPort = FreePort.find();
        settings(standby, standbyPort);
        start(standby);
        if (isSynchronous) {
            append(primary, "synchronous_standby_names = 'standby'");
            asPostgres("pg_ctl", "reload", "-D", primary.toString());
        }
        String following = isSynchronous ? "sync" : "async";
        Eventually.isTrue(() -> sql(primaryPort, "select sync_state from pg_stat_replication where state = 'streaming'")
                .equals(following));
        sql(primaryPort, "create database keyfob");
    }

    /** The address of both servers; the driver uses the current primary. */
    PostgresConnectionInfo address() {
        return new PostgresConnectionInfo(
                "jdbc:postgresql://127.0.0.1:" + primaryPort + ",127.0.0.1:" + standbyPort
                        + "/keyfob?targetServerType=primary",
                Optional.of("postgres"),
                Optional.empty());
    }

    /** Pauses the replication, so that the standby falls behind without blocking commits. */
    void stopFollowing() throws IOException, InterruptedException {
        append(standby, "primary_conninfo = ''");
        asPostgres("pg_ctl", "reload", "-D", standby.toString());
        Eventually.isTrue(() ->
                sql(primaryPort, "select count(*) from pg_stat_replication").equals("0"));
    }

    /** Simulates a power failure: nothing more is written, and no connection is closed properly. */
    void killPrimary() throws IOException, InterruptedException {
        asPostgres("pg_ctl", "stop", "-t", LONGEST, "-m", "immediate", "-D", primary.toString());
    }

    void promoteStandby() throws IOException, InterruptedException {
        asPostgres("pg_ctl", "promote", "-w", "-t", LONGEST, "-D", standby.toString());
    }

    @Override
    public void close() throws IOException {
        try {
            for (Path server : List.of(primary, standby)) {
                if (Files.exists(server.resolve("postmaster.pid"))) {
                    asPostgres("pg_ctl", "stop", "-t", LONGEST, "-m", "immediate", "-D", server.toString());
                }
            }
            run(List.of("rm", "-rf", directory.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(Path server) throws IOException, InterruptedException {
        asPostgres("pg_ctl", "start", "-w", "-t", LONGEST, "-D", server.toString(), "-l", server + ".log");
    }

    private void settings(Path server, int port) throws IOException {
        append(server, "port = " + port);
        append(server, "listen_addresses = '127.0.0.1'");
        append(server, "unix_socket_directories = '" + directory + "'");
        append(server, "synchronous_standby_names = ''");
    }

    private static void append(Path server, String line) throws IOException {
        Files.writeString(server.resolve("postgresql.auto.conf"), line + "\n", StandardOpenOption.APPEND);
    }

    private String sql(int port, String statement) throws IOException, InterruptedException {
        return asPostgres("psql", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "postgres", "-Atc", statement);
    }

    private String asPostgres(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("runuser", "-u", "postgres", "--", PROGRAMS + program));
        command.addAll(List.of(arguments));
        return run(command);
    }

    // Output goes to a file, because a server that the command starts would keep a pipe open for its whole life.
    private String run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("keyfob-replicated", ".out");
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("%s ends", command).isTrue();
        String printed = Files.readString(output);
        Files.delete(output);
        assertThat(process.exitValue()).as("%s: %s", command, printed).isZero();
        return printed.strip();
    }
}
