package dev.keyfob.domain.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The state of a walk along the chain: the last correct position, and the first fault if there is one. */
public record ChainWalk(ChainPosition position, Optional<ChainFault> fault) {

    public static ChainWalk from(ChainPosition start) {
        return new ChainWalk(start, Optional.empty());
    }

    /**
     * Continues to the record with the number {@code last}. {@code window} contains every stored record up to there,
     * sorted by number. {@code isSealed} tests whether a record has the seal that it needs.
     */
    public ChainWalk over(List<StoredEntry> window, long last, Predicate<StoredEntry> isSealed) {
        ChainPosition reached = position;
        for (int i = 0; i < window.size(); i++) {
            StoredEntry record = window.get(i);
            Optional<ChainFault> found = faultOf(record, reached, window.subList(i + 1, window.size()))
                    .or(() -> isSealed.test(record) ? Optional.empty() : Optional.of(unsealed(record)));
            if (found.isPresent()) {
                return new ChainWalk(reached, found);
            }
            reached = record.position();
        }
        return new ChainWalk(
                reached,
                reached.number() < last
                        ? Optional.of(ChainFault.missing(reached.number() + 1, last, "."))
                        : Optional.empty());
    }

    private static Optional<ChainFault> faultOf(StoredEntry record, ChainPosition before, List<StoredEntry> later) {
        long expected = before.number() + 1;
        if (record.number() > expected) {
            return Optional.of(ChainFault.missing(expected, record.number() - 1, "."));
        }
        if (record.number() == expected && record.follows(before)) {
            return Optional.empty();
        }
        if (record.number() < expected) {
            return Optional.of(ChainFault.extra(record, "twice"));
        }
        return later.stream()
                .filter(each -> each.follows(before))
                .findFirst()
                .map(right -> right.number() == expected
                        ? ChainFault.extra(record, "before the correct one")
                        : ChainFault.at(
                                ChainFault.Kind.OUT_OF_ORDER,
                                record,
                                "Record " + expected + " is out of order: the correct one is stored as record "
                                        + right.number() + "."))
                .or(() -> Optional.of(ChainFault.at(
                        ChainFault.Kind.CHANGED,
                        record,
                        "Record " + expected + " is not what was written"
                                + (before.number() == 0 ? "" : " after record " + before.number())
                                + ": it was changed, or another record was put in its place.")));
    }

    private static ChainFault unsealed(StoredEntry record) {
        return ChainFault.at(
                ChainFault.Kind.UNSEALED,
                record,
                "Record " + record.number()
                        + (record.seal().isEmpty()
                                ? " has no seal: it was written without the key in audit.key_file. If it is older than"
                                        + " the key, set audit.sealed_from to the first record that the key seals."
                                : " has a seal that does not match the key in audit.key_file: it was forged, or that"
                                        + " setting does not name the key of this log."));
    }
}
