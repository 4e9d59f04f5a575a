package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.port.AuditChain;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditCut;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.audit.ChainEnds;
import dev.keyfob.domain.audit.ChainPosition;
import dev.keyfob.domain.audit.StoredEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link AuditChain} must pass. */
public abstract class AuditChainContract {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");

    protected abstract AuditLog auditLog();

    protected abstract AuditChain chain();

    @Test
    void a_new_log_is_empty() {
        assertThat(chain().ends()).isEqualTo(ChainEnds.EMPTY);
        assertThat(chain().read(0, 10)).isEmpty();
        assertThat(chain().findBeside(chain().ends())).isEmpty();
        assertThat(chain().latestCut()).isEmpty();
        assertThat(chain().lastBefore(NOW)).isEmpty();
        assertThat(chain().removeFirst(10, 10)).isZero();
    }

    @Test
    void each_entry_follows_the_one_before_without_a_gap() {
        List<AuditEntry> written = append(5);

        ChainPosition position = ChainPosition.START;
        for (AuditEntry entry : written) {
            StoredEntry stored = chain().read(position.number(), 1).get(0);
            position = position.next(entry).orElseThrow();
            assertThat(stored.position()).isEqualTo(position);
            assertThat(stored.entry()).contains(entry);
            assertThat(stored.seal()).isEmpty();
        }
        assertThat(chain().ends()).isEqualTo(new ChainEnds(ChainPosition.START, position));
        assertThat(chain().findBeside(chain().ends())).isEmpty();
    }

    @Test
    void times_are_hashed_as_they_come_back() {
        AuditEntry precise = entry(Instant.parse("2026-11-24T09:30:00.123456789Z"), AuditAction.USER_ADDED);

        auditLog().append(precise);

        assertThat(chain().read(0, 1).get(0).position())
                .isEqualTo(ChainPosition.START
                        .next(chain().read(0, 1).get(0).entry().orElseThrow())
                        .orElseThrow());
    }

    @Test
    void a_window_holds_the_numbers_that_were_asked_for() {
        append(7);

        assertThat(chain().read(2, 3)).extracting(StoredEntry::number).containsExactly(3L, 4L, 5L);
        assertThat(chain().read(5, 10)).extracting(StoredEntry::number).containsExactly(6L, 7L);
    }

    @Test
    void the_last_before_a_time_leaves_nothing_out_that_happened_later() {
        auditLog().append(entry(NOW, AuditAction.USER_ADDED));
        auditLog().append(entry(NOW.plusSeconds(60), AuditAction.USER_ADDED));
        // Appended later by a node whose clock is behind.
        auditLog().append(entry(NOW.plusSeconds(1), AuditAction.USER_ADDED));

        assertThat(chain().lastBefore(NOW)).isEmpty();
        assertThat(chain().lastBefore(NOW.plusSeconds(30)).orElseThrow().number())
                .isEqualTo(1);
        assertThat(chain().lastBefore(NOW.plusSeconds(90)).orElseThrow().number())
                .isEqualTo(3);
    }

    @Test
    void the_first_entries_go_in_batches_and_the_beginning_moves_with_them() {
        append(7);
        ChainPosition fifth = chain().read(4, 1).get(0).position();

        assertThat(chain().removeFirst(3, 5)).isEqualTo(3);
        assertThat(chain().removeFirst(3, 5)).isEqualTo(2);
        assertThat(chain().removeFirst(3, 5)).isZero();

        assertThat(chain().ends().base()).isEqualTo(fifth);
        assertThat(chain().ends().head().number()).isEqualTo(7);
        assertThat(chain().read(5, 10)).extracting(StoredEntry::number).containsExactly(6L, 7L);
        assertThat(chain().findBeside(chain().ends())).isEmpty();
    }

    @Test
    void the_latest_cut_is_found() {
        append(2);
        ChainPosition head = chain().ends().head();
        for (String name : List.of("admin@example.com", "John Doe")) {
            auditLog()
                    .append(new AuditEntry(
                            UUID.randomUUID(),
                            NOW,
                            AuditParty.operator(),
                            AuditAction.AUDIT_CUT,
                            new AuditSubject.LogCut(new AuditCut(head, 2, name)).asParty(),
                            true,
                            ""));
        }

        assertThat(chain().latestCut().orElseThrow().number()).isEqualTo(4);
        assertThat(chain().latestCut().flatMap(StoredEntry::entry).flatMap(AuditCut::recordedBy))
                .isEqualTo(Optional.of(head));
    }

    private List<AuditEntry> append(int entries) {
        List<AuditEntry> written = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            written.add(entry(NOW.plusSeconds(i), AuditAction.USER_ADDED));
            auditLog().append(written.get(i));
        }
        return written;
    }

    private static AuditEntry entry(Instant at, AuditAction action) {
        return new AuditEntry(
                UUID.randomUUID(), at, AuditParty.operator(), action, AuditParty.stranger(), true, "command line");
    }
}
