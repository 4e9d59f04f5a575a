package dev.keyfob.application.token;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.RefusedUse;
import dev.keyfob.domain.token.TokenId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Refusals of tokens that are not stored yet, counted by distinct case. {@link RecentUses#flush} stores them with the
 * uses.
 *
 * <p>Memory use is bounded: at most {@link RefusedUse#MOST} cases of one token, and a thousand tokens between two
 * flushes. Refusals of further tokens are dropped.
 */
final class RecentRefusals {

    private static final int MOST_TOKENS = 1_000;

    private final AccessTokens tokens;
    private final Map<TokenId, UnstoredRefusals> byToken = new ConcurrentHashMap<>();

    RecentRefusals(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /** {@code address} is the source, if known; {@code isClaimed} is true if an API reported the address. */
    void note(
            TokenId token,
            Reason reason,
            Optional<Permission> permission,
            Optional<String> address,
            boolean isClaimed,
            Instant at) {
        boolean isFull = byToken.size() >= MOST_TOKENS;
        byToken.compute(token, (id, present) -> {
            if (present == null && isFull) {
                return null;
            }
            UnstoredRefusals unstored = present == null ? new UnstoredRefusals() : present;
            unstored.add(reason, permission, address, isClaimed, at);
            return unstored;
        });
    }

    /** Returns the refusals of that token that are not stored yet. */
    List<RefusedUse> of(TokenId token) {
        List<RefusedUse> found = new ArrayList<>();
        byToken.computeIfPresent(token, (id, unstored) -> {
            found.addAll(unstored.list());
            return unstored;
        });
        return found;
    }

    /** Stores the refusals. If that fails, they are kept for the next time. */
    void flush() {
        Map<TokenId, List<RefusedUse>> taken = new HashMap<>();
        byToken.keySet()
                .forEach(token -> byToken.computeIfPresent(token, (id, unstored) -> {
                    taken.put(id, unstored.list());
                    return null;
                }));
        if (taken.isEmpty()) {
            return;
        }
        try {
            tokens.noteRefusals(taken);
        } catch (RuntimeException e) {
            // Other refusals may have arrived since. Those put back must not exceed the bound.
            AtomicInteger room = new AtomicInteger(MOST_TOKENS - byToken.size());
            taken.forEach((token, refused) -> byToken.compute(token, (id, present) -> {
                if (present == null && room.getAndDecrement() <= 0) {
                    return null;
                }
                UnstoredRefusals unstored = present == null ? new UnstoredRefusals() : present;
                unstored.putBack(refused);
                return unstored;
            }));
            throw e;
        }
    }
}
