package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.cli.control.ControlClient;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.persistence.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shuts a server on a real directory down in the middle of a change. */
class StoppingTest {

    private static final Email ALICE = new Email("alice@example.com");

    private final List<String> broken = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path directory;

    @Test
    void a_command_inside_the_database_is_finished_and_the_database_whole() throws Exception {
        Wiring wiring = wiring();
        wiring.useCases.users.addUser.add(OPERATOR, ALICE, List.of(), Password.parse("alice likes green tea", ALICE));
        CreatedToken token = wiring.useCases.tokens.createToken.create(
                OPERATOR, new NewToken(ALICE, TokenName.parse("CI"), new Expiry.Standard(), Narrowing.none()));
        RunningServer server = RunningServer.start(wiring, Optional.of(directory), false);
        wiring.useCases.tokens.verifyToken.verify("192.0.2.1", token.secret().reveal(), List.of());
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Void> holder =
                CompletableFuture.runAsync(() -> wiring.database.transactions().inOne(() -> {
                    wiring.database.accessTokens().findForUpdate(token.token().id());
                    held.countDown();
                    pass(goOn);
                }));
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
        Piped terminal = new Piped("");
        CompletableFuture<Integer> revoking = CompletableFuture.supplyAsync(() -> ControlClient.connect(directory)
                .orElseThrow()
                .run(terminal, "token", "revoke", token.token().id().toString()));
        TimeUnit.MILLISECONDS.sleep(400);

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::close);
        TimeUnit.MILLISECONDS.sleep(200);
        goOn.countDown();
        stopping.get(60, TimeUnit.SECONDS);
        holder.get(10, TimeUnit.SECONDS);

        assertThat(revoking.get(10, TimeUnit.SECONDS)).as("%s", terminal.err).isZero();
        assertThat(broken).isEmpty();
        try (Wiring later = wiring()) {
            assertThat(later.database.accessTokens().find(token.token().id())).hasValueSatisfying(stored -> {
                assertThat(stored.isRevoked()).isTrue();
                assertThat(stored.lastUsedAt()).isPresent();
            });
        }
    }

    private Wiring wiring() {
        return new Wiring(
                Database.inDirectory(directory, broken::add),
                Settings.load(Map.of(Setting.SERVER_PORT, "0"), Map.of(), Optional.empty()));
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
