package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node that revokes and a node that verifies, connected to one PostgreSQL at that address. */
final class TwoNodes implements AutoCloseable {

    private static final Email ALICE = new Email("alice@example.com");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Wiring revoking;
    private final RunningServer verifying;

    TwoNodes(PostgresConnectionInfo address) {
        revoking = wiring(address);
        revoking.useCases.users.addUser.add(OPERATOR, ALICE, List.of(), Password.parse("alice likes green tea", ALICE));
        verifying = RunningServer.start(wiring(address), Optional.empty(), false);
    }

    CreatedToken token(String name) {
        return revoking.useCases.tokens.createToken.create(
                OPERATOR, new NewToken(ALICE, TokenName.parse(name), new Expiry.Standard(), Narrowing.none()));
    }

    void revoke(CreatedToken token) {
        revoking.useCases.tokens.revokeToken.revoke(OPERATOR, token.token().id());
    }

    /** Asks until the answer has that status, and returns the earlier requests that were accepted. */
    Accepted awaitStatus(CreatedToken token, int wanted) {
        return Accepted.until(wanted, () -> status(token));
    }

    /** Asks the readiness endpoint until the answer contains that text. */
    String awaitReady(String text) {
        return Eventually.matches(this::ready, answer -> answer.contains(text));
    }

    String ready() throws Exception {
        return client.send(request("/health/ready").build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        verifying.close();
        revoking.close();
    }

    private int status(CreatedToken token) throws Exception {
        return client.send(
                        request("/auth/check")
                                .header(
                                        "Authorization",
                                        "Bearer " + token.secret().reveal())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + verifying.port() + path));
    }

    private static Wiring wiring(PostgresConnectionInfo address) {
        Settings settings = Settings.load(Map.of(Setting.SERVER_PORT, "0"), Map.of(), Optional.empty());
        return new Wiring(Database.onPostgres(address), settings);
    }
}
