package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.FreePort;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.outbox.RetrySchedule;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.RoleChange;
import dev.keyfob.mail.LocalMailServer;
import dev.keyfob.persistence.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running server with a real mail server, which stops and starts again. */
class MailStoryTest {

    private static final Email BOB = new Email("bob@example.com");
    private static final RetrySchedule SOON = new RetrySchedule(Collections.nCopies(400, Duration.ofMillis(200)));

    @TempDir
    Path directory;

    @Test
    void what_changes_while_the_mail_server_is_down_is_mailed_when_it_is_back() throws Exception {
        try (LocalMailServer mailServer = new LocalMailServer()) {
            int port = FreePort.find();
            mailServer.startInTheClear(port);
            Wiring wiring = wiring(port);
            try (RunningServer server = RunningServer.start(wiring, Optional.empty(), false)) {
                wiring.useCases.users.addUser.add(
                        OPERATOR, BOB, List.of(), Password.parse("bob likes black coffee", BOB));
                wiring.useCases.users.setRoles.set(OPERATOR, BOB, RoleChange.to(Set.of(Role.ADMIN)));
                Eventually.isTrue(() -> mailServer.got.size() == 1);
                mailServer.stop();
                wiring.useCases.users.setRoles.setEvenOfTheLast(OPERATOR, BOB, RoleChange.to(Set.of()));
                Eventually.isTrue(() -> wiring.useCases
                        .mail
                        .sendTestMail
                        .send(OPERATOR, BOB)
                        .note()
                        .startsWith("nothing answers"));

                mailServer.startInTheClear(port);

                Eventually.isTrue(() -> mailServer.got.size() == 2);
                assertThat(new String(mailServer.got.get(1).bytes(), StandardCharsets.US_ASCII))
                        .contains("Subject: Your roles were changed", "To: bob@example.com", "multipart/alternative");
                Eventually.isTrue(() -> wiring.database.mails().countUpTo(DeliveryState.PENDING, 10) == 0);
                assertThat(wiring.database.mails().countUpTo(DeliveryState.FAILED, 10))
                        .isZero();
                assertThat(server.port()).isPositive();
            }
        }
    }

    private Wiring wiring(int port) {
        Map<Setting, String> options = Map.of(
                Setting.SERVER_PORT, "0",
                Setting.MAIL_HOST, "localhost",
                Setting.MAIL_PORT, "" + port,
                Setting.MAIL_FROM, "keyfob@example.com",
                Setting.MAIL_ENCRYPTION, "none");
        return new Wiring(
                Database.inDirectory(directory.resolve("data"), text -> {}),
                Settings.load(options, Map.of(), Optional.empty()),
                SOON,
                Duration.ofSeconds(2));
    }
}
