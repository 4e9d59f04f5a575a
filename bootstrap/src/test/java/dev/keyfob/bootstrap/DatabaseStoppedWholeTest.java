package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.RestartablePostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops PostgreSQL itself under two real nodes, and starts it again. */
@Tag("whole")
class DatabaseStoppedWholeTest {

    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final Email ALICE = new Email("alice@example.com");

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void without_postgresql_both_nodes_refuse_and_with_it_they_answer_again_by_themselves() throws Exception {
        try (RestartablePostgres postgres = new RestartablePostgres(directory.resolve("data"));
                Wiring first = wiring(postgres);
                Wiring second = wiring(postgres)) {
            first.useCases.users.addUser.add(
                    OPERATOR, ALICE, List.of(), Password.parse("alice likes green tea", ALICE));
            CreatedToken kept = token(first, "Kept");
            CreatedToken revoked = token(first, "Revoked");
            try (RunningServer one = RunningServer.start(first, Optional.empty(), false);
                    RunningServer other = RunningServer.start(second, Optional.empty(), false)) {
                List<Integer> ports = List.of(one.port(), other.port());
                for (int port : ports) {
                    awaitStatus(port, kept, 200);
                    awaitStatus(port, revoked, 200);
                }

                postgres.stop();

                for (int port : ports) {
                    assertThat(awaitStatus(port, kept, 403).lastSentAfter()).isLessThan(BOUND);
                    assertThat(status(port, kept)).isEqualTo(403);
                }

                postgres.start();

                for (int port : ports) {
                    awaitStatus(port, kept, 200);
                }
                first.useCases.tokens.revokeToken.revoke(
                        OPERATOR, revoked.token().id());
                for (int port : ports) {
                    assertThat(awaitStatus(port, revoked, 401).lastSentAfter()).isLessThan(BOUND);
                    awaitStatus(port, kept, 200);
                }
            }
        }
    }

    // PostgreSQL restarts between two requests. All pooled connections are dead, but no request may fail because of
    // that.
    @Test
    void a_restart_between_two_questions_is_noticed_by_nobody() throws Exception {
        try (RestartablePostgres postgres = new RestartablePostgres(directory.resolve("data"));
                Wiring wiring = wiring(postgres)) {
            wiring.useCases.users.addUser.add(
                    OPERATOR, ALICE, List.of(), Password.parse("alice likes green tea", ALICE));
            CreatedToken token = token(wiring, "Laptop");

            postgres.stop();
            postgres.start();

            assertThat(wiring.useCases
                            .tokens
                            .verifyToken
                            .verify("192.0.2.1", token.secret().reveal(), List.of())
                            .isUsable())
                    .isTrue();
        }
    }

    private static Wiring wiring(RestartablePostgres postgres) {
        Settings settings = Settings.load(Map.of(Setting.SERVER_PORT, "0"), Map.of(), Optional.empty());
        return new Wiring(Database.onPostgres(postgres.address()), settings);
    }

    private static CreatedToken token(Wiring wiring, String name) {
        return wiring.useCases.tokens.createToken.create(
                OPERATOR, new NewToken(ALICE, TokenName.parse(name), new Expiry.Standard(), Narrowing.none()));
    }

    /** Asks until the answer has that status, and returns the earlier requests that were accepted. */
    private Accepted awaitStatus(int port, CreatedToken token, int wanted) {
        return Accepted.until(wanted, () -> status(port, token));
    }

    private int status(int port, CreatedToken token) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/auth/check"))
                                .header(
                                        "Authorization",
                                        "Bearer " + token.secret().reveal())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
