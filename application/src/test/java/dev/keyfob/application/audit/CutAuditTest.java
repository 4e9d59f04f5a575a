package dev.keyfob.application.audit;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFormat;
import dev.keyfob.domain.audit.ChainEnds;
import dev.keyfob.domain.audit.ChainFault;
import dev.keyfob.domain.audit.ChainPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CutAuditTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void a_cut_leaves_a_record_of_itself_and_a_chain_that_is_intact_from_there() {
        keyfob.tokenOf(keyfob.alice, "Old");
        ChainPosition last = keyfob.auditLog.ends().head();
        keyfob.clock.advance(Duration.ofDays(400));
        keyfob.tokenOf(keyfob.alice, "New");
        Instant before = keyfob.clock.instant().minus(Duration.ofDays(366));
        assertThat(keyfob.useCases.audit.cutAudit.count(keyfob.operator, before))
                .isEqualTo(last.number());

        List<Long> told = new ArrayList<>();
        long removed = keyfob.useCases.audit.cutAudit.cut(keyfob.operator, before, "  Jane\u202e Roe ", told::add);

        assertThat(removed).isEqualTo(last.number());
        assertThat(told).endsWith(removed);
        assertThat(keyfob.auditLog.entries)
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.TOKEN_CREATED, AuditAction.AUDIT_CUT);
        AuditEntry cut = keyfob.auditLog.entries.get(1);
        assertThat(cut.subject().id()).isEqualTo(last.toString());
        assertThat(cut.subject().name()).isEqualTo(removed + " entries, signed off by Jane? Roe");
        assertThat(verify().isIntact()).isTrue();
        assertThat(verify().ends().base()).isEqualTo(last);
        assertThat(keyfob.useCases.audit.cutAudit.count(keyfob.operator, before))
                .isZero();
    }

    @Test
    void a_cut_that_was_interrupted_counts_as_cut_and_is_finished_by_the_next() {
        for (int i = 0; i < 5; i++) {
            keyfob.tokenOf(keyfob.alice, "Token " + i);
        }
        keyfob.clock.advance(Duration.ofDays(400));
        Instant before = keyfob.clock.instant().minus(Duration.ofDays(366));
        ChainPosition last = keyfob.auditLog.ends().head();
        // The record of the cut and a part of the removal happen before the crash.
        assertThatThrownBy(
                        () -> keyfob.useCases.audit.cutAudit.cut(keyfob.operator, before, "admin@example.com", done -> {
                            throw new IllegalStateException("the power went");
                        }))
                .hasMessage("the power went");
        assertThat(verify().isIntact()).isTrue();

        assertThat(keyfob.useCases.audit.cutAudit.cut(keyfob.operator, before, "Somebody else", done -> {}))
                .isZero();

        assertThat(verify().isIntact()).isTrue();
        assertThat(keyfob.auditLog.entries)
                .filteredOn(entry -> entry.action() == AuditAction.AUDIT_CUT)
                .hasSize(1);
        assertThat(keyfob.auditLog.ends().base()).isEqualTo(last);
    }

    @Test
    void between_record_and_removal_the_log_is_intact_and_the_next_cut_goes_on() {
        keyfob.tokenOf(keyfob.alice, "Old");
        keyfob.clock.advance(Duration.ofDays(400));
        Instant before = keyfob.clock.instant().minus(Duration.ofDays(366));
        ChainPosition last = keyfob.auditLog.ends().head();
        var removed = List.copyOf(keyfob.auditLog.records);
        keyfob.useCases.audit.cutAudit.cut(keyfob.operator, before, "admin@example.com", done -> {});
        // Restore the state after two removals: the third and later entries are back, and the chain begins before the
        // third.
        keyfob.auditLog.records.addAll(removed.subList(2, removed.size()));
        keyfob.auditLog.ends.set(
                new ChainEnds(removed.get(1).position(), keyfob.auditLog.ends().head()));

        assertThat(verify().isIntact()).isTrue();
        assertThat(keyfob.useCases.audit.cutAudit.count(keyfob.operator, before))
                .isEqualTo(removed.size() - 2);
        assertThat(keyfob.useCases.audit.cutAudit.cut(keyfob.operator, before, "admin@example.com", done -> {}))
                .isEqualTo(removed.size() - 2);
        assertThat(keyfob.auditLog.ends().base()).isEqualTo(last);
    }

    @Test
    void a_removal_beyond_what_was_signed_off_is_found() {
        keyfob.tokenOf(keyfob.alice, "Old");
        keyfob.clock.advance(Duration.ofDays(400));
        keyfob.useCases.audit.cutAudit.cut(
                keyfob.operator, keyfob.clock.instant().minus(Duration.ofDays(366)), "admin@example.com", done -> {});
        keyfob.tokenOf(keyfob.alice, "New");
        keyfob.auditLog.ends.set(new ChainEnds(
                keyfob.auditLog.records.get(0).position(),
                keyfob.auditLog.ends().head()));
        keyfob.auditLog.records.remove(0);

        ChainFault fault = verify().fault().orElseThrow();

        assertThat(fault.kind()).isEqualTo(ChainFault.Kind.MISSING);
        assertThat(fault.explanation()).contains("no record of a cut in the log covers that");
    }

    @Test
    void what_is_recent_is_not_cut_nor_is_a_log_that_is_not_intact() {
        keyfob.tokenOf(keyfob.alice, "Old");
        Instant now = keyfob.clock.instant();
        assertRefused(() -> keyfob.useCases.audit.cutAudit.count(keyfob.operator, now), Reason.AUDIT_TOO_RECENT);
        assertRefused(
                () -> keyfob.useCases.audit.cutAudit.cut(keyfob.operator, now, "admin@example.com", done -> {}),
                Reason.AUDIT_TOO_RECENT);

        keyfob.clock.advance(Duration.ofDays(400));
        keyfob.auditLog.records.remove(1);
        assertRefused(
                () -> keyfob.useCases.audit.cutAudit.cut(
                        keyfob.operator,
                        keyfob.clock.instant().minus(Duration.ofDays(366)),
                        "admin@example.com",
                        done -> {}),
                Reason.AUDIT_NOT_INTACT);
    }

    @Test
    void people_without_the_role_verify_export_and_cut_nothing() {
        Actor alice = keyfob.signedIn(keyfob.alice);
        Instant longAgo = keyfob.clock.instant().minus(Duration.ofDays(500));

        assertRefused(
                () -> keyfob.useCases.audit.verifyAudit.verify(alice, Optional.empty(), done -> {}),
                Reason.ROLE_MISSING);
        assertRefused(() -> keyfob.useCases.audit.verifyAudit.head(alice), Reason.ROLE_MISSING);
        assertRefused(
                () -> keyfob.useCases.audit.exportAudit.export(alice, all(), text -> {}, done -> {}),
                Reason.ROLE_MISSING);
        assertRefused(
                () -> keyfob.useCases.audit.cutAudit.cut(alice, longAgo, "alice", done -> {}), Reason.ROLE_MISSING);
    }

    private AuditVerdict verify() {
        return keyfob.useCases.audit.verifyAudit.verify(keyfob.operator, Optional.empty(), done -> {});
    }

    private static ExportAudit.Wanted all() {
        return new ExportAudit.Wanted(AuditFormat.JSONL, Optional.empty(), Optional.empty());
    }
}
