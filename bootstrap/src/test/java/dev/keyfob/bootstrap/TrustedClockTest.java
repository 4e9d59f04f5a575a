package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Session;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.User;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.persistence.audit.HmacAuditMac;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recovery after a clock that was two days ahead for a long time. */
class TrustedClockTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final Instant ahead = now.plus(Duration.ofDays(2));
    private final User alice = User.joining(new Email("alice@example.com"), Set.of(), now);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_the_wrong_clock_left_is_gone_and_the_audit_log_says_so_at_once(boolean isOnPostgres) {
        Database database = isOnPostgres ? Database.onPostgres(PostgresServer.newMigrated()) : Database.inMemory();
        database.noteTime(ahead);
        database.users().add(alice);
        Session fromThen = session(ahead, ahead);
        Session fromNow = session(now.minusSeconds(60), ahead);
        database.sessions().add(fromThen);
        database.sessions().add(fromNow);
        database.transactions().inOne(() -> {
            database.expiryWatch().lockProgress(7);
            database.expiryWatch()
                    .updateProgress(7, new Cursor(Optional.of(ahead.plus(Duration.ofDays(7))), UUID.randomUUID()));
        });

        try (Wiring wiring = wiring(database)) {
            wiring.trustClock();

            Instant later = now.plus(Duration.ofDays(1));
            assertThat(wiring.clock.instant()).isBefore(later);
            assertThat(database.latestInstant()).isBefore(later);
            assertThat(jumpsNoted(database)).singleElement().satisfies(jump -> {
                assertThat(jump.actor()).isEqualTo(AuditParty.keyfob());
                assertThat(jump.address()).isEqualTo("keyfob");
            });
            assertThat(database.sessions().find(fromThen.digest())).isEmpty();
            assertThat(database.sessions().find(fromNow.digest()).orElseThrow().seenAt())
                    .isBefore(later);
            Cursor mark = database.transactions()
                    .inOne(() -> database.expiryWatch().lockProgress(7).orElseThrow());
            assertThat(mark.at().orElseThrow()).isBefore(later.plus(Duration.ofDays(7)));
            wiring.tellOfClockJumps();
            assertThat(jumpsNoted(database)).hasSize(1);
        }
    }

    @Test
    void nothing_is_reset_where_the_audit_log_takes_no_entry() {
        Database database = Database.inMemory();
        database.noteTime(ahead);
        database.auditLog(HmacAuditMac.of("k".repeat(32).getBytes(StandardCharsets.US_ASCII), 1))
                .append(new AuditEntry(
                        UUID.randomUUID(),
                        now,
                        AuditParty.keyfob(),
                        AuditAction.AUDIT_EXPORTED,
                        new AuditSubject.LogExport("csv").asParty(),
                        true,
                        ""));

        try (Wiring withoutTheKey = wiring(database)) {
            assertThatThrownBy(withoutTheKey::trustClock)
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("audit.key_file");

            assertThat(database.latestInstant()).isEqualTo(ahead);
        }
    }

    private static List<AuditEntry> jumpsNoted(Database database) {
        AuditFilter jumps = new AuditFilter(
                Optional.of(AuditAction.CLOCK_JUMPED), Optional.empty(), Optional.empty(), Optional.empty());
        return database.auditLog().list(jumps, PageRequest.first()).items();
    }

    private Session session(Instant startedAt, Instant seenAt) {
        return new Session(
                SessionSecret.generate(new SecureRandom()).digest(),
                alice.id(),
                startedAt,
                seenAt,
                "192.0.2.1",
                Session.PASSWORD,
                "Firefox on Linux",
                Optional.of(startedAt));
    }

    private static Wiring wiring(Database database) {
        return new Wiring(database, Settings.load(Map.of(), Map.of(), Optional.empty()));
    }
}
