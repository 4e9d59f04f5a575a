package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.bootstrap.ScrapedAlerts.Reading;
import dev.keyfob.cli.control.ControlClient;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.RoleChange;
import dev.keyfob.mail.LocalMailServer;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.persistence.RestartablePostgres;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Causes each kind of fault once under running nodes. The delivered alerts, which promtool evaluates on the nodes' real
 * metrics, must fire. A token must be refused while it cannot be looked up, and no acknowledged change may be lost.
 *
 * <p>These tests have more about each fault: FullDiskAtStartTest and DatabaseFaultsTest (every write that a full disk
 * can refuse), DatabaseStoppedWholeTest, HangingDatabaseTest, NodesTest (connections), TrustedClockTest and
 * MonotonicClockTest, MailStoryTest, CrashTest (a killed process), FailoverWholeTest (also a standby that is behind).
 */
@Tag("whole")
class FaultDrillWholeTest {

    private static final Email ALICE = new Email("alice@example.com");
    private static final Pattern METRICS = Pattern.compile("metrics: (http://\\S+)");
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final Pattern TROUBLE = Pattern.compile("(?m)^(keyfob_ready\\{.*} 0\\.0|keyfob_degraded\\{.*} 1\\.0"
            + "|keyfob_channel_age_seconds (?!0\\.[0-4]).*|keyfob_database_waiting (?!0\\.0).*)$");

    /** The alerts that a node without its database raises. */
    private static final List<String> DATABASE_LOST =
            List.of("KeyfobNotReady", "KeyfobVerificationsUnavailable", "KeyfobChannelSilent", "KeyfobDegraded");

    @TempDir
    Path directory;

    @Test
    void a_full_disk_ends_the_process_and_loses_nothing() throws Exception {
        Path data = directory.resolve("data");
        List<String> acknowledged = new ArrayList<>();
        Reading before;
        try (ServerProcess server = watched("full", "--data", data.toString())) {
            assertThat(command(data, "four words make sense\n", "user", "add", "alice@example.com"))
                    .isPresent();
            create(data, "First").ifPresent(acknowledged::add);
            assertThat(server.statusOf(acknowledged.get(0))).isEqualTo(200);
            before = Reading.of(quiet(() -> metricsOf(server)));

            // Limits the file size of the process, so that none of its files can grow.
            long size = Files.size(data.resolve("keyfob.mv.db"));
            assertThat(new ProcessBuilder("prlimit", "--pid", "" + server.pid(), "--fsize=" + size)
                            .start()
                            .waitFor())
                    .isZero();
            for (int i = 0; i < 10_000 && server.isAlive(); i++) {
                create(data, "Token " + i).ifPresent(acknowledged::add);
            }

            assertThat(server.waitForExit(LONGEST)).isEqualTo(1);
            assertThat(server.output()).contains("keyfob: ");
        }
        Reading during = new Reading(Map.of("a", Optional.empty()));
        try (ServerProcess server = watched("again", "--data", data.toString())) {
            for (String secret : acknowledged) {
                assertThat(server.statusOf(secret)).isEqualTo(200);
            }
            ScrapedAlerts.assertFire(before, during, Reading.of(quiet(() -> metricsOf(server))), List.of("KeyfobDown"));
        }
    }

    @Test
    void a_database_that_is_gone_passes_nobody_and_comes_back_with_everything() throws Exception {
        try (RestartablePostgres postgres = new RestartablePostgres(directory.resolve("postgres"));
                WatchedNode one = new WatchedNode(Database.onPostgres(postgres.address()));
                WatchedNode other = new WatchedNode(Database.onPostgres(postgres.address()))) {
            AcknowledgedChanges changes = AcknowledgedChanges.at(one.wiring);
            assertThat(other.statusOf(changes.good())).isEqualTo(200);
            Reading before = quiet(one, other);

            postgres.stop();
            changes.awaitFailure();
            Reading during = lost(List.of(one, other), changes.good());
            postgres.start();

            for (WatchedNode node : List.of(one, other)) {
                node.awaitReady(200);
                changes.assertKept(node::statusOf);
            }
            ScrapedAlerts.assertFire(before, during, quiet(one, other), DATABASE_LOST);
        }
    }

