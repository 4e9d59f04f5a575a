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
 * Lets an account have four requests at work, whatever its tokens and sessions; the rest wait for their turn. So one
 * account cannot keep the others waiting, and what all of them build at a time fits into memory.
 */
final class AccountTurns {

    static final int OF_ACCOUNT = 4;

    /** Of all accounts. Pages and verification need connections to the database beside them. */
    static final int OF_ALL = 6;

    /** At work or waiting, of one account: fewer than the server lets in, so that others find room to wait, too. */
    static final int PRESENT = 224;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final LongAdder refusals;
    private final Semaphore all = new Semaphore(OF_ALL, true);
    private final Map<UserId, Account> accounts = new ConcurrentHashMap<>();

    private static final class Account {
        private final Semaphore turns = new Semaphore(OF_ACCOUNT, true);
        private int present;
    }

    /** {@code refusals} counts who is sent away. */
    AccountTurns(LongAdder refusals) {
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
