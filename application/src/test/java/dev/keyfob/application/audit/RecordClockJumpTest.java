package dev.keyfob.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordClockJumpTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void a_jump_of_the_clock_is_noted_with_both_times() {
        keyfob.useCases.audit.recordClockJump.record(
                Instant.parse("2026-11-24T12:00:00Z"), Instant.parse("2026-11-26T12:00:00Z"));

        assertThat(keyfob.audited(AuditAction.CLOCK_JUMPED)).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(AuditParty.keyfob());
            assertThat(entry.address()).isEqualTo("keyfob");
            assertThat(entry.subject().name())
                    .isEqualTo("clock, which should show 2026-11-24T12:00:00Z and shows 2026-11-26T12:00:00Z");
        });
    }
}
