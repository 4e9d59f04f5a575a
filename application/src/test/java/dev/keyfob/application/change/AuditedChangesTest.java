package dev.keyfob.application.change;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.count.Counts;
import dev.keyfob.application.fake.InMemoryAuditLog;
import dev.keyfob.application.fake.SettableClock;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AuditedChangesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryAuditLog auditLog = new InMemoryAuditLog();
    private final List<String> transactions = new ArrayList<>();
    private final List<AuditSubject> told = new ArrayList<>();
    private final AuditedChanges changes = new AuditedChanges(
            new NotedTransactions(),
            auditLog,
            new ChangeLimit(new Counts(), clock),
            (entry, subject) -> told.add(subject),
            clock);

    private final User alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);
    private final Actor operator = new Actor.Operator();
    private final Actor person = new Actor.SignedIn(alice, PermissionCatalogue.sample(), "192.0.2.1", Optional.of(NOW));
    private final AuditSubject subject = new AuditSubject.OfUser(alice);

    @Test
    void what_is_recorded_says_who_did_what_when_and_from_where() {
        String result = changes.makeAndReturn(person, Permission.TOKEN_CREATE, change -> {
            change.record(AuditAction.SESSION_ENDED, subject);
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(transactions).containsExactly("begun", "kept");
        assertThat(told).containsExactly(subject);
        AuditEntry entry = auditLog.entries.get(0);
        assertThat(entry.actor()).isEqualTo(AuditParty.user(alice));
        assertThat(entry.action()).isEqualTo(AuditAction.SESSION_ENDED);
        assertThat(entry.subject()).isEqualTo(AuditParty.user(alice));
        assertThat(entry.at()).isEqualTo(NOW);
        assertThat(entry.address()).isEqualTo("192.0.2.1");
        assertThat(entry.succeeded()).isTrue();
    }

    @Test
    void work_that_forgets_its_entry_is_undone_and_fails() {
        assertThatThrownBy(() -> changes.makeUnchecked(operator, change -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not recorded");
        assertThatThrownBy(() -> changes.makeWithoutActorAndReturn("keyfob", change -> "done"))
                .isInstanceOf(IllegalStateException.class);

        assertThat(transactions).containsExactly("begun", "undone", "begun", "undone");
    }

    @Test
    void work_that_finds_nothing_to_change_says_so() {
        changes.makeUnchecked(operator, AuditedChanges.Change::nothingToRecord);

        assertThat(transactions).containsExactly("begun", "kept");
        assertThat(auditLog.entries).isEmpty();
    }

    @Test
    void who_lacks_the_permission_begins_nothing_and_is_not_counted() {
        for (int i = 0; i < 501; i++) {
            assertRefused(
                    () -> changes.makeLimited(person, Permission.TOKEN_MANAGE, change -> {}), Reason.ROLE_MISSING);
        }

        assertThat(transactions).isEmpty();
        changes.makeLimited(person, Permission.TOKEN_CREATE, AuditedChanges.Change::nothingToRecord);
    }

    @Test
    void what_is_limited_is_refused_before_a_transaction_begins_and_what_is_not_goes_on() {
        for (int i = 0; i < 500; i++) {
            changes.makeLimited(person, Permission.TOKEN_CREATE, AuditedChanges.Change::nothingToRecord);
        }
        transactions.clear();

        assertRefused(
                () -> changes.makeLimited(person, Permission.TOKEN_CREATE, AuditedChanges.Change::nothingToRecord),
                Reason.TOO_MANY_CHANGES);
        assertThat(transactions).isEmpty();
        changes.makeUnchecked(person, AuditedChanges.Change::nothingToRecord);
        assertThat(transactions).containsExactly("begun", "kept");
    }

    // Times of one row must be in the order of its changes, so a change that waited for the row takes its time
    // afterwards.
    @Test
    void the_time_is_taken_when_it_is_first_asked_for_and_is_one_for_the_whole_change() {
        changes.makeUnchecked(operator, change -> {
            clock.advance(Duration.ofSeconds(5));
            change.record(AuditAction.USER_ENABLED, subject);
            clock.advance(Duration.ofSeconds(5));
            change.by(AuditParty.keyfob()).recordRefused(AuditAction.TOKEN_REUSED, subject);
            change.record(AuditAction.DATA_IMPORTED, subject, NOW.plusSeconds(60));
        });

        assertThat(auditLog.entries)
                .extracting(AuditEntry::at)
                .containsExactly(NOW.plusSeconds(5), NOW.plusSeconds(5), NOW.plusSeconds(60));
        assertThat(auditLog.entries)
                .extracting(AuditEntry::actor)
                .containsExactly(AuditParty.operator(), AuditParty.keyfob(), AuditParty.operator());
        assertThat(auditLog.entries).extracting(AuditEntry::succeeded).containsExactly(true, false, true);
    }

    @Test
    void what_nobody_asked_for_was_done_by_keyfob() {
        changes.makeWithoutActor("192.0.2.7", change -> {
            assertThat(change.address()).isEqualTo("192.0.2.7");
            assertThat(change.stamp().by()).isEqualTo("keyfob");
            change.record(AuditAction.WEBHOOK_DISABLED, subject);
        });

        assertThat(auditLog.entries.get(0).actor()).isEqualTo(AuditParty.keyfob());
        assertThat(auditLog.entries.get(0).address()).isEqualTo("192.0.2.7");
    }

    @Test
    void work_that_the_database_runs_again_has_a_time_of_its_own_and_must_be_recorded_again() {
        AuditedChanges again = new AuditedChanges(
                new RepeatedTransactions(),
                auditLog,
                new ChangeLimit(new Counts(), clock),
                (entry, subject) -> {},
                clock);
        List<Instant> times = new ArrayList<>();

        again.makeUnchecked(operator, change -> {
            times.add(change.now());
            change.record(AuditAction.SESSION_ENDED, subject);
        });

        assertThat(times).containsExactly(NOW, NOW.plusSeconds(1));
        assertThatThrownBy(() -> again.makeUnchecked(operator, change -> {
                    if (times.size() == 2) {
                        times.add(change.now());
                        change.record(AuditAction.SESSION_ENDED, subject);
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    /** Runs the work twice, as after a deadlock. A second passes between the two. */
    private final class RepeatedTransactions implements Transactions {
        @Override
        public void inOne(Runnable work) {
            work.run();
            clock.advance(Duration.ofSeconds(1));
            work.run();
        }

        @Override
        public <T> T inOne(Supplier<T> work) {
            throw new UnsupportedOperationException();
        }
    }

    private final class NotedTransactions implements Transactions {
        @Override
        public void inOne(Runnable work) {
            inOne(() -> {
                work.run();
                return "";
            });
        }

        @Override
        public <T> T inOne(Supplier<T> work) {
            transactions.add("begun");
            try {
                T result = work.get();
                transactions.add("kept");
                return result;
            } catch (RuntimeException e) {
                transactions.add("undone");
                throw e;
            }
        }
    }

    @Test
    void who_did_not_sign_in_lately_changes_what_is_their_own_and_nothing_else() {
        User bob = User.joining(new Email("bob@example.com"), Set.of(), NOW);
        clock.advance(Actor.FRESH_FOR);

        changes.makeUnchecked(person, change -> change.record(AuditAction.SESSION_ENDED, subject));

        assertRefused(
                () -> changes.makeUnchecked(
                        person, change -> change.record(AuditAction.USER_DISABLED, new AuditSubject.OfUser(bob))),
                Reason.SIGN_IN_TOO_OLD);
        assertThat(transactions).containsExactly("begun", "kept", "begun", "undone");
        assertThat(auditLog.entries).hasSize(1);
    }

    @Test
    void a_change_that_needs_an_administrator_is_refused_before_it_begins_without_a_sign_in_of_late() {
        User admin = User.joining(new Email("admin@example.com"), Set.of(Role.ADMIN), NOW);
        Actor earlier = new Actor.SignedIn(admin, PermissionCatalogue.sample(), "192.0.2.1", Optional.empty());

        assertThatThrownBy(() -> changes.make(
                        earlier,
                        Permission.TOKEN_MANAGE,
                        change -> change.record(AuditAction.USER_DISABLED, new AuditSubject.OfUser(admin))))
                .hasMessageContaining("a sign-in of the last 15 minutes");

        assertThat(transactions).isEmpty();
    }

    @Test
    void what_was_refused_is_noted_however_long_ago_the_sign_in_was() {
        clock.advance(Actor.FRESH_FOR);

        changes.makeUnchecked(
                person,
                change -> change.recordRefused(
                        AuditAction.ACCESS_DENIED, new AuditSubject.Lacked(Permission.TOKEN_MANAGE, "GET /")));

        assertThat(auditLog.entries).hasSize(1);
    }
}
