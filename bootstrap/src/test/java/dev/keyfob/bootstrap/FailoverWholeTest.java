package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.persistence.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The primary is lost under two nodes, and its standby takes over. */
@Tag("whole")
class FailoverWholeTest {

    private static final Actor OPERATOR = new Actor.Operator();
    private static final Email ALICE = new Email("alice@example.com");
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void with_a_synchronous_standby_nothing_that_was_acknowledged_is_lost() throws Exception {
        try (ReplicatedPostgres postgres = new ReplicatedPostgres(true);
                Wiring first = wiring(postgres);
                Wiring second = wiring(postgres)) {
            addAlice(first);
            try (RunningServer one = RunningServer.start(first, Optional.empty(), false);
                    RunningServer other = RunningServer.start(second, Optional.empty(), false)) {
                List<CreatedToken> created = new CopyOnWriteArrayList<>();
                List<CreatedToken> revoked = new CopyOnWriteArrayList<>();
                Thread load = new Thread(() -> createAndRevoke(first, created, revoked));
                load.start();
                while (revoked.size() < 20) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }

                postgres.killPrimary();
                load.join(LONGEST.toMillis());
                postgres.promoteStandby();

                for (RunningServer node : List.of(one, other)) {
                    awaitReady(node, "\"database\":\"ready\"");
                    for (CreatedToken each : created) {
                        assertThat(status(node, each))
                                .as(each.token().name().value())
                                .isEqualTo(revoked.contains(each) ? 401 : 200);
                    }
                    assertThat(ready(node)).doesNotContain("is gone");
                }
                CreatedToken late = token(second, "Late");
                second.useCases.tokens.revokeToken.revoke(OPERATOR, late.token().id());
                awaitStatus(one, late, 401);
            }
        }
    }

    @Test
    void a_standby_that_lacks_what_was_acknowledged_is_noticed_by_every_node_and_used_all_the_same() throws Exception {
        try (ReplicatedPostgres postgres = new ReplicatedPostgres(false);
                Wiring first = wiring(postgres);
                Wiring second = wiring(postgres)) {
            addAlice(first);
            CreatedToken revoked = token(first, "Revoked before the failure");
            try (RunningServer one = RunningServer.start(first, Optional.empty(), false);
                    RunningServer other = RunningServer.start(second, Optional.empty(), false)) {
                awaitStatus(other, revoked, 200);
                // Both nodes have looked at the log.
                TimeUnit.SECONDS.sleep(3);
                postgres.stopFollowing();
                first.useCases.tokens.revokeToken.revoke(
                        OPERATOR, revoked.token().id());
                awaitStatus(other, revoked, 401);
                // The other one has seen that too.
                TimeUnit.SECONDS.sleep(3);

                postgres.killPrimary();
                postgres.promoteStandby();

                for (RunningServer node : List.of(one, other)) {
                    awaitReady(node, "the database is older than what this node has seen");
                    awaitStatus(node, revoked, 200);
                }
                assertThat(first.useCases
                                .audit
                                .listAudit
                                .list(
                                        OPERATOR,
                                        new AuditFilter(
                                                Optional.of(AuditAction.HISTORY_LOST),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty()),
                                        PageRequest.first())
                                .items())
                        .hasSizeBetween(1, 2);
            }
        }
    }

    /** Until the database is gone. Only what was acknowledged is in the lists. */
    private static void createAndRevoke(Wiring node, List<CreatedToken> created, List<CreatedToken> revoked) {
        List<CreatedToken> doubtful = new ArrayList<>();
        try {
            for (int i = 0; i < 10_000; i++) {
                CreatedToken token = token(node, "Token " + i);
                created.add(token);
                if (i % 2 == 0) {
                    doubtful.add(token);
                    node.useCases.tokens.revokeToken.revoke(
                            OPERATOR, token.token().id());
                    revoked.add(token);
                    doubtful.clear();
                }
            }
        } catch (RuntimeException gone) {
            // Nobody knows whether the last revocation was made.
            created.removeAll(doubtful);
        }
    }

    private static void addAlice(Wiring node) {
        node.useCases.users.addUser.add(OPERATOR, ALICE, List.of(), Password.parse("alice likes green tea", ALICE));
    }

    private static CreatedToken token(Wiring node, String name) {
        return node.useCases.tokens.createToken.create(
                OPERATOR, new NewToken(ALICE, TokenName.parse(name), new Expiry.Standard(), Narrowing.none()));
    }

    private void awaitStatus(RunningServer node, CreatedToken token, int wanted) throws Exception {
        long begun = System.nanoTime();
        while (status(node, token) != wanted) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void awaitReady(RunningServer node, String text) throws Exception {
        long begun = System.nanoTime();
        while (!ready(node).contains(text)) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private int status(RunningServer node, CreatedToken token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + node.port() + "/auth/check"))
                .header("Authorization", "Bearer " + token.secret().reveal())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private String ready(RunningServer node) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + node.port() + "/health/ready"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static Wiring wiring(ReplicatedPostgres postgres) {
        Settings settings = Settings.load(
                Map.of(Setting.SERVER_PORT, "0"), Map.of("KEYFOB_POLICY_TOKENS_PER_USER", "1000000"), Optional.empty());
        return new Wiring(Database.onPostgres(postgres.address()), settings);
    }
}