    @Test
    void a_database_that_hangs_passes_nobody_and_goes_on_with_everything() throws Exception {
        PostgresConnectionInfo direct = PostgresServer.newMigrated();
        try (Cable cable = new Cable(PostgresServer.port());
                WatchedNode node = new WatchedNode(Database.onPostgres(new PostgresConnectionInfo(
                        direct.url().replace(":" + PostgresServer.port() + "/", ":" + cable.port() + "/"),
                        direct.user(),
                        direct.passwordFile())))) {
            AcknowledgedChanges changes = AcknowledgedChanges.at(node.wiring);
            assertThat(node.statusOf(changes.good())).isEqualTo(200);
            Reading before = quiet(node);

            cable.clog();
            changes.awaitFailure();
            Reading during = lost(List.of(node), changes.good());
            cable.mend();

            node.awaitReady(200);
            changes.assertKept(node::statusOf);
            ScrapedAlerts.assertFire(before, during, quiet(node), DATABASE_LOST);
        }
    }

    @Test
    void a_clock_that_was_set_back_revives_no_token() throws Exception {
        CreatedToken token;
        CreatedToken revoked;
        Reading before;
        try (WatchedNode node = new WatchedNode(onDisk())) {
            AcknowledgedChanges.addAlice(node.wiring);
            token = AcknowledgedChanges.token(node.wiring, "For a day", Expiry.inDays(1));
            revoked = AcknowledgedChanges.token(node.wiring, "Revoked", new Expiry.Standard());
            AcknowledgedChanges.revoke(node.wiring, revoked);
            before = quiet(node);
        }
        // Simulates a node that ran for two more days, and whose clock was then set back to now.
        try (Database database = onDisk()) {
            database.noteTime(Instant.now().plus(Duration.ofDays(2)));
        }
        Reading during;
        try (WatchedNode node = new WatchedNode(onDisk())) {
            assertThat(node.ready().statusCode()).isEqualTo(200);
            assertThat(node.ready().body()).contains("\"clock\":\"degraded\"");
            assertThat(node.statusOf(token)).isEqualTo(401);
            assertThat(node.statusOf(revoked)).isEqualTo(401);
            during = Reading.of(node.metrics());
            node.wiring.trustClock();
        }
        try (WatchedNode node = new WatchedNode(onDisk())) {
            assertThat(node.ready().body()).contains("\"clock\":\"ready\"");
            assertThat(node.statusOf(revoked)).isEqualTo(401);
            ScrapedAlerts.assertFire(before, during, quiet(node), List.of("KeyfobDegraded"));
        }
    }

    @Test
    void a_mail_server_that_is_down_holds_up_mails_alone() throws Exception {
        try (LocalMailServer mailServer = new LocalMailServer()) {
            mailServer.startInTheClear();
            Map<Setting, String> mail = Map.of(
                    Setting.MAIL_HOST, "localhost",
                    Setting.MAIL_PORT, "" + mailServer.port(),
                    Setting.MAIL_FROM, "keyfob@example.com",
                    Setting.MAIL_ENCRYPTION, "none");
            int port = mailServer.port();
            CreatedToken token;
            Reading before;
            try (WatchedNode node = new WatchedNode(onDisk(), mail)) {
                AcknowledgedChanges.addAlice(node.wiring);
                token = AcknowledgedChanges.token(node.wiring, "Laptop", new Expiry.Standard());
                before = Reading.of(awaited(node, "keyfob_mails{state=\"pending\"} 0.0"));

                mailServer.stop();
                node.wiring.useCases.users.setRoles.set(OPERATOR, ALICE, RoleChange.to(Set.of(Role.ADMIN)));
            }
            Reading during;
            // Ages are rounded to whole seconds.
            TimeUnit.SECONDS.sleep(2);
            // Mails are counted once a minute, and when a node starts.
            try (WatchedNode node = new WatchedNode(onDisk(), mail)) {
                awaited(node, "keyfob_mails{state=\"pending\"} 1.0");
                // The age is set after the number.
                during = Reading.of(Eventually.matches(
                        node::metrics, metrics -> !metrics.contains("keyfob_mail_oldest_age_seconds 0.0")));
                assertThat(node.ready().statusCode()).isEqualTo(200);
                assertThat(node.statusOf(token)).isEqualTo(200);

                mailServer.startInTheClear(port);
                Eventually.isTrue(() -> !mailServer.got.isEmpty());
                assertThat(mailServer.got).hasSize(1);
            }
            try (WatchedNode node = new WatchedNode(onDisk(), mail)) {
                Reading after = Reading.of(awaited(node, "keyfob_mails{state=\"pending\"} 0.0"));
                ScrapedAlerts.assertFire(before, during, after, List.of("KeyfobMailWaits"));
            }
        }
    }

