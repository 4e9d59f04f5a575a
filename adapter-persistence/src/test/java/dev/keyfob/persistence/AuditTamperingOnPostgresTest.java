package dev.keyfob.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.audit.VerifyAudit;
import dev.keyfob.application.fake.AtOnce;
import dev.keyfob.application.fake.SampleEntries;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.persistence.audit.HmacAuditMac;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AuditTamperingOnPostgresTest extends AuditTampering {

    private final PostgresConnectionInfo address = PostgresServer.newMigrated();

    @Override
    Database open() {
        return PatientDatabase.onPostgres(address);
    }

    @Override
    Connection direct() throws SQLException {
        return direct(address);
    }

    @Test
    void a_log_from_before_the_chain_is_chained_once() throws SQLException {
        PostgresConnectionInfo before = PostgresServer.newDatabase();
        asBeforeTheChain(before.url(), before.user().orElseThrow());
        UUID owner;
        try (Connection connection = direct(before)) {
            owner = fillAsBefore(connection);
        }

        try (Database upgraded = PatientDatabase.onPostgres(before)) {
            assertChained(upgraded, owner);
        }
    }

    @Test
    void two_nodes_make_one_chain() throws Exception {
        PostgresConnectionInfo shared = PostgresServer.newDatabase();
        try (Database one = PatientDatabase.onPostgres(shared);
                Database other = PatientDatabase.onPostgres(shared)) {
            AtOnce.call(Stream.of(one, other, one, other, one, other, one, other)
                    .map(AuditTamperingOnPostgresTest::fiftyEntries)
                    .toList());

            var verdict = new VerifyAudit(one.auditChain(), HmacAuditMac.none())
                    .verify(new Actor.Operator(), Optional.empty(), done -> {});
            assertThat(verdict.fault()).isEmpty();
            assertThat(verdict.ends().count()).isEqualTo(400);
        }
    }

    private static Callable<Void> fiftyEntries(Database database) {
        return () -> {
            for (int i = 0; i < 50; i++) {
                database.transactions()
                        .inOne(() -> database.auditLog()
                                .append(SampleEntries.byOperator(
                                        AuditAction.USER_ADDED,
                                        new AuditSubject.UnknownAccount(),
                                        Instant.parse("2026-11-24T09:30:00Z"))));
            }
            return null;
        };
    }

    private static Connection direct(PostgresConnectionInfo address) throws SQLException {
        return DriverManager.getConnection(address.url(), address.user().orElseThrow(), "");
    }
}
