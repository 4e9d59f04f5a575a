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
 * Makes changes together with their entries in the audit log: both in one transaction, so both happen or none. It
 * checks the permission, opens the transaction, and gives the time and the entry. Nothing else writes into the audit
 * log.
 *
 * <p>Work that records nothing must say so with {@link Change#nothingToRecord}: else it is undone and fails. So a verb
 * that forgets its entry fails the first time that it is run. A person who did not prove lately who they are changes
 * nothing but what is their own. Inside another change or transaction, a change is part of that one.
 */
public final class AuditedChanges {

    private final Transactions transactions;
    private final AuditLog auditLog;
    private final ChangeLimit changeLimit;
    private final Listener listener;
    private final InstantSource clock;

    /** Is called for each entry, in its transaction, with the subject as it was before it became text. */
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
     * Makes a change that needs this permission, however many were made lately.
     *
     * @throws Refusal where the actor lacks the permission, and whatever the work refuses
     */
    public <T> T makeAndReturn(Actor actor, Permission needed, Function<Change, T> work) {
        requireMay(actor, needed);
        return makeAndReturn(actor, work);
    }

    /** The same, where the change has no result. */
    public void make(Actor actor, Permission needed, Consumer<Change> work) {
        requireMay(actor, needed);
        make(actor, work);
    }

    /**
     * Makes a change of which the work itself says who may make it, however many were made lately.
     *
     * @throws Refusal whatever the work refuses
     * @throws IllegalStateException where the work neither records anything nor says that there is nothing to record
     */
    public <T> T makeAndReturn(Actor actor, Function<Change, T> work) {
        return runAndReturn(actor.party(), actor.address(), new Course(actor), work);
    }

    /** The same, where the change has no result. */
    public void make(Actor actor, Consumer<Change> work) {
        run(actor.party(), actor.address(), new Course(actor), work);
    }

    /**
     * Makes a change that needs this permission, and counts it against what the actor's account may change in a time.
     *
     * @throws Refusal where the actor lacks the permission; TOO_MANY_CHANGES; and whatever the work refuses
     */
    public <T> T makeLimitedAndReturn(Actor actor, Permission needed, Function<Change, T> work) {
        requireMay(actor, needed);
        return makeLimitedAndReturn(actor, work);
    }

    /** The same, where the change has no result. */
    public void makeLimited(Actor actor, Permission needed, Consumer<Change> work) {
        requireMay(actor, needed);
        makeLimited(actor, work);
    }

    /**
     * Makes a change, and counts it against what the actor's account may change in a time. Whoever calls this has found
     * that the actor may make it: what is not permitted must not be counted.
     *
     * @throws Refusal TOO_MANY_CHANGES; and whatever the work refuses
     */
    public <T> T makeLimitedAndReturn(Actor actor, Function<Change, T> work) {
        changeLimit.takeChange(actor);
        return makeAndReturn(actor, work);
    }

    /** The same, where the change has no result. */
    public void makeLimited(Actor actor, Consumer<Change> work) {
        changeLimit.takeChange(actor);
        make(actor, work);
    }

    /**
     * Makes a change for which there is no actor: somebody signs in, a token is used, a webhook answers. Keyfob itself
     * did it, unless {@link Change#by} says who did.
     *
     * @param address where the request came from, or {@code keyfob} where there was none
     */
    public <T> T makeWithoutActorAndReturn(String address, Function<Change, T> work) {
        return runAndReturn(AuditParty.keyfob(), address, new Course(), work);
    }

    /** The same, where the change has no result. */
    public void makeWithoutActor(String address, Consumer<Change> work) {
        run(AuditParty.keyfob(), address, new Course(), work);
    }

    /**
     * Refuses a person who did not prove lately who they are.
     *
     * @throws Refusal SIGN_IN_TOO_OLD
     */
    public void requireFresh(Actor actor) {
        actor.requireFreshAt(clock.instant());
    }

    // Whoever may create tokens does so for themselves; every other permission is about what is not one's own.
    private void requireMay(Actor actor, Permission needed) {
        actor.require(needed);
        if (!needed.equals(Permission.TOKEN_CREATE)) {
            requireFresh(actor);
        }
    }

    private <T> T runAndReturn(AuditParty by, String address, Course course, Function<Change, T> work) {
        return transactions.inOne(() -> {
            Change change = new Change(by, address, course);
            T result = work.apply(change);
            change.requireSettled();
            return result;
        });
    }

    private void run(AuditParty by, String address, Course course, Consumer<Change> work) {
        transactions.inOne(() -> {
            Change change = new Change(by, address, course);
            work.accept(change);
            change.requireSettled();
        });
    }

    /** How far one change has come, shared by all who act in it: its time, and whether it was recorded. */
    private record Course(Optional<Actor> actor, AtomicReference<@Nullable Instant> now, AtomicBoolean isSettled) {
        Course() {
            this(Optional.empty(), new AtomicReference<>(), new AtomicBoolean());
        }

        Course(Actor actor) {
            this(Optional.of(actor), new AtomicReference<>(), new AtomicBoolean());
        }
    }

    /** A change in the making: its time, and the way to record it. Good until its transaction ends. */
    public final class Change {

        private final AuditParty by;
        private final String address;
        private final Course course;

        private Change(AuditParty by, String address, Course course) {
            this.by = by;
            this.address = address;
            this.course = course;
        }

        /**
         * The time of this change, the same for all of it. It is taken where it is first asked for: ask after rows are
         * held, so that changes of one row have their times in the order in which they were made.
         */
        public Instant now() {
            Instant known = course.now().get();
            if (known != null) {
                return known;
            }
            Instant first = clock.instant();
            course.now().set(first);
            return first;
        }

        /**
         * Refuses a person who did not prove lately who they are, where this belongs to somebody else. Ask before
         * anything is written.
         *
         * @throws Refusal SIGN_IN_TOO_OLD
         */
        public void requireFreshUnlessOwn(UserId owner) {
            requireFreshUnlessOwn(owner.toString());
        }

        private void requireFreshUnlessOwn(String owner) {
            course.actor()
                    .filter(actor -> actor.account()
                            .filter(account -> account.id().toString().equals(owner))
                            .isEmpty())
                    .ifPresent(AuditedChanges.this::requireFresh);
        }

        /** When this change is made, and by whom. */
        public Stamp stamp() {
            return new Stamp(now(), by.name());
        }

        /** Where the request came from. */
        public String address() {
            return address;
        }

        /** The same change, as what somebody else does in it. */
        public Change by(AuditParty other) {
            return new Change(other, address, course);
        }

        /** Records what was done. */
        public void record(AuditAction action, AuditSubject subject) {
            append(action, subject, true, now());
        }

        /** Records what was done, as of another time than {@link #now}. */
        public void record(AuditAction action, AuditSubject subject, Instant at) {
            append(action, subject, true, at);
        }

        /** Records what somebody tried and did not get. */
        public void recordRefused(AuditAction action, AuditSubject subject) {
            append(action, subject, false, now());
        }

        /** Says that there is nothing to record: everything was already as it was asked for. */
        public void nothingToRecord() {
            course.isSettled().set(true);
        }

        private void append(AuditAction action, AuditSubject subject, boolean succeeded, Instant at) {
            AuditParty target = subject.asParty();
            if (succeeded) {
                requireFreshUnlessOwn(target.owner());
            }
            AuditEntry entry = new AuditEntry(UUID.randomUUID(), at, by, action, target, succeeded, address);
            auditLog.append(entry);
            listener.recorded(entry, subject);
            course.isSettled().set(true);
        }

        private void requireSettled() {
            if (!course.isSettled().get()) {
                throw new IllegalStateException("a change was made and not recorded: call record or nothingToRecord");
            }
        }
    }
}
