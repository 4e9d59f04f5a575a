package dev.keyfob.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.audit.AuditFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExportAuditTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void an_export_is_audited_and_ends_with_the_entry_about_itself() {
        keyfob.tokenOf(keyfob.alice, "CI");
        StringBuilder text = new StringBuilder();

        long written = keyfob.useCases.audit.exportAudit.export(
                keyfob.signedIn(keyfob.admin), all(), text::append, done -> {});

        assertThat(text.toString().lines()).hasSize((int) written);
        assertThat(text.toString().lines().reduce((one, other) -> other).orElseThrow())
                .contains("\"action\":\"audit.exported\"", "\"actor_name\":\"admin@example.com\"", "\"jsonl\"")
                .contains("\"hash\":\"" + keyfob.auditLog.ends().head().hash() + "\"");
    }

    @Test
    void an_export_holds_the_span_that_was_asked_for_and_says_so_in_the_log() {
        keyfob.tokenOf(keyfob.alice, "Before");
        keyfob.clock.advance(Duration.ofHours(1));
        Instant since = keyfob.clock.instant();
        keyfob.tokenOf(keyfob.alice, "Within");
        keyfob.clock.advance(Duration.ofHours(1));
        Instant until = keyfob.clock.instant();
        keyfob.tokenOf(keyfob.alice, "After");
        StringBuilder text = new StringBuilder();

        keyfob.useCases.audit.exportAudit.export(
                keyfob.operator,
                new ExportAudit.Wanted(AuditFormat.CSV, Optional.of(since), Optional.of(until)),
                text::append,
                done -> {});

        assertThat(text.toString()).contains("Within").doesNotContain("Before").doesNotContain("After");
        assertThat(keyfob.auditLog.entries)
                .last()
                .satisfies(entry -> assertThat(entry.subject().name())
                        .isEqualTo("csv from 2026-11-24T10:30:00Z before 2026-11-24T11:30:00Z"));
    }

    @Test
    void an_export_that_cannot_be_audited_gives_nothing_out() {
        StringBuilder text = new StringBuilder();
        AuditedChanges changes = new AuditedChanges(
                keyfob.transactions,
                new AuditLog() {
                    @Override
                    public void append(AuditEntry entry) {
                        throw new IllegalStateException("cannot be written");
                    }

                    @Override
                    public Page<AuditEntry> list(AuditFilter filter, PageRequest page) {
                        return keyfob.auditLog.list(filter, page);
                    }

                    @Override
                    public long countUpTo(AuditFilter filter, int most) {
                        return keyfob.auditLog.countUpTo(filter, most);
                    }
                },
                new ChangeLimit(new Counts(), keyfob.clock),
                (entry, subject) -> {},
                keyfob.clock);
        ExportAudit export = new ExportAudit(changes, keyfob.auditLog);

        assertThatThrownBy(() -> export.export(keyfob.operator, all(), text::append, done -> {}))
                .hasMessage("cannot be written");
        assertThat(text).isEmpty();
    }

    private static ExportAudit.Wanted all() {
        return new ExportAudit.Wanted(AuditFormat.JSONL, Optional.empty(), Optional.empty());
    }
}