    @Test
    void a_node_that_is_lost_leaves_everything_to_the_other() throws Exception {
        PostgresConnectionInfo address = PostgresServer.newMigrated();
        String url = address.url() + "?user=postgres";
        try (WatchedNode staying = new WatchedNode(Database.onPostgres(address))) {
            AcknowledgedChanges.addAlice(staying.wiring);
            CreatedToken kept = AcknowledgedChanges.token(staying.wiring, "Kept", new Expiry.Standard());
            CreatedToken revoked = AcknowledgedChanges.token(staying.wiring, "Revoked", new Expiry.Standard());
            Reading before;
            try (ServerProcess lost = watched("lost", "--db", url)) {
                assertThat(lost.statusOf(revoked.secret().reveal())).isEqualTo(200);
                before = Reading.of(quiet(staying::metrics), quiet(() -> metricsOf(lost)));
                AcknowledgedChanges.revoke(staying.wiring, revoked);
                lost.kill();
            }
            assertThat(staying.ready().statusCode()).isEqualTo(200);
            assertThat(staying.statusOf(kept)).isEqualTo(200);
            assertThat(staying.statusOf(revoked)).isEqualTo(401);
            Reading during = new Reading(Map.of("a", Optional.of(quiet(staying::metrics)), "b", Optional.empty()));

            try (ServerProcess back = watched("back", "--db", url)) {
                assertThat(back.statusOf(kept.secret().reveal())).isEqualTo(200);
                assertThat(back.statusOf(revoked.secret().reveal())).isEqualTo(401);
                ScrapedAlerts.assertFire(
                        before,
                        during,
                        Reading.of(quiet(staying::metrics), quiet(() -> metricsOf(back))),
                        List.of("KeyfobDown"));
            }
        }
    }

    @Test
    void a_primary_that_is_lost_passes_nobody_until_its_standby_is_promoted_with_everything() throws Exception {
        try (ReplicatedPostgres postgres = new ReplicatedPostgres(true);
                WatchedNode one = new WatchedNode(Database.onPostgres(postgres.address()));
                WatchedNode other = new WatchedNode(Database.onPostgres(postgres.address()))) {
            AcknowledgedChanges changes = AcknowledgedChanges.at(one.wiring);
            assertThat(other.statusOf(changes.good())).isEqualTo(200);
            Reading before = quiet(one, other);

            postgres.killPrimary();
            changes.awaitFailure();
            Reading during = lost(List.of(one, other), changes.good());
            postgres.promoteStandby();

            for (WatchedNode node : List.of(one, other)) {
                node.awaitReady(200);
                changes.assertKept(node::statusOf);
            }
            ScrapedAlerts.assertFire(before, during, quiet(one, other), DATABASE_LOST);
        }
    }

    /** Reads the metrics of nodes that have lost their database, and checks that they refuse the token. */
    private static Reading lost(List<WatchedNode> nodes, CreatedToken good) throws Exception {
        List<String> read = new ArrayList<>();
        for (WatchedNode node : nodes) {
            node.awaitReady(503);
            assertThat(node.ready().body()).contains("\"database\":\"not_ready\"");
            assertThat(Accepted.until(403, () -> node.statusOf(good)).lastSentAfter())
                    .isLessThan(BOUND);
            read.add(awaited(node, "keyfob_degraded{part=\"channel\"} 1.0"));
        }
        return Reading.of(read);
    }

    private static Reading quiet(WatchedNode... nodes) {
        return Reading.of(Stream.of(nodes).map(node -> quiet(node::metrics)).toList());
    }

    /** Reads the metrics when they show no trouble. A node on a busy machine may have some for a moment. */
    private static String quiet(Callable<String> metrics) {
        return Eventually.matches(metrics, text -> !TROUBLE.matcher(text).find());
    }

    private static String awaited(WatchedNode node, String line) {
        return Eventually.matches(node::metrics, metrics -> metrics.contains(line));
    }

    private Database onDisk() {
        return Database.inDirectory(directory.resolve("data"), text -> {});
    }

    private ServerProcess watched(String name, String option, String place) throws Exception {
        return ServerProcess.start(
                directory.resolve(name + ".log"),
                List.of("env", "KEYFOB_METRICS_LISTEN=127.0.0.1:0"),
                option,
                place,
                "serve",
                "--port",
                "0");
    }

    private static String metricsOf(ServerProcess server) throws Exception {
        Matcher url = METRICS.matcher(server.output());
        assertThat(url.find()).isTrue();
        return WatchedNode.get(url.group(1)).body();
    }

    /** Creates a token, and returns its secret if the creation was acknowledged. */
    private static Optional<String> create(Path data, String name) {
        return command(data, "", "token", "create", "--owner", "alice@example.com", "--name", name, "--quiet");
    }

    /** Runs a command at the running server, and returns its output; empty if it fails or the server is gone. */
    private static Optional<String> command(Path data, String input, String... words) {
        Piped terminal = new Piped(input);
        return ControlClient.connect(data)
                .filter(server -> server.run(terminal, words) == 0)
                .map(server -> terminal.out.toString().strip());
    }
}
