package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.cli.control.ControlClient;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.persistence.PatientDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shuts a server on a real directory down in the middle of a change. */
class StoppingTest {

    private static final Email ALICE = new Email("alice@example.com");
    private static final int MOST_ATTEMPTS = 10;

    private final List<String> broken = Collections.synchronizedList(new ArrayList<>());

    private final List<String> complaints = new ArrayList<>();

    @TempDir
    Path root;

    /** A command has two seconds to finish. On a busy machine it may need another attempt. */
    @Test
    void a_command_inside_the_database_is_finished_and_the_database_whole() throws Exception {
        int code = stoppedDuringRevocation(0);
        for (int attempt = 1; code != ExitCode.DONE && attempt < MOST_ATTEMPTS; attempt++) {
            code = stoppedDuringRevocation(attempt);
        }

        assertThat(code).as("%s", complaints).isEqualTo(ExitCode.DONE);
    }

    /** Stops a server while a revocation waits for a row, and returns the exit code of the revocation. */
    private int stoppedDuringRevocation(int attempt) throws Exception {
        Path directory = Files.createDirectory(root.resolve("d" + attempt));
        Wiring wiring = wiring(directory);
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
        held.await();
        Piped terminal = new Piped("");
        CompletableFuture<Integer> revoking = CompletableFuture.supplyAsync(() -> ControlClient.connect(directory)
                .orElseThrow()
                .run(terminal, "token", "revoke", token.token().id().toString()));
        Eventually.isTrue(() -> isLockedOut() || revoking.isDone());

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::close);
        Eventually.isTrue(() -> !Files.exists(directory.resolve("keyfob.sock")));
        goOn.countDown();
        stopping.get();
        holder.get();

        int code = revoking.get();
        complaints.add(terminal.err.toString());
        assertThat(broken).isEmpty();
        try (Wiring later = wiring(directory)) {
            assertThat(later.database.accessTokens().find(token.token().id())).hasValueSatisfying(stored -> {
                assertThat(stored.isRevoked() || code != ExitCode.DONE).isTrue();
                assertThat(stored.lastUsedAt()).isPresent();
            });
        }
        return code;
    }

    /** Whether a command has reached the row that is locked. */
    private static boolean isLockedOut() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("command"))
                .flatMap(thread -> Stream.of(thread.getValue()))
                .anyMatch(frame -> frame.getMethodName().equals("findForUpdate"));
    }

    private Wiring wiring(Path directory) {
        return new Wiring(
                PatientDatabase.inDirectory(directory, broken::add),
                Settings.load(Map.of(Setting.SERVER_PORT, "0"), Map.of(), Optional.empty()));
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
