package dev.keyfob.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import org.junit.jupiter.api.Test;

class RecordLostHistoryTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void a_lost_record_is_noted_with_its_number() {
        keyfob.useCases.audit.recordLostHistory.record(4711);

        assertThat(keyfob.audited(AuditAction.HISTORY_LOST)).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(AuditParty.keyfob());
            assertThat(entry.address()).isEqualTo("keyfob");
            assertThat(entry.subject().name()).isEqualTo("record 4711 of the audit log, which is gone");
        });
    }
}
