package dev.keyfob.application.audit;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryAuditLog;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.ChainEnds;
import dev.keyfob.domain.audit.ChainFault;
import dev.keyfob.domain.audit.ChainPosition;
import dev.keyfob.domain.audit.HeadComparison;
import dev.keyfob.domain.audit.StoredEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Checks that every kind of tampering is found, and that the first bad record is named. */
class VerifyAuditTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");
    private static final int LOGS = 60;

    /** Changes one column of an entry at random. */
    private interface Change {
        AuditEntry to(AuditEntry entry, Random chance);
    }

    private static final List<Change> CHANGES = List.of(
            (e, chance) -> copy(e, otherId(e.id(), chance), e.at(), e.actor(), e.action(), e.subject(), e.address()),
            (e, chance) -> copy(
                    e,
                    e.id(),
                    e.at().plusNanos(1000L << chance.nextInt(40)),
                    e.actor(),
                    e.action(),
                    e.subject(),
                    e.address()),
            (e, chance) -> copy(e, e.id(), e.at(), otherParty(e.actor(), chance), e.action(), e.subject(), e.address()),
            (e, chance) -> copy(
                    e,
                    e.id(),
                    e.at(),
                    e.actor(),
                    AuditAction.values()[
                            (e.action().ordinal() + 1 + chance.nextInt(AuditAction.values().length - 1))
                                    % AuditAction.values().length],
                    e.subject(),
                    e.address()),
            (e, chance) -> copy(e, e.id(), e.at(), e.actor(), e.action(), otherParty(e.subject(), chance), e.address()),
            (e, chance) -> copy(e, e.id(), e.at(), e.actor(), e.action(), e.subject(), otherText(e.address(), chance)),
            (e, chance) ->
                    new AuditEntry(e.id(), e.at(), e.actor(), e.action(), e.subject(), !e.succeeded(), e.address()));

    @Test
    void a_log_as_it_was_written_is_intact() {
        for (int seed = 0; seed < LOGS; seed++) {
            InMemoryAuditLog log = log(new Random(seed));

            AuditVerdict verdict = verify(log);

            assertThat(verdict.isIntact()).as("log %s", seed).isTrue();
            assertThat(verdict.ends().count()).isEqualTo(log.records.size());
        }
    }

    @Test
    void a_change_of_any_column_of_any_record_is_found_where_it_is() {
        for (int seed = 0; seed < LOGS; seed++) {
            Random chance = new Random(seed);
            for (Change change : CHANGES) {
                InMemoryAuditLog log = log(chance);
                int at = chance.nextInt(log.records.size());

                alter(
                        log,
                        at,
                        record -> new StoredEntry(
                                record.number(),
                                record.id(),
                                record.at(),
                                record.entry().map(entry -> change.to(entry, chance)),
                                record.hash(),
                                record.seal()));

                assertFault(log, at + 1, ChainFault.Kind.CHANGED);
            }
        }
    }

    @Test
    void a_change_of_a_hash_a_number_a_seal_or_to_what_cannot_be_read_is_found() {
        for (int seed = 0; seed < LOGS; seed++) {
            Random chance = new Random(seed);
            InMemoryAuditLog hash = log(chance);
            int at = chance.nextInt(hash.records.size());
            alter(
                    hash,
                    at,
                    r -> new StoredEntry(r.number(), r.id(), r.at(), r.entry(), otherHex(r.hash(), chance), r.seal()));
            assertFault(hash, at + 1, ChainFault.Kind.CHANGED);

            InMemoryAuditLog number = log(chance);
            at = chance.nextInt(number.records.size());
            long other = at + 1 ^ 1L << chance.nextInt(40);
            alter(number, at, r -> new StoredEntry(other, r.id(), r.at(), r.entry(), r.hash(), r.seal()));
            assertThat(verify(number).fault().orElseThrow().number()).isLessThanOrEqualTo(at + 1);

            InMemoryAuditLog seal = log(chance);
            at = chance.nextInt(seal.records.size());
            alter(seal, at, r -> new StoredEntry(r.number(), r.id(), r.at(), r.entry(), r.hash(), Optional.of("00")));
            assertFault(seal, at + 1, ChainFault.Kind.UNSEALED);

            InMemoryAuditLog unreadable = log(chance);
            at = chance.nextInt(unreadable.records.size());
            alter(
                    unreadable,
                    at,
                    r -> new StoredEntry(r.number(), r.id(), r.at(), Optional.empty(), r.hash(), r.seal()));
            assertFault(unreadable, at + 1, ChainFault.Kind.CHANGED);
        }
    }

    @Test
    void a_record_that_is_removed_is_named() {
        for (int seed = 0; seed < LOGS; seed++) {
            Random chance = new Random(seed);
            InMemoryAuditLog log = log(chance);
            int at = chance.nextInt(log.records.size());

            boolean isLast = at == log.records.size() - 1;
            log.records.remove(at);

            assertFault(log, at + 1, isLast ? ChainFault.Kind.TRUNCATED : ChainFault.Kind.MISSING);
        }
    }

    @Test
    void a_log_whose_end_is_missing_is_cut_short() {
        InMemoryAuditLog log = new InMemoryAuditLog();
        appendTo(log, new Random(1), 3000);
        log.records.subList(500, 3000).clear();

        AuditVerdict verdict = verify(log);

        assertThat(verdict.fault().orElseThrow().explanation())
                .isEqualTo("Records 501 to 3000 are missing at the end: the log was cut short.");
    }

    @Test
    void a_hole_wider_than_a_window_is_named_whole() {
        InMemoryAuditLog log = new InMemoryAuditLog();
        appendTo(log, new Random(1), 5000);
        log.records.subList(500, 3500).clear();

        assertThat(verify(log).fault().orElseThrow().explanation()).isEqualTo("Records 501 to 3500 are missing.");
    }

    @Test
    void two_records_that_changed_places_are_out_of_order() {
        for (int seed = 0; seed < LOGS; seed++) {
            Random chance = new Random(seed);
            InMemoryAuditLog log = log(chance);
            int one = chance.nextInt(log.records.size() - 1);
            int other = one + 1 + chance.nextInt(log.records.size() - one - 1);
            StoredEntry first = log.records.get(one);
            StoredEntry second = log.records.get(other);

            // As a forger would do: swap all columns except the number.
            alter(
                    log,
                    one,
                    r -> new StoredEntry(
                            r.number(), second.id(), second.at(), second.entry(), second.hash(), r.seal()));
            alter(
                    log,
                    other,
                    r -> new StoredEntry(r.number(), first.id(), first.at(), first.entry(), first.hash(), r.seal()));

            assertFault(log, one + 1, ChainFault.Kind.OUT_OF_ORDER);
        }
    }

    @Test
    void a_record_that_is_there_twice_is_extra() {
        for (int seed = 0; seed < LOGS; seed++) {
            Random chance = new Random(seed);
            InMemoryAuditLog log = log(chance);
            int at = chance.nextInt(log.records.size());
            StoredEntry original = log.records.get(at);

            log.records.add(new StoredEntry(
                    original.number(),
                    otherId(original.id(), chance),
                    original.at(),
                    original.entry()
                            .map(e -> copy(
                                    e, UUID.randomUUID(), e.at(), e.actor(), e.action(), e.subject(), e.address())),
                    original.hash(),
                    original.seal()));

            assertFault(log, at + 1, ChainFault.Kind.EXTRA);
        }
    }

    @Test
    void a_record_that_is_put_in_with_all_later_ones_renumbered_is_extra() {
        Random chance = new Random(7);
        InMemoryAuditLog log = log(chance);
        List<StoredEntry> before = new ArrayList<>(log.records);
        log.records.clear();
        AuditEntry forged = entry(chance, 99);
        for (StoredEntry record : before) {
            if (record.number() == 3) {
                log.records.add(StoredEntry.of(
                        before.get(1)
                                .position()
                                .next(forged)
                                .map(at -> new ChainPosition(3, "ab".repeat(32)))
                                .orElseThrow(),
                        forged,
                        Optional.empty()));
            }
            log.records.add(
                    record.number() < 3
                            ? record
                            : new StoredEntry(
                                    record.number() + 1,
                                    record.id(),
                                    record.at(),
                                    record.entry(),
                                    record.hash(),
                                    record.seal()));
        }

        assertThat(verify(log).fault().orElseThrow().number()).isEqualTo(3);
    }

    @Test
    void records_beside_the_chain_are_extra() {
        InMemoryAuditLog log = log(new Random(5));
        ChainPosition head = log.ends().head();
        AuditEntry entry = entry(new Random(6), 1);

        // A correctly chained record beyond the stored head.
        log.records.add(StoredEntry.of(head.next(entry).orElseThrow(), entry, Optional.empty()));
        assertFault(log, head.number() + 1, ChainFault.Kind.EXTRA);

        InMemoryAuditLog other = log(new Random(5));
        other.records.add(StoredEntry.of(new ChainPosition(0, ChainPosition.START.hash()), entry, Optional.empty()));
        assertFault(other, 0, ChainFault.Kind.EXTRA);
    }

    @Test
    void a_head_that_is_set_back_or_forged_is_found() {
        InMemoryAuditLog log = log(new Random(5));
        ChainPosition head = log.ends().head();

        log.ends.set(new ChainEnds(ChainPosition.START, log.records.get(1).position()));
        assertFault(log, 3, ChainFault.Kind.EXTRA);
        log.ends.set(new ChainEnds(ChainPosition.START, new ChainPosition(head.number(), "ab".repeat(32))));
        assertFault(log, head.number(), ChainFault.Kind.CHANGED);
    }

    @Test
    void a_beginning_that_is_missing_is_found_where_no_cut_covers_it_and_is_fine_where_one_does() {
        InMemoryAuditLog log = log(new Random(5));
        log.ends.set(new ChainEnds(log.records.get(2).position(), log.ends().head()));
        log.records.subList(0, 3).clear();

        assertFault(log, 1, ChainFault.Kind.MISSING);
        assertThat(verify(log).fault().orElseThrow().explanation())
                .isEqualTo("Records 1 to 3 are missing, and no record of a cut in the log covers that.");
    }

    @Test
    void a_kept_head_tells_what_is_lost_rewritten_or_still_there() {
        InMemoryAuditLog log = log(new Random(5));
        ChainPosition kept = log.ends().head();
        appendTo(log, new Random(9), 4);
        assertThat(verify(log, kept).isGood()).isTrue();

        // A log restored from a backup that is older than the head.
        InMemoryAuditLog older = log(new Random(5));
        AuditVerdict lost = verify(older, log.ends().head());
        assertThat(lost.isIntact()).isTrue();
        assertThat(lost.isGood()).isFalse();
        assertThat(lost.kept().orElseThrow().explanation())
                .startsWith("Records " + (kept.number() + 1) + " to " + (kept.number() + 4) + " are lost");

        // A log that was rewritten completely and consistently.
        InMemoryAuditLog forged = log(new Random(8));
        appendTo(forged, new Random(10), 50);
        AuditVerdict rewritten = verify(forged, kept);
        assertThat(rewritten.isIntact()).isTrue();
        assertThat(rewritten.kept().orElseThrow().outcome()).isEqualTo(HeadComparison.Outcome.REWRITTEN);
    }

    @Test
    void texts_that_are_the_same_in_sum_but_split_elsewhere_have_another_hash() {
        List<AuditEntry> entries = List.of(
                entry(party("ab", "cd", "ef"), party("gh", "ij", "kl"), "mn"),
                entry(party("abc", "d", "ef"), party("gh", "ij", "kl"), "mn"),
                entry(party("ab", "cde", "f"), party("gh", "ij", "kl"), "mn"),
                entry(party("abcd", "", "ef"), party("gh", "ij", "kl"), "mn"),
                entry(party("ab", "cd", "ef"), party("g", "hij", "kl"), "mn"),
                entry(party("ab", "cd", "ef"), party("gh", "i", "jkl"), "mn"));

        assertThat(entries.stream().map(ChainPosition.START::next).map(Optional::orElseThrow))
                .doesNotHaveDuplicates();
    }

    private static AuditParty party(String id, String name, String owner) {
        return new AuditParty(AuditParty.Kind.USER, id, name, owner);
    }

    private static AuditEntry entry(AuditParty actor, AuditParty subject, String address) {
        return new AuditEntry(new UUID(1, 2), NOW, actor, AuditAction.TOKEN_CREATED, subject, true, address);
    }

    private static void assertFault(InMemoryAuditLog log, long number, ChainFault.Kind kind) {
        ChainFault fault = verify(log).fault().orElseThrow();
        assertThat(fault.number()).as(fault.explanation()).isEqualTo(number);
        assertThat(fault.kind()).as(fault.explanation()).isEqualTo(kind);
    }

    private static AuditVerdict verify(InMemoryAuditLog log) {
        return new VerifyAudit(log, log).verify(OPERATOR, Optional.empty(), done -> {});
    }

    private static AuditVerdict verify(InMemoryAuditLog log, ChainPosition kept) {
        return new VerifyAudit(log, log).verify(OPERATOR, Optional.of(kept), done -> {});
    }

    private static void alter(InMemoryAuditLog log, int at, UnaryOperator<StoredEntry> change) {
        log.records.set(at, change.apply(log.records.get(at)));
    }

    private static InMemoryAuditLog log(Random chance) {
        InMemoryAuditLog log = new InMemoryAuditLog();
        appendTo(log, chance, 5 + chance.nextInt(20));
        return log;
    }

    private static void appendTo(InMemoryAuditLog log, Random chance, int entries) {
        for (int i = 0; i < entries; i++) {
            log.append(entry(chance, i));
        }
    }

    private static AuditEntry entry(Random chance, int second) {
        return new AuditEntry(
                new UUID(chance.nextLong(), chance.nextLong()),
                NOW.plusSeconds(second),
                party(chance),
                // Without cuts, because the record of a cut must describe a real one.
                AuditAction.values()[chance.nextInt(AuditAction.AUDIT_CUT.ordinal())],
                party(chance),
                chance.nextBoolean(),
                text(chance));
    }

    private static AuditParty party(Random chance) {
        return new AuditParty(
                AuditParty.Kind.values()[chance.nextInt(AuditParty.Kind.values().length)],
                text(chance),
                text(chance),
                text(chance));
    }

    private static String text(Random chance) {
        String letters = "aZ0 =|\\\"\n\u00e9\u4e2d,";
        StringBuilder text = new StringBuilder();
        for (int i = chance.nextInt(6); i > 0; i--) {
            text.append(letters.charAt(chance.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static AuditParty otherParty(AuditParty party, Random chance) {
        return switch (chance.nextInt(4)) {
            case 0 ->
                new AuditParty(
                        AuditParty.Kind.values()[(party.kind().ordinal() + 1) % AuditParty.Kind.values().length],
                        party.id(),
                        party.name(),
                        party.owner());
            case 1 -> new AuditParty(party.kind(), otherText(party.id(), chance), party.name(), party.owner());
            case 2 -> new AuditParty(party.kind(), party.id(), otherText(party.name(), chance), party.owner());
            default -> new AuditParty(party.kind(), party.id() + "x", party.name(), party.owner());
        };
    }

    private static String otherText(String text, Random chance) {
        if (text.isEmpty()) {
            return "x";
        }
        int at = chance.nextInt(text.length());
        return text.substring(0, at) + (char) (text.charAt(at) ^ 1) + text.substring(at + 1);
    }

    private static String otherHex(String hex, Random chance) {
        int at = chance.nextInt(hex.length());
        return hex.substring(0, at) + (hex.charAt(at) == '0' ? '1' : '0') + hex.substring(at + 1);
    }

    private static UUID otherId(UUID id, Random chance) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ 1L << chance.nextInt(64));
    }

    private static AuditEntry copy(
            AuditEntry e,
            UUID id,
            Instant at,
            AuditParty actor,
            AuditAction action,
            AuditParty subject,
            String address) {
        return new AuditEntry(id, at, actor, action, subject, e.succeeded(), address);
    }
}
