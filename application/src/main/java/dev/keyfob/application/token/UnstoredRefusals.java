package dev.keyfob.application.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.RefusedUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Counts in memory how often one token was refused, by cause and network, until the next flush stores it. Keeps the
 * latest {@link RefusedUse#MOST} cases. Not thread-safe. Repeats from the same address are cheap, because they only
 * replace one record.
 */
final class UnstoredRefusals {

    private final List<Counted> counted = new ArrayList<>();

    /** {@code address} is the last one seen in that network. */
    private record Counted(RefusedUse.Case refused, Optional<String> address, long times, Instant latest) {

        boolean isOf(Reason reason, Optional<Permission> permission, boolean isClaimed) {
            return refused.reason() == reason
                    && refused.isClaimed() == isClaimed
                    && refused.permission().equals(permission);
        }

        Counted plus(Optional<String> from, long more, Instant at) {
            return new Counted(refused, from, times + more, at.isAfter(latest) ? at : latest);
        }
    }

    void add(Reason reason, Optional<Permission> permission, Optional<String> address, boolean isClaimed, Instant at) {
        for (int i = 0; i < counted.size(); i++) {
            Counted known = counted.get(i);
            if (known.address().equals(address) && known.isOf(reason, permission, isClaimed)) {
                counted.set(i, known.plus(address, 1, at));
                return;
            }
        }
        String network = address.map(RefusedUse::networkOf).orElse("");
        count(new RefusedUse.Case(reason, permission, network, isClaimed), address, 1, at);
    }

    /** Puts back refusals that could not be stored. */
    void putBack(List<RefusedUse> taken) {
        taken.forEach(use -> count(use.refused(), Optional.empty(), use.times(), use.latest()));
    }

    List<RefusedUse> list() {
        return counted.stream()
                .map(each -> new RefusedUse(each.refused(), each.times(), each.latest()))
                .toList();
    }

    private void count(RefusedUse.Case refused, Optional<String> address, long times, Instant at) {
        for (int i = 0; i < counted.size(); i++) {
            if (counted.get(i).refused().equals(refused)) {
                counted.set(i, counted.get(i).plus(address, times, at));
                return;
            }
        }
        if (counted.size() >= RefusedUse.MOST) {
            counted.stream().min(Comparator.comparing(Counted::latest)).ifPresent(counted::remove);
        }
        counted.add(new Counted(refused, address, times, at));
    }
}
