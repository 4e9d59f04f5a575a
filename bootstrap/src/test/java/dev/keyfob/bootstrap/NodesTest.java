package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.TokenEdit;
import dev.keyfob.application.user.StartedSession;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one real PostgreSQL. The second one's connections to the database can be cut or stalled. */
class NodesTest {

    private static final Email ALICE = new Email("alice@example.com");

    /** The promised upper bound for a revocation to hold. */
    private static final Duration BOUND = Duration.ofSeconds(1);

    /** Longer than the timeouts of connections to PostgreSQL, and shorter than that of a request. */
    private static final Duration IN_TIME = Duration.ofSeconds(9);

    private final HttpClient client = HttpClient.newHttpClient();
    private final PostgresConnectionInfo address = PostgresServer.newMigrated();
    private Cable cable;
    private Wiring first;
    private Wiring second;
    private RunningServer server;

    @BeforeEach
    void start() throws Exception {
        cable = new Cable(PostgresServer.port());
        first = wiring(address);
        second = wiring(new PostgresConnectionInfo(
                address.url().replace(":" + PostgresServer.port() + "/", ":" + cable.port() + "/"),
                address.user(),
                address.passwordFile()));
        first.useCases.users.addUser.add(OPERATOR, ALICE, List.of(), Password.parse("alice likes green tea", ALICE));
        server = RunningServer.start(second, Optional.empty(), false);
    }

    @AfterEach
    void stop() throws IOException {
        cable.mend();
        server.close();
        first.close();
        cable.close();
    }

