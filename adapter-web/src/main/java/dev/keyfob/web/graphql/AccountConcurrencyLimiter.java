package dev.keyfob.web.graphql;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.user.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Limits each account to four requests in progress, across its tokens and sessions. Further requests wait for their
 * turn. So one account cannot block the others, and the answers that are built at the same time fit into memory.
 */
final class AccountConcurrencyLimiter {

    static final int OF_ACCOUNT = 4;

    /** The limit for all accounts together. Pages and verification need database connections at the same time. */
    static final int OF_ALL = 6;

    /**
     * The limit on an account's requests in progress and waiting. It is lower than that of the server, so that requests
     * of other accounts can wait too.
     */
    static final int PRESENT = 224;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final LongAdder refusals;
    private final Semaphore all = new Semaphore(OF_ALL, true);
    private final Map<UserId, Account> accounts = new ConcurrentHashMap<>();

    private static final class Account {
        private final Semaphore turns = new Semaphore(OF_ACCOUNT, true);
        private int present;
    }

    /** {@code refusals} counts refused requests. */
    AccountConcurrencyLimiter(LongAdder refusals) {
        this.refusals = refusals;
    }

    void inTurn(UserId id, Runnable work) {
        Account account = enter(id);
        try {
            long end = System.nanoTime() + LONGEST_WAIT.toNanos();
            acquire(account.turns, end);
            try {
                acquire(all, end);
                try {
                    work.run();
                } finally {
                    all.release();
                }
            } finally {
                account.turns.release();
            }
        } finally {
            leave(id);
        }
    }

    private Account enter(UserId id) {
        return accounts.compute(id, (same, known) -> {
            Account account = known == null ? new Account() : known;
            if (account.present == PRESENT) {
                throw busy();
            }
            account.present++;
            return account;
        });
    }

    private void leave(UserId id) {
        accounts.computeIfPresent(id, (same, account) -> {
            account.present--;
            return account.present == 0 ? null : account;
        });
    }

    private void acquire(Semaphore turns, long end) {
        try {
            if (turns.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw busy();
    }

    private Refusal busy() {
        refusals.increment();
        return Refusal.tooSoon(
                Reason.TOO_BUSY,
                "Too many requests of this account are waiting here. Send at most " + OF_ACCOUNT + " at a time.",
                Duration.ofSeconds(1));
    }
}
