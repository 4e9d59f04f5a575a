package dev.keyfob.cli.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.cli.Cli;
import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.terminal.RecordingTerminal;
import java.io.DataOutputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the control socket with a real socket and a real client. */
class ControlServerTest {

    private static final String ALICE = "alice@example.com";

    /** Longer than any test, so that a busy machine cuts nobody off. */
    private static final Duration UNLIMITED = Duration.ofHours(1);

    @TempDir
    Path directory;

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private ControlServer server;

    @BeforeEach
    void listen() {
        listen(UNLIMITED, UNLIMITED);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_command_is_carried_out_by_the_server_and_answered_here() {
        RecordingTerminal terminal = RecordingTerminal.piped("");

        int code = run(terminal, "token", "create", "--owner", "alice@example.com", "--name", "Über CI", "-q");

        assertThat(code).isZero();
        assertThat(terminal.printed()).matches("kfpat_[0-9A-Za-z]{38}\\R");
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isEqualTo(1);
    }

    // The server has another working directory than the client, and may run as another user.
    @Test
    void files_are_written_and_read_by_whoever_gave_the_command() throws Exception {
        for (int i = 0; i < 300; i++) {
            keyfob.tokenOf(keyfob.alice, "Tökén with a longish name, so that it takes several messages " + i);
        }
        Path file = directory.resolve("log.jsonl");
        RecordingTerminal terminal = RecordingTerminal.piped("");

        assertThat(run(terminal, "audit", "export", "--format", "jsonl", "--output=" + file))
                .isZero();
        assertThat(terminal.printed()).isEmpty();
        assertThat(Files.readAllLines(file)).hasSize(304);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(run(terminal, "audit", "verify", "--head", file.toString())).isZero();
        assertThat(run(terminal, "audit", "export", "--format", "jsonl", "--output", file.toString()))
                .isEqualTo(5);
        assertThat(terminal.complained()).contains("There is already a file");
        assertThat(run(terminal, "audit", "verify", "--head", "/no/such/file")).isEqualTo(1);
    }

    @Test
    void refusals_come_back_with_their_exit_code() {
        RecordingTerminal terminal = RecordingTerminal.piped("");

        assertThat(run(terminal, "user", "show", "nobody@example.com")).isEqualTo(3);
        assertThat(terminal.complained()).startsWith("keyfob: There is no user");
    }

    @Test
    void standard_input_and_answers_reach_the_server() {
        String secret = keyfob.tokenOf(keyfob.alice, "Laptop").secret().reveal();

        assertThat(run(RecordingTerminal.piped(secret), "token", "verify")).isZero();
        assertThat(run(RecordingTerminal.answering(secret), "token", "verify")).isZero();
        assertThat(run(
                        RecordingTerminal.answering("four words make sense", "four words make sense"),
                        "user",
                        "add",
                        "carol@example.com"))
                .isZero();
        RecordingTerminal asked = RecordingTerminal.answering("n");
        assertThat(run(asked, "token", "revoke", "--owner", "alice@example.com"))
                .isEqualTo(4);
        assertThat(asked.complained()).contains("Revoke 1 token of");
    }

    @Test
    void a_long_list_arrives_whole() {
        for (int i = 0; i < 500; i++) {
            keyfob.tokenOf(keyfob.alice, "Token " + i);
        }
        RecordingTerminal terminal = RecordingTerminal.piped("");

        assertThat(run(terminal, "token", "list", "-o", "csv")).isZero();

        assertThat(terminal.printed().lines()).hasSize(501);
    }

    @Test
    void a_file_that_a_command_makes_is_made_by_the_client() throws Exception {
        Path file = directory.resolve("backup");
        RecordingTerminal terminal = RecordingTerminal.piped("");

        assertThat(run(terminal, "db", "export", file.toString())).isZero();
        assertThat(Files.readString(file)).startsWith("a fake backup");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(run(terminal, "db", "export", file.toString())).isEqualTo(5);
        assertThat(run(terminal, "db", "export", file.toString(), "--force")).isZero();
        assertThat(run(terminal, "db", "export", directory.resolve("no/where").toString()))
                .isEqualTo(1);
        assertThat(run(terminal, "db", "import", file.toString())).isEqualTo(4);
        assertThat(terminal.complained()).contains("A server runs on this data", "cannot be written");
    }

    // The server may run as a user with fewer permissions than the client.
    @Test
    void a_server_makes_no_file_but_the_one_that_the_command_names() throws Exception {
        Path other = directory.resolve("other");
        try (LentFile file = new LentFile(
                RecordingTerminal.piped(""),
                List.of("db", "export", "backup"),
                new DataOutputStream(OutputStream.nullOutputStream()))) {
            assertThatThrownBy(() -> file.make(other.toString(), false)).hasMessage("a file that nobody asked for");
            assertThatThrownBy(() -> file.make("backup", true)).hasMessage("a file that nobody asked for");
            assertThatThrownBy(() -> file.write(new byte[1])).isInstanceOf(CommandFailed.class);
        }
        assertThat(other).doesNotExist();
    }

    @Test
    void several_clients_are_served_at_once() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Integer>> calls = IntStream.range(0, 6)
                    .<Callable<Integer>>mapToObj(i -> () -> run(
                            RecordingTerminal.piped(""),
                            "token",
                            "create",
                            "--owner",
                            "bob@example.com",
                            "--name",
                            "CI " + i))
                    .toList();
            for (Future<Integer> call : clients.invokeAll(calls)) {
                assertThat(call.get()).isZero();
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.bob.id())).isEqualTo(6);
    }

    @Test
    void a_command_under_way_is_finished_before_the_server_stops() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        keyfob.tokenOf(keyfob.alice, "Laptop");
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(
                () -> run(thoughtful(asked, answered), "token", "revoke", "--owner", ALICE));
        asked.await();

        Thread stopping = new Thread(server::close);
        stopping.start();
        Eventually.isTrue(() -> stopping.getState() == Thread.State.TIMED_WAITING);
        answered.countDown();
        stopping.join();

        assertThat(code.get()).isZero();
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isZero();
    }

    @Test
    void whoever_keeps_a_stopping_server_waiting_is_cut_off() throws Exception {
        server.close();
        listen(UNLIMITED, Duration.ofMillis(200));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        keyfob.tokenOf(keyfob.alice, "Laptop");
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(
                () -> run(thoughtful(asked, answered), "token", "revoke", "--owner", ALICE));
        asked.await();

        server.close();
        answered.countDown();

        assertThat(code.get()).isEqualTo(1);
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isEqualTo(1);
    }

    @Test
    void a_client_that_talks_nonsense_hurts_nobody() throws Exception {
        for (byte[] nonsense : new byte[][] {{}, {9}, {1, 'a', 127, 0, 0, 0}, {1, 'a', -1, -1, -1, -1}, {1, 'z'}}) {
            try (SocketChannel client =
                    SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve(ControlServer.FILE)))) {
                client.write(ByteBuffer.wrap(nonsense));
            }
        }

        assertThat(run(RecordingTerminal.piped(""), "user", "list")).isZero();
    }

    @Test
    void those_who_connect_and_say_nothing_do_not_keep_others_out() throws Exception {
        server.close();
        listen(Duration.ofMillis(200), UNLIMITED);
        List<SocketChannel> silent = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            silent.add(SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve(ControlServer.FILE))));
        }

        // On a busy machine this client, too, may take longer than a silent one may.
        Eventually.isTrue(() -> run(RecordingTerminal.piped(""), "user", "list") == 0);

        for (SocketChannel client : silent) {
            assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            client.close();
        }
    }

    @Test
    void what_is_too_long_for_one_command_is_told_so() {
        RecordingTerminal wordy = RecordingTerminal.piped("");
        String[] words = Collections.nCopies(10_001, "x").toArray(String[]::new);
        assertThat(run(wordy, words)).isEqualTo(2);
        assertThat(wordy.complained()).contains("at most 10000 words");

        RecordingTerminal stuffed = RecordingTerminal.piped("x".repeat((1 << 20) + 1));
        assertThat(run(stuffed, "token", "verify")).isEqualTo(1);
        assertThat(stuffed.complained()).contains("at most 1 MiB");
    }

    @Test
    void the_socket_is_the_owners_alone() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(ControlServer.FILE))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_dead_servers_socket_is_replaced_and_a_stopped_one_is_gone() throws Exception {
        server.close();
        assertThat(ControlClient.connect(directory)).isEmpty();
        Files.writeString(directory.resolve(ControlServer.FILE), "left by a killed server");
        assertThat(ControlClient.connect(directory)).isEmpty();

        listen();

        assertThat(run(RecordingTerminal.piped(""), "user", "list")).isZero();
    }

    @Test
    void a_directory_whose_path_is_too_long_is_told_so() throws Exception {
        Path deep = Files.createDirectories(directory.resolve("d".repeat(100)));

        assertThatThrownBy(() -> ControlServer.listen(deep, new Cli(() -> keyfob.useCases)))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("too long");
    }

    /** Returns a terminal that answers yes after the latch is open. */
    private static RecordingTerminal thoughtful(CountDownLatch asked, CountDownLatch answered) {
        return RecordingTerminal.answering(() -> {
            asked.countDown();
            try {
                answered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "y";
        });
    }

    private void listen(Duration patience, Duration timeToFinish) {
        server = ControlServer.listen(directory, new Cli(() -> keyfob.useCases), patience, timeToFinish);
    }

    private int run(RecordingTerminal terminal, String... args) {
        return ControlClient.connect(directory).orElseThrow().run(terminal, args);
    }
}
