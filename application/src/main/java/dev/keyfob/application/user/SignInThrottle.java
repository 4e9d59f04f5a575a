package dev.keyfob.application.user;

import dev.keyfob.application.count.Counts;
import dev.keyfob.application.count.Counts.Limit;
import dev.keyfob.application.port.SignInCounters;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.RateLimitKey;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.SignInCounter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

/**
 * Slows down password guessing with counters by account and address together, by address, and by account. IPv6
 * addresses are counted by network, see {@link RateLimitKey}.
 *
 * <p>A device with which the account's owner recently signed in has its own counter, and only that one applies: others
 * cannot slow it down, and a thief of its cookie gets only a few free attempts. For an address from which the owner
 * recently signed in, only the counter of account and address applies, so that a stranger who guesses from elsewhere
 * cannot lock the owner out. A stranger at the same address, or in the same IPv6 /64, can delay an owner whose browser
 * is not known, by at most a quarter of an hour.
 *
 * <p>Unknown accounts are counted like existing ones. An attempt is counted before the password is checked, so that
 * parallel attempts cannot share a free one.
 */
final class SignInThrottle {

    private static final int FREE_TOGETHER = 5;
    private static final int FREE_PER_ADDRESS = 30;
    private static final int FREE_PER_ACCOUNT = 50;
    private static final Duration KNOWN_FOR = Duration.ofDays(30);

    /** Much longer than the longest wait. Anyone can create counters, for any address and any account name. */
    private static final Duration FAILURES_COUNT_FOR = Duration.ofDays(1);

    private final Transactions transactions;
    private final SignInCounters counters;
    private final LongAdder refusals;
    private final InstantSource clock;

    SignInThrottle(Transactions transactions, SignInCounters counters, Counts counts, InstantSource clock) {
        this.transactions = transactions;
        this.counters = counters;
        this.refusals = counts.refusals(Limit.FAILED_SIGN_INS);
        this.clock = clock;
    }

    /** Counts the attempt as failed, or refuses it because it comes too soon. */
    void beforeTry(Email account, String address, SessionSecret device) {
        transactions.inOne(() -> {
            Instant now = clock.instant();
            SignInCounter byDevice = counters.lock(deviceKey(account, device));
            if (isKnown(byDevice, now)) {
                refuseWhile(byDevice.waitAt(now, FREE_TOGETHER));
                counters.update(byDevice.failed(now));
                return;
            }
            SignInCounter together = counters.lock(togetherKey(account, address));
            refuseWhile(together.waitAt(now, FREE_TOGETHER));
            if (!isKnown(together, now)) {
                count(counters.lock(accountKey(account)), FREE_PER_ACCOUNT, now);
                RateLimitKey.of(address)
                        .forEach(key -> count(counters.lock(addressKey(key)), FREE_PER_ADDRESS * key.times(), now));
            }
            counters.update(together.failed(now));
        });
    }

    /** Clears this account's failures and takes back the counted one. */
    void afterRightPassword(Email account, String address, SessionSecret device) {
        transactions.inOne(() -> forgive(account, address, device));
    }

    /**
     * Counts a code as a wrong one from that address, or refuses it because it comes too soon. The account is not known
     * yet.
     */
    void beforeCode(String address) {
        transactions.inOne(() -> {
            Instant now = clock.instant();
            RateLimitKey.of(address)
                    .forEach(key -> count(counters.lock(addressKey(key)), FREE_PER_ADDRESS * key.times(), now));
        });
    }

    /** Takes back the counted one. */
    void afterRightCode(String address) {
        transactions.inOne(() -> RateLimitKey.of(address)
                .forEach(key -> counters.update(counters.lock(addressKey(key)).withOneFailureLess())));
    }

    private void forgive(Email account, String address, SessionSecret device) {
        Instant now = clock.instant();
        SignInCounter byDevice = counters.lock(deviceKey(account, device));
        counters.update(byDevice.succeeded(now));
        SignInCounter together = counters.lock(togetherKey(account, address));
        if (!isKnown(byDevice, now) && !isKnown(together, now)) {
            counters.update(counters.lock(accountKey(account)).succeeded(now));
            RateLimitKey.of(address)
                    .forEach(key ->
                            counters.update(counters.lock(addressKey(key)).withOneFailureLess()));
        }
        counters.update(together.succeeded(now));
    }

    void forgetOldTries() {
        Instant now = clock.instant();
        counters.removeUntouchedSince(now.minus(KNOWN_FOR));
        counters.removeFailedBefore(now.minus(FAILURES_COUNT_FOR));
    }

    private void count(SignInCounter counter, int freeTries, Instant now) {
        refuseWhile(counter.waitAt(now, freeTries));
        counters.update(counter.failed(now));
    }

    private static boolean isKnown(SignInCounter counter, Instant now) {
        return counter.succeededSince(now.minus(KNOWN_FOR));
    }

    private void refuseWhile(Duration wait) {
        if (!wait.isZero()) {
            refusals.increment();
            throw Refusal.tooSoon(
                    Reason.SIGN_IN_TOO_SOON,
                    "There were too many failed sign-ins. Wait " + Refusal.seconds(wait) + ", then try again.",
                    wait);
        }
    }

    private static String togetherKey(Email account, String address) {
        return SignInCounter.keyOf("together", account.value(), RateLimitKey.nearest(address));
    }

    private static String accountKey(Email account) {
        return SignInCounter.keyOf("account", account.value());
    }

    private static String addressKey(RateLimitKey key) {
        return SignInCounter.keyOf("address", key.text());
    }

    private static String deviceKey(Email account, SessionSecret device) {
        return SignInCounter.keyOf("device", account.value(), device.valueFor("device"));
    }
}
