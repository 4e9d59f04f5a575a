package dev.keyfob.application.change;

import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes together with their entries in the audit log, in one transaction: either both are stored or neither. It
 * checks the permission, opens the transaction, and supplies the time and the entry. Nothing else writes to the audit
 * log.
 *
 * <p>Work that records nothing must call {@link Change#nothingToRecord}. Otherwise the transaction is rolled back and
 * an exception is thrown, so a use case that forgets its entry fails the first time it runs. A person who has not
 * signed in recently can change only what is their own. A change inside another change or transaction is part of the
 * outer one.
 */
public final class AuditedChanges {

    private final Transactions transactions;
    private final AuditLog auditLog;
    private final ChangeLimit changeLimit;
    private final Listener listener;
    private final InstantSource clock;

    /**
     * Called for each entry, in its transaction. {@code subject} is the typed subject, which the entry contains only as
     * text.
     */
    @FunctionalInterface
    public interface Listener {
        void recorded(AuditEntry entry, AuditSubject subject);
    }

    public AuditedChanges(
            Transactions transactions,
            AuditLog auditLog,
            ChangeLimit changeLimit,
            Listener listener,
            InstantSource clock) {
        this.transactions = transactions;
        this.auditLog = auditLog;
        this.changeLimit = changeLimit;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Makes a change that needs this permission. It does not count against the change limit.
     *
     * @throws Refusal if the actor lacks the permission, and any Refusal of the work
     */
    public <T> T makeAndReturn(Actor actor, Permission needed, Function<Change, T> work) {
        requireMay(actor, needed);
        return makeUncheckedAndReturn(actor, work);
    }

    /** The same for a change without a result. */
    public void make(Actor actor, Permission needed, Consumer<Change> work) {
        requireMay(actor, needed);
        makeUnchecked(actor, work);
    }

    /**
     * Makes a change without checking a permission: the caller or the work must have checked that the actor may make
     * it. It does not count against the change limit.
     *
     * @throws Refusal any Refusal of the work
     * @throws IllegalStateException if the work neither records anything nor calls {@link Change#nothingToRecord}
     */
    public <T> T makeUncheckedAndReturn(Actor actor, Function<Change, T> work) {
        return runAndReturn(actor.party(), actor.address(), Optional.of(actor), work);
    }

    /** The same for a change without a result. */
    public void makeUnchecked(Actor actor, Consumer<Change> work) {
        run(actor.party(), actor.address(), Optional.of(actor), work);
    }

    /**
     * Makes a change that needs this permission, and counts it against the change limit of the actor's account.
     *
     * @throws Refusal if the actor lacks the permission; TOO_MANY_CHANGES; and any Refusal of the work
     */
    public <T> T makeLimitedAndReturn(Actor actor, Permission needed, Function<Change, T> work) {
        requireMay(actor, needed);
        return makeLimitedUncheckedAndReturn(actor, work);
    }

    /** The same for a change without a result. */
    public void makeLimited(Actor actor, Permission needed, Consumer<Change> work) {
        requireMay(actor, needed);
        makeLimitedUnchecked(actor, work);
    }

    /**
     * Makes a change without checking a permission, and counts it against the change limit of the actor's account. The
     * caller must have checked that the actor may make it, because changes that are not permitted must not count.
     *
     * @throws Refusal TOO_MANY_CHANGES; and any Refusal of the work
     */
    public <T> T makeLimitedUncheckedAndReturn(Actor actor, Function<Change, T> work) {
        changeLimit.takeChange(actor);
        return makeUncheckedAndReturn(actor, work);
    }

    /** The same for a change without a result. */
    public void makeLimitedUnchecked(Actor actor, Consumer<Change> work) {
        changeLimit.takeChange(actor);
        makeUnchecked(actor, work);
    }

    /**
     * Makes a change for a request without an actor, such as a sign-in or the use of a token. The audit log names
     * Keyfob as the author, unless {@link Change#by} sets another.
     *
     * @param address the source of the request
     */
    public <T> T makeWithoutActorAndReturn(String address, Function<Change, T> work) {
        return runAndReturn(AuditParty.keyfob(), address, Optional.empty(), work);
    }

    /** The same for a change without a result. */
    public void makeWithoutActor(String address, Consumer<Change> work) {
        run(AuditParty.keyfob(), address, Optional.empty(), work);
    }

    /** Makes a change of Keyfob's own work, without a request. The audit log names Keyfob as author and as address. */
    public void makeWithoutRequest(Consumer<Change> work) {
        makeWithoutActor(AuditParty.keyfob().name(), work);
    }

    /**
     * Refuses a person who has not signed in recently.
     *
     * @throws Refusal SIGN_IN_TOO_OLD
     */
    public void requireFresh(Actor actor) {
        actor.requireFreshAt(clock.instant());
    }

    // TOKEN_CREATE only lets a person act for themselves. Every other permission concerns other people's things.
    private void requireMay(Actor actor, Permission needed) {
        actor.require(needed);
        if (!needed.equals(Permission.TOKEN_CREATE)) {
            requireFresh(actor);
        }
    }

    // The state is created in the transaction, because the database may roll the work back, and it then runs again.
    private <T> T runAndReturn(AuditParty by, String address, Optional<Actor> actor, Function<Change, T> work) {
        return transactions.inOne(() -> {
            Change change = new Change(by, address, new ChangeState(actor));
            T result = work.apply(change);
            change.requireSettled();
            return result;
        });
    }

    private void run(AuditParty by, String address, Optional<Actor> actor, Consumer<Change> work) {
        transactions.inOne(() -> {
            Change change = new Change(by, address, new ChangeState(actor));
            work.accept(change);
            change.requireSettled();
        });
    }

    /** The state of one change, shared by all authors of its entries: its time, and whether it was recorded. */
    private record ChangeState(Optional<Actor> actor, AtomicReference<@Nullable Instant> now, AtomicBoolean isSettled) {
        ChangeState(Optional<Actor> actor) {
            this(actor, new AtomicReference<>(), new AtomicBoolean());
        }
    }

    /** A change in progress: its time, and the methods that record it. Valid until its transaction ends. */
    public final class Change {

        private final AuditParty by;
        private final String address;
        private final ChangeState state;

        private Change(AuditParty by, String address, ChangeState state) {
            this.by = by;
            this.address = address;
            this.state = state;
        }

        /**
         * Returns the time of this change, which is set by the first call and then stays the same. Call this after
         * locking the rows, so that the times of changes to one row are in the order in which they were made.
         */
        public Instant now() {
            Instant known = state.now().get();
            if (known != null) {
                return known;
            }
            Instant first = clock.instant();
            state.now().set(first);
            return first;
        }

        /**
         * Refuses a person who has not signed in recently, unless the owner is that person. Call this before writing
         * anything.
         *
         * @throws Refusal SIGN_IN_TOO_OLD
         */
        public void requireFreshUnlessOwn(UserId owner) {
            requireFreshUnlessOwn(owner.toString());
        }

        private void requireFreshUnlessOwn(String owner) {
            state.actor()
                    .filter(actor -> actor.account()
                            .filter(account -> account.id().toString().equals(owner))
                            .isEmpty())
                    .ifPresent(AuditedChanges.this::requireFresh);
        }

        /** The time of this change and the name of its author. */
        public Stamp stamp() {
            return new Stamp(now(), by.name());
        }

        /** The source address of the request. */
        public String address() {
            return address;
        }

        /** Returns the same change with another author for the next entries. */
        public Change by(AuditParty other) {
            return new Change(other, address, state);
        }

        /** Records what was done. */
        public void record(AuditAction action, AuditSubject subject) {
            append(action, subject, true, now());
        }

        /** Records what was done, with another time than {@link #now}. */
        public void record(AuditAction action, AuditSubject subject, Instant at) {
            append(action, subject, true, at);
        }

        /** Records an attempt that was refused. */
        public void recordRefused(AuditAction action, AuditSubject subject) {
            append(action, subject, false, now());
        }

        /** Marks the change as one that needs no entry, because everything was already as requested. */
        public void nothingToRecord() {
            state.isSettled().set(true);
        }

        private void append(AuditAction action, AuditSubject subject, boolean succeeded, Instant at) {
            AuditParty target = subject.asParty();
            if (succeeded) {
                requireFreshUnlessOwn(target.owner());
            }
            AuditEntry entry = new AuditEntry(UUID.randomUUID(), at, by, action, target, succeeded, address);
            auditLog.append(entry);
            listener.recorded(entry, subject);
            state.isSettled().set(true);
        }

        private void requireSettled() {
            if (!state.isSettled().get()) {
                throw new IllegalStateException("a change was made and not recorded: call record or nothingToRecord");
            }
        }
    }
}
