package dev.keyfob.application.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.Ports;
import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.AuditedChanges.Change;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class WatchedPortsTest {

    private final WatchedPorts watched = new WatchedPorts();
    private final Ports ports = watched.around(new InMemoryPorts().all);
    private final User alice = User.joining(new Email("alice@example.com"), List.of(), InMemoryKeyfob.START);

    @Test
    void a_change_with_its_entry_is_kept_and_named() {
        make(change -> {
            ports.users().add(alice);
            change.record(AuditAction.USER_ADDED, new AuditSubject.OfUser(alice));
        });

        assertThat(watched.written()).containsExactly("Users.add");
    }

    @Test
    void a_verb_that_says_it_did_nothing_and_changed_something_fails() {
        assertThatThrownBy(() -> make(change -> {
                    ports.users().add(alice);
                    change.nothingToRecord();
                }))
                .hasMessageContaining("[Users.add] without an entry");
        assertThat(watched.written()).isEmpty();
    }

    @Test
    void a_change_outside_any_transaction_fails() {
        assertThatThrownBy(() -> ports.users().add(alice)).hasMessageContaining("outside any transaction");
    }

    @Test
    void what_found_nothing_to_end_has_changed_nothing() {
        make(change -> {
            ports.sessions().removeAllOf(alice.id());
            change.nothingToRecord();
        });

        assertThat(watched.written()).isEmpty();
    }

    private void make(Consumer<Change> work) {
        SettableClock clock = new SettableClock(InMemoryKeyfob.START);
        new AuditedChanges(
                        ports.transactions(),
                        ports.auditLog(),
                        new ChangeLimit(new Counts(), clock),
                        (entry, subject) -> {},
                        clock)
                .makeUnchecked(new Actor.Operator(), work);
    }
}
