package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.persistence.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The primary fails under two nodes, and its standby takes over. */
@Tag("whole")
class FailoverWholeTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void with_a_synchronous_standby_nothing_that_was_acknowledged_is_lost() throws Exception {
        try (ReplicatedPostgres postgres = new ReplicatedPostgres(true);
                Wiring first = wiring(postgres);
                Wiring second = wiring(postgres)) {
            try (RunningServer one = RunningServer.start(first, Optional.empty(), false);
                    RunningServer other = RunningServer.start(second, Optional.empty(), false)) {
                AcknowledgedChanges changes = AcknowledgedChanges.at(first);

                postgres.killPrimary();
                changes.awaitFailure();
                postgres.promoteStandby();

                for (RunningServer node : List.of(one, other)) {
                    awaitReady(node, "\"database\":\"ready\"");
                    changes.assertKept(token -> status(node, token));
                    assertThat(ready(node)).doesNotContain("is gone");
                }
                CreatedToken late = token(second, "Late");
                AcknowledgedChanges.revoke(second, late);
                awaitStatus(one, late, 401);
            }
        }
    }

    @Test
    void a_standby_that_lacks_what_was_acknowledged_is_noticed_by_every_node_and_used_all_the_same() throws Exception {
        try (ReplicatedPostgres postgres = new ReplicatedPostgres(false);
                Wiring first = wiring(postgres);
                Wiring second = wiring(postgres)) {
            AcknowledgedChanges.addAlice(first);
            CreatedToken revoked = token(first, "Revoked before the failure");
            try (RunningServer one = RunningServer.start(first, Optional.empty(), false);
                    RunningServer other = RunningServer.start(second, Optional.empty(), false)) {
                awaitStatus(other, revoked, 200);
                postgres.stopFollowing();
                AcknowledgedChanges.revoke(first, revoked);
                awaitStatus(other, revoked, 401);
                // Both nodes also do this every few seconds.
                first.tellOfLostHistory();
                second.tellOfLostHistory();

                postgres.killPrimary();
                postgres.promoteStandby();

                for (RunningServer node : List.of(one, other)) {
                    awaitReady(node, "the database is older than what this node has seen");
                    awaitStatus(node, revoked, 200);
                }
                // A node says that it is not ready before it has recorded why.
                Eventually.passes(() -> assertThat(lostHistory(first)).hasSizeBetween(1, 2));
            }
        }
    }

    private static List<AuditEntry> lostHistory(Wiring node) {
        AuditFilter lost = new AuditFilter(
                Optional.of(AuditAction.HISTORY_LOST), Optional.empty(), Optional.empty(), Optional.empty());
        return node.useCases
                .audit
                .listAudit
                .list(OPERATOR, lost, PageRequest.first())
                .items();
    }

    private static CreatedToken token(Wiring node, String name) {
        return AcknowledgedChanges.token(node, name, new Expiry.Standard());
    }

    private void awaitStatus(RunningServer node, CreatedToken token, int wanted) {
        Eventually.isTrue(() -> status(node, token) == wanted);
    }

    private void awaitReady(RunningServer node, String text) {
        Eventually.matches(() -> ready(node), answer -> answer.contains(text));
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
