package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.persistence.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that the response time does not distinguish a revoked token from an unknown one. The test asks about both in
 * turn, over real HTTP on a real database, and compares the times by rank sum (Mann and Whitney), with the shift that
 * goes with it (Hodges and Lehmann), which estimates by how much one is slower. It compares the shift with the response
 * time of the same run, since everything is slower on a busy machine.
 */
class TimingTest {

    private static final Email ALICE = new Email("alice@example.com");
    private static final int WARM_UP = 300;
    private static final int PAIRS = 600;

    /**
     * The share of the response time from which a shift counts. Reading one row more is a small part of it: far less
     * than the noise of any network, and only useful to a caller who has the token anyway. A slow hash or a second
     * transaction would take as long as the whole answer.
     */
    private static final double WORTH_EXPLOITING = 0.5;

    private final HttpClient client = HttpClient.newHttpClient();
    private int asked;

    @TempDir
    Path directory;

    @Test
    void a_revoked_token_is_answered_as_fast_as_an_unknown_one() throws Exception {
        Settings settings = Settings.load(
                Map.of(Setting.SERVER_PORT, "0", Setting.SERVER_TRUSTED_PROXIES, "127.0.0.1"),
                Map.of(),
                Optional.empty());
        Wiring wiring = new Wiring(Database.inDirectory(directory, text -> {}), settings);
        wiring.useCases.users.addUser.add(OPERATOR, ALICE, List.of(), Password.parse("alice likes green tea", ALICE));
        CreatedToken revoked = wiring.useCases.tokens.createToken.create(
                OPERATOR, new NewToken(ALICE, TokenName.parse("CI"), new Expiry.Standard(), Narrowing.none()));
        wiring.useCases.tokens.revokeToken.revoke(OPERATOR, revoked.token().id());
        String unknown = TokenFormat.standard().generate(wiring.random).reveal();
        List<Long> ofRevoked = new ArrayList<>();
        List<Long> ofUnknown = new ArrayList<>();

        try (RunningServer server = RunningServer.start(wiring, Optional.of(directory), false)) {
            for (int i = 0; i < WARM_UP + PAIRS; i++) {
                long one = nanosToRefuse(server, i % 2 == 0 ? revoked.secret().reveal() : unknown);
                long other = nanosToRefuse(
                        server, i % 2 == 0 ? unknown : revoked.secret().reveal());
                if (i >= WARM_UP) {
                    ofRevoked.add(i % 2 == 0 ? one : other);
                    ofUnknown.add(i % 2 == 0 ? other : one);
                }
            }
        }

        assertThat(Math.abs(shift(ofRevoked, ofUnknown)) / median(ofUnknown)).isLessThan(WORTH_EXPLOITING);
    }

    private long nanosToRefuse(RunningServer server, String secret) throws Exception {
        asked++;
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/auth/check"))
                .header("Authorization", "Bearer " + secret)
                // Uses another address each time, so that the throttle slows none down.
                .header("X-Forwarded-For", "10.1." + asked / 250 + "." + asked % 250)
                .build();
        long begun = System.nanoTime();
        HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
        long taken = System.nanoTime() - begun;
        assertThat(answer.statusCode()).isEqualTo(401);
        return taken;
    }

    /** The median of the differences of all pairs of a first and a second value. */
    private static double shift(List<Long> first, List<Long> second) {
        return median(first.stream()
                .flatMap(one -> second.stream().map(other -> one - other))
                .toList());
    }

    private static double median(List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