    @Test
    void a_revocation_at_one_node_is_seen_by_the_other_within_milliseconds() throws Exception {
        List<Integer> accepted = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            CreatedToken token = token("Token " + i);
            awaitStatus(token, 200);

            first.useCases.tokens.revokeToken.revoke(OPERATOR, token.token().id());

            Accepted after = awaitStatus(token, 401);
            assertThat(after.lastSentAfter()).isLessThan(BOUND);
            accepted.add(after.count());
        }
        // One request is sent every ten milliseconds.
        Collections.sort(accepted);
        assertThat(accepted.get(25)).isLessThan(10);
    }

    @Test
    void a_disabled_owner_is_out_at_the_other_node_too_and_so_is_the_session() throws Exception {
        CreatedToken token = token("Laptop");
        SessionSecret session = first.useCases
                .sessions
                .signIn
                .signIn(
                        ALICE,
                        Password.attempt("alice likes green tea"),
                        "192.0.2.1",
                        SessionSecret.generate(new SecureRandom()),
                        "Firefox on Linux")
                .secret();
        awaitStatus(token, 200);
        assertThat(profile(session)).isEqualTo(200);

        first.useCases.users.disableUser.disable(OPERATOR, ALICE);

        assertThat(awaitStatus(token, 401).lastSentAfter()).isLessThan(BOUND);
        assertThat(Accepted.until(303, () -> profile(session)).lastSentAfter()).isLessThan(BOUND);
    }

    @Test
    void a_change_of_the_policy_and_the_emergency_brake_hold_at_the_other_node_too() throws Exception {
        CreatedToken token = token("Laptop");
        awaitStatus(token, 200);

        first.useCases.tokens.editToken.edit(
                OPERATOR,
                token.token().id(),
                new TokenEdit(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Networks.parse("192.0.2.0/24"))));
        assertThat(awaitStatus(token, 401).lastSentAfter()).isLessThan(BOUND);

        CreatedToken other = token("Other");
        awaitStatus(other, 200);
        first.useCases.policy.setPolicy.set(OPERATOR, PolicyChanges.parse(List.of("creation=off")));
        Accepted withCreation = Accepted.until(
                403,
                () -> second.useCases
                                .policy
                                .showPolicy
                                .show(OPERATOR)
                                .creation()
                                .isOn()
                        ? 200
                        : 403);
        assertThat(withCreation.lastSentAfter()).isLessThan(BOUND);
        assertThatThrownBy(() -> second.useCases.tokens.createToken.create(
                        OPERATOR,
                        new NewToken(ALICE, TokenName.parse("Late"), new Expiry.Standard(), Narrowing.none())))
                .hasMessageContaining("switched it off");
        first.useCases.tokens.revokeToken.revokeAll(OPERATOR);
        assertThat(awaitStatus(other, 401).lastSentAfter()).isLessThan(BOUND);
    }

    @Test
    void a_form_sent_to_both_nodes_makes_one_token_and_either_shows_its_secret_once() throws Exception {
        StartedSession session = first.useCases.sessions.signIn.signIn(
                ALICE,
                Password.attempt("alice likes green tea"),
                "192.0.2.1",
                SessionSecret.generate(new SecureRandom()),
                "Firefox on Linux");
        Actor.SignedIn alice = first.useCases
                .sessions
                .resumeSession
                .resume(session.secret(), "192.0.2.1")
                .orElseThrow()
                .person();
        for (int i = 0; i < 10; i++) {
            String nonce = "nonce " + i;
            NewToken wanted =
                    new NewToken(ALICE, TokenName.parse("Token " + i), new Expiry.Standard(), Narrowing.none());

            CompletableFuture<Void> here = CompletableFuture.runAsync(
                    () -> first.useCases.tokens.createToken.createByForm(alice, session.secret(), nonce, wanted));
            second.useCases.tokens.createToken.createByForm(alice, session.secret(), nonce, wanted);
            here.get();

            CreatedToken shown = second.useCases
                    .tokens
                    .createToken
                    .takeCreated(alice, session.secret(), nonce)
                    .orElseThrow();
            assertThat(status(shown)).isEqualTo(200);
            assertThat(first.useCases.tokens.createToken.takeCreated(alice, session.secret(), nonce))
                    .isEmpty();
        }
        assertThat(first.useCases.tokens.listTokens.count(OPERATOR, TokenFilter.everything()))
                .isEqualTo(10);
    }

    // The cache alone would still accept the token.
    @Test
    void a_node_whose_listening_connection_is_killed_asks_the_database_instead() throws Exception {
        CreatedToken token = token("Laptop");
        awaitStatus(token, 200);
        for (int i = 0; i < 5; i++) {
            CreatedToken other = token("Other " + i);
            awaitStatus(other, 200);
            PostgresServer.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where query like '%clock_timestamp%'"
                            + " and pid <> pg_backend_pid() or query like 'listen %'");

            first.useCases.tokens.revokeToken.revoke(OPERATOR, other.token().id());

            assertThat(awaitStatus(other, 401).lastSentAfter()).isLessThan(BOUND);
        }
        awaitStatus(token, 200);
    }

    @Test
    void a_node_without_its_database_lets_nobody_pass_and_recovers_by_itself() throws Exception {
        CreatedToken token = token("Laptop");
        awaitStatus(token, 200);

        cable.pull();
        assertThat(awaitStatus(token, 403).lastSentAfter()).isLessThan(BOUND);
        first.useCases.tokens.revokeToken.revoke(
                OPERATOR, token("Meanwhile").token().id());
        assertThat(status(token)).isEqualTo(403);

        cable.mend();
        awaitStatus(token, 200);
    }

    // No error occurs: queries are just not answered.
    @Test
    void a_node_whose_database_hangs_lets_nobody_pass_within_the_bound_and_answers_in_time() throws Exception {
        CreatedToken token = token("Laptop");
        awaitStatus(token, 200);

        cable.clog();
        first.useCases.tokens.revokeToken.revoke(OPERATOR, token.token().id());
        TimeUnit.MILLISECONDS.sleep(BOUND.toMillis());

        // Asks again if the machine was busy.
        Eventually.isTrue(() -> {
            long asked = System.nanoTime();
            assertThat(status(token)).isEqualTo(403);
            return System.nanoTime() - asked < IN_TIME.toNanos();
        });
        cable.mend();
        awaitStatus(token, 401);
    }

    private static Wiring wiring(PostgresConnectionInfo address) {
        Settings settings = Settings.load(Map.of(Setting.SERVER_PORT, "0"), Map.of(), Optional.empty());
        return new Wiring(Database.onPostgres(address), settings);
    }

    private CreatedToken token(String name) {
        return first.useCases.tokens.createToken.create(
                OPERATOR, new NewToken(ALICE, TokenName.parse(name), new Expiry.Standard(), Narrowing.none()));
    }

    private Accepted awaitStatus(CreatedToken token, int wanted) {
        return Accepted.until(wanted, () -> status(token));
    }

    private int status(CreatedToken token) throws Exception {
        return send(request("/auth/check")
                .header("Authorization", "Bearer " + token.secret().reveal()));
    }

    private int profile(SessionSecret session) throws Exception {
        return send(request("/settings/profile").header("Cookie", "keyfob_session=" + session.reveal()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
    }

    private int send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
