package dev.keyfob.application.user;

import dev.keyfob.application.port.SignInCounters;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.SignInCounter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/**
 * Slows down guessing, by account and address together, by address, and by account.
 *
 * <p>An address from which the account's owner signed in lately is judged by the first counter alone: a stranger who
 * guesses from elsewhere cannot keep the owner out. Whoever shares that very address still can slow the owner down, by
 * a quarter of an hour at most. Accounts that do not exist are counted
 * like those that do. A try is counted before the password is looked at, so parallel tries cannot share a free one.
 */
final class SignInThrottle {

    private static final int FREE_TOGETHER = 5;
    private static final int FREE_PER_ADDRESS = 30;
    private static final int FREE_PER_ACCOUNT = 50;
    private static final Duration ADDRESS_IS_KNOWN_FOR = Duration.ofDays(30);

    /** Much longer than the longest wait. Anyone can make such counters, of addresses and accounts that nobody has. */
    private static final Duration FAILURES_COUNT_FOR = Duration.ofDays(1);

    private final Transactions transactions;
    private final SignInCounters counters;
    private final InstantSource clock;

    SignInThrottle(Transactions transactions, SignInCounters counters, InstantSource clock) {
        this.transactions = transactions;
        this.counters = counters;
        this.clock = clock;
    }

    /** Counts the try as failed, or refuses it because it comes too soon. */
    void beforeTry(Email account, String address) {
        transactions.inOne(() -> {
            Instant now = clock.instant();
            SignInCounter together = counters.lock(togetherKey(account, address));
            boolean known = together.succeededSince(now.minus(ADDRESS_IS_KNOWN_FOR));
            refuseWhile(together.waitAt(now, FREE_TOGETHER));
            if (!known) {
                SignInCounter byAccount = counters.lock(accountKey(account));
                SignInCounter byAddress = counters.lock(addressKey(address));
                refuseWhile(byAccount.waitAt(now, FREE_PER_ACCOUNT));
                refuseWhile(byAddress.waitAt(now, FREE_PER_ADDRESS));
                counters.update(byAccount.failed(now));
                counters.update(byAddress.failed(now));
            }
            counters.update(together.failed(now));
        });
    }

    /** Inside the transaction of a good sign-in: forgets this account's failures and takes back the one counted. */
    void afterSuccess(Email account, String address) {
        Instant now = clock.instant();
        SignInCounter together = counters.lock(togetherKey(account, address));
        if (!together.succeededSince(now.minus(ADDRESS_IS_KNOWN_FOR))) {
            counters.update(counters.lock(accountKey(account)).succeeded(now));
            counters.update(counters.lock(addressKey(address)).withOneFailureLess());
        }
        counters.update(together.succeeded(now));
    }

    void forgetOldTries() {
        Instant now = clock.instant();
        counters.removeUntouchedSince(now.minus(ADDRESS_IS_KNOWN_FOR));
        counters.removeFailedBefore(now.minus(FAILURES_COUNT_FOR));
    }

    private static void refuseWhile(Duration wait) {
        if (!wait.isZero()) {
            throw Refusal.tooSoon(
                    Reason.SIGN_IN_TOO_SOON,
                    "There were too many failed sign-ins. Wait " + Math.max(1, wait.toSeconds())
                            + " seconds, then try again.",
                    wait);
        }
    }

    private static String togetherKey(Email account, String address) {
        return key("together", account.value(), address);
    }

    private static String accountKey(Email account) {
        return key("account", account.value());
    }

    private static String addressKey(String address) {
        return key("address", address);
    }

    // Hashed, so that the table does not collect what people typed by mistake.
    private static String key(String... parts) {
        try {
            byte[] text = String.join("\n", List.of(parts)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
