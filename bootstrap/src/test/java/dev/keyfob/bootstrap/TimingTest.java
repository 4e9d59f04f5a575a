package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.actor.Actor;
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
 * How long an answer takes does not tell a revoked token from one that never was. The two are asked about in turn, over
 * real HTTP on a real database, and compared by rank sum (Mann and Whitney), with the shift that goes with it (Hodges
 * and Lehmann): by how much time one is slower than the other. That is held against how long an answer takes in the
 * same run, since a machine that is busy or slow takes longer for all of it.
 */
class TimingTest {

    private static final Actor OPERATOR = new Actor.Operator();
    private static final Email ALICE = new Email("alice@example.com");
    private static final int WARM_UP = 300;
    private static final int PAIRS = 600;

    /**
     * To read a row instead of none is a small part of an answer: far less than what any network adds, and whoever
     * learns it holds the token anyway. A slow hash or a second transaction takes as long as the answer itself.
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
                // Each from another address, so that none of them is slowed down on purpose.
                .header("X-Forwarded-For", "10.1." + asked / 250 + "." + asked % 250)
                .build();
        long begun = System.nanoTime();
        HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
        long taken = System.nanoTime() - begun;
        assertThat(answer.statusCode()).isEqualTo(401);
        return taken;
    }

    /** The median of the differences of all pairs, one of each. */
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
