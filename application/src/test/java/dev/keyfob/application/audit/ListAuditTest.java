package dev.keyfob.application.audit;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListAuditTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void administrators_and_the_operator_read_the_whole_log_the_latest_entry_first() {
        keyfob.clock.advance(Duration.ofMinutes(1));
        keyfob.tokenOf(keyfob.alice, "CI");
        int entries = keyfob.auditLog.entries.size();

        for (Actor actor : List.of(keyfob.signedIn(keyfob.admin), keyfob.operator)) {
            List<AuditEntry> read = list(actor);

            assertThat(read).containsExactlyInAnyOrderElementsOf(keyfob.auditLog.entries);
            assertThat(read.get(0).action()).isEqualTo(AuditAction.TOKEN_CREATED);
        }
        assertThat(keyfob.auditLog.entries).hasSize(entries);
    }

    @Test
    void people_without_the_role_and_tokens_do_not_read_it() {
        Actor adminsToken = keyfob.bearer(keyfob.tokenOf(keyfob.admin, "CI"));

        assertRefused(() -> list(keyfob.signedIn(keyfob.alice)), Reason.ROLE_MISSING);
        assertRefused(() -> list(adminsToken), Reason.ROLE_BOUND);
    }

    private List<AuditEntry> list(Actor actor) {
        return keyfob.useCases
                .audit
                .listAudit
                .list(actor, AuditFilter.everything(), PageRequest.first())
                .items();
    }
}
