package dev.keyfob.application.fake;

import dev.keyfob.application.Ports;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.Transactions;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Wraps the ports to find missing audit entries. A transaction that makes a change of {@code AUDITED} without an audit
 * entry fails, and so does such a change outside a transaction. Every test that uses {@link InMemoryKeyfob} checks
 * this.
 */
final class WatchedPorts {

    /** Changes that have an entry in the audit log, in the same transaction. */
    private static final Set<String> AUDITED = Set.of(
            "AccessTokens.add",
            "AccessTokens.update",
            "AccessTokens.revokeAllOf",
            "AccessTokens.revokeAll",
            "AccessTokens.removeEndedBefore",
            "RetiredSecrets.add",
            "RetiredSecrets.noteReuse",
            "RetiredSecrets.forgetReuses",
            "PickUps.put",
            "PickUps.remove",
            "PickUps.removeAllOf",
            "Users.add",
            "Users.update",
            "Users.changeEmail",
            "Users.remove",
            "AccessTokens.forgetOwner",
            "AccessTokens.forgetReuse",
            "PasswordHashes.remove",
            "Identities.remove",
            "Identities.removeAllOf",
            "Users.freeEmail",
            "PasswordHashes.put",
            "Identities.add",
            "IssuedCodes.add",
            "IssuedCodes.update",
            "Sessions.add",
            "Sessions.remove",
            "Sessions.removeAllOf",
            "Sessions.removeOthersOf",
            "Sessions.removeAllButLatestOf",
            "ApiClients.add",
            "ApiClients.update",
            "ApiClients.remove",
            "Policies.put",
            "Webhooks.add",
            "Webhooks.updateSecrets",
            "Webhooks.remove",
            "MailChoices.put");

    /** Changes without an audit entry: counters, times, and expired data. */
    private static final Set<String> UNAUDITED = Set.of(
            "AccessTokens.noteUses",
            "ApiClients.noteUses",
            "PickUps.removeEndedAt",
            "AccessTokens.noteRefusals",
            "Sessions.update",
            "Identities.noteEmail",
            "Sessions.removeEnded",
            "SubmittedForms.begin",
            "SubmittedForms.keep",
            "SubmittedForms.take",
            "SubmittedForms.forget",
            // the change that invalidates them has an entry
            "IssuedCodes.removeAllOf",
            "IssuedCodes.removeExpired",
            // a file that is of use only while there is no account
            "SetupCodes.put",
            "SetupCodes.remove",
            "SignInCounters.update",
            "SignInCounters.removeUntouchedSince",
            "SignInCounters.removeFailedBefore",
            // the entry of the cut is written before the batches
            "AuditChain.removeFirst",
            "ExpiryWatch.updateProgress",
            // also counts deliveries that arrived
            "Webhooks.update",
            "WebhookDeliveries.add",
            "WebhookDeliveries.update",
            "WebhookDeliveries.removeCreatedBefore",
            "WebhookDeliveries.removeAllFor",
            // the event that is mailed has an entry, and so has a failed mail
            "Mails.add",
            "Mails.update",
            "Mails.remove",
            "Mails.removeCreatedBefore",
            "Mails.removeAllOf",
            "MailDigests.add",
            "MailDigests.addForOwnersOfRevoked",
            "MailDigests.updateProgress",
            "MailDigests.takeLines",
            "MailDigests.removeAllOf");

    private static final String ASKS =
            "(find|list|count|all|lock|contains|webhooks|uses|refusals|lastActive|secrets|is|ends|read"
                    + "|latest|last|ending|of|contents|open|hash|matches|pretend|send|objection|write).*";

    private final List<String> written = new CopyOnWriteArrayList<>();
    private final ThreadLocal<Course> open = new ThreadLocal<>();

    /** The changes of a transaction so far. */
    private static final class Course {
        private final List<String> written = new ArrayList<>();
        private boolean isRecorded;
    }

    /** Returns the same ports, wrapped. */
    Ports around(Ports ports) {
        RecordComponent[] components = Ports.class.getRecordComponents();
        try {
            Object[] watched = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                watched[i] = around(
                        components[i].getType(), components[i].getAccessor().invoke(ports));
            }
            Constructor<Ports> constructor = Ports.class.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new));
            return constructor.newInstance(watched);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every committed change so far, audited or not, such as {@code Sessions.remove}. */
    List<String> written() {
        return List.copyOf(written);
    }

    private Object around(Class<?> port, Object real) {
        if (port == Transactions.class) {
            return new WatchedTransactions((Transactions) real);
        }
        return Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
            Object answer = call(real, method, arguments);
            note(port, method, answer);
            return answer;
        });
    }

    private static Object call(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void note(Class<?> port, Method method, Object answer) {
        String what = port.getSimpleName() + "." + method.getName();
        boolean didNothing = answer instanceof Integer number && number == 0 || Boolean.FALSE.equals(answer);
        if (port == AuditLog.class && method.getName().equals("append")) {
            Course course = open.get();
            if (course == null) {
                throw new AssertionError("an entry of the audit log outside any transaction");
            }
            course.isRecorded = true;
        } else if (AUDITED.contains(what)) {
            if (!didNothing) {
                if (open.get() == null) {
                    throw new AssertionError(what + " outside any transaction");
                }
                open.get().written.add(what);
            }
        } else if (UNAUDITED.contains(what)) {
            (open.get() == null ? written : open.get().written).add(what);
        } else if (!method.getName().matches(ASKS)) {
            throw new AssertionError(what + ": say here whether the audit log tells of it");
        }
    }

    private final class WatchedTransactions implements Transactions {

        private final Transactions real;

        WatchedTransactions(Transactions real) {
            this.real = real;
        }

        @Override
        public void inOne(Runnable work) {
            inOne(() -> {
                work.run();
                return "";
            });
        }

        @Override
        public <T> T inOne(Supplier<T> work) {
            return open.get() == null ? real.inOne(() -> watched(work)) : real.inOne(work);
        }

        private <T> T watched(Supplier<T> work) {
            Course course = new Course();
            open.set(course);
            try {
                T result = work.get();
                List<String> audited =
                        course.written.stream().filter(AUDITED::contains).toList();
                if (!audited.isEmpty() && !course.isRecorded) {
                    throw new AssertionError(audited + " without an entry in the audit log");
                }
                written.addAll(course.written);
                return result;
            } finally {
                open.remove();
            }
        }
    }
}
