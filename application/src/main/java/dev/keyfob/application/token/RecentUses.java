package dev.keyfob.application.token;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.RecentUse;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenUses;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Uses of tokens that are not stored yet. A use costs a change in memory; {@link #flush} writes what has gathered in one
 * batch, at an interval and when the server stops. A killed process loses one interval at most.
 */
public final class RecentUses {

    private final AccessTokens tokens;
    private final Map<TokenId, Gathered> byToken = new ConcurrentHashMap<>();

    public RecentUses(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /** {@code address} is where it was used, as far as that is known. */
    void note(TokenId token, Instant at, Optional<String> address) {
        byToken.compute(token, (id, gathered) -> (gathered == null ? new Gathered() : gathered).add(at, address));
    }

    /** The token as it stands with the uses that are not stored yet. */
    AccessToken shownOn(AccessToken token) {
        return Optional.ofNullable(byToken.get(token.id()))
                .map(gathered -> token.usedAt(gathered.latest.get()))
                .orElse(token);
    }

    /** The uses of that token which are not stored yet. */
    TokenUses of(TokenId token) {
        List<TokenUses> found = new ArrayList<>();
        byToken.computeIfPresent(token, (id, gathered) -> {
            found.add(gathered.uses());
            return gathered;
        });
        return found.isEmpty() ? TokenUses.none() : found.get(0);
    }

    /** Stores what has gathered. What cannot be stored stays, for the next time. */
    public synchronized void flush() {
        List<RecentUse> taken = new ArrayList<>();
        for (TokenId token : byToken.keySet()) {
            // Once it is taken out nobody adds to it: that is done inside the map alone.
            Optional.ofNullable(byToken.remove(token))
                    .ifPresent(gathered -> taken.add(new RecentUse(token, gathered.latest.get(), gathered.uses())));
        }
        if (taken.isEmpty()) {
            return;
        }
        try {
            tokens.noteUses(taken);
        } catch (RuntimeException e) {
            taken.forEach(use -> byToken.compute(
                    use.token(), (id, gathered) -> (gathered == null ? new Gathered() : gathered).putBack(use)));
            throw e;
        }
    }

    /** Changed only while the map holds its entry. */
    private static final class Gathered {

        private final Map<Long, Long> byDay = new HashMap<>(2);
        private final Map<String, Instant> byAddress = new HashMap<>(2);
        private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.MIN);

        Gathered add(Instant at, Optional<String> address) {
            advance(at);
            byDay.merge(Math.floorDiv(at.getEpochSecond(), 86_400L), 1L, Long::sum);
            if (address.isPresent()) {
                byAddress.merge(address.get(), at, Gathered::later);
                if (byAddress.size() > TokenUses.ADDRESSES) {
                    byAddress.remove(byAddress.entrySet().stream()
                            .min(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                            .orElseThrow()
                            .getKey());
                }
            }
            return this;
        }

        Gathered putBack(RecentUse use) {
            advance(use.latest());
            use.uses().byDay().forEach((day, uses) -> byDay.merge(day.toEpochDay(), uses, Long::sum));
            use.uses().byAddress().forEach((address, at) -> byAddress.merge(address, at, Gathered::later));
            return this;
        }

        TokenUses uses() {
            TreeMap<LocalDate, Long> days = new TreeMap<>();
            byDay.forEach((day, uses) -> days.put(LocalDate.ofEpochDay(day), uses));
            return new TokenUses(days, byAddress);
        }

        private void advance(Instant at) {
            latest.accumulateAndGet(at, Gathered::later);
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }
    }
}
