package dev.keyfob.persistence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyfob.domain.token.OwnedToken;
import dev.keyfob.domain.token.TokenDigest;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Tokens that were found lately, so that verifying one again costs no query.
 *
 * <p>Rows are kept, and no decisions: state, expiry and ceiling are looked at anew each time. Only what can be used is
 * kept. It is believed only while every change is sure to be heard of; otherwise the database is asked.
 */
final class TokenMemory {

    private static final int MOST = 50_000;
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** What took longer to read is not kept, so that nothing read outlives the news of its change. */
    private static final Duration LONGEST_READ = Duration.ofSeconds(10);

    private final BooleanSupplier hearsOfChanges;
    private final Cache<TokenDigest, Known> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    /** How many changes there were, of which the latest one of each user is kept longer than anything read before it. */
    private final AtomicLong changes = new AtomicLong();

    private final Cache<UserId, Long> latestChange =
            Caffeine.newBuilder().expireAfterWrite(KEPT.multipliedBy(2)).build();
    private volatile long latestOfAll;

    /** A token as it was read after so many changes. */
    private record Known(OwnedToken token, long after) {}

    TokenMemory(BooleanSupplier hearsOfChanges) {
        this.hearsOfChanges = hearsOfChanges;
    }

    Optional<OwnedToken> find(TokenDigest digest, Instant now, Supplier<Optional<OwnedToken>> inDatabase) {
        if (!hearsOfChanges.getAsBoolean()) {
            return inDatabase.get();
        }
        Known remembered = known.getIfPresent(digest);
        if (remembered != null && isUnchanged(remembered)) {
            return Optional.of(remembered.token());
        }
        long before = changes.get();
        long begun = System.nanoTime();
        Optional<OwnedToken> read = inDatabase.get();
        if (System.nanoTime() - begun < LONGEST_READ.toNanos()) {
            read.filter(token -> isAlive(token, now)).ifPresent(token -> known.put(digest, new Known(token, before)));
        }
        return read;
    }

    /** Something changed about this user or one of the user's tokens. */
    void forget(UserId owner) {
        latestChange.put(owner, changes.incrementAndGet());
    }

    /** There may have been changes that nobody told. */
    void forgetAll() {
        latestOfAll = changes.incrementAndGet();
    }

    // What cannot be used is asked for each time, like what is not known: how long an answer takes tells them not
    // apart.
    private static boolean isAlive(OwnedToken token, Instant now) {
        return token.owner().isEnabled() && token.token().stateAt(now) == TokenState.ACTIVE;
    }

    private boolean isUnchanged(Known remembered) {
        Long change = latestChange.getIfPresent(remembered.token().owner().id());
        return remembered.after() >= latestOfAll && (change == null || remembered.after() >= change);
    }
}
