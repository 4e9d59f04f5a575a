package dev.keyfob.application.count;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** How often something succeeded, was refused for each reason, or could not be done. */
public final class Outcomes {

    static final String OK = "ok";
    static final String OTHER = "other";
    static final String UNAVAILABLE = "unavailable";

    private final LongAdder successes = new LongAdder();
    private final Map<Reason, LongAdder> refusals = new EnumMap<>(Reason.class);
    private final LongAdder otherRefusals = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /** {@code reasons} are those that have a number of their own. */
    Outcomes(Collection<Reason> reasons) {
        reasons.forEach(reason -> refusals.put(reason, new LongAdder()));
    }

    /** Does the work, and counts what it came to. */
    public <T> T counted(Supplier<T> work) {
        T done;
        try {
            done = work.get();
        } catch (Refusal refusal) {
            refused(refusal.reason());
            throw refusal;
        } catch (RuntimeException broken) {
            failed();
            throw broken;
        }
        succeeded();
        return done;
    }

    public void succeeded() {
        successes.increment();
    }

    public void refused(Reason reason) {
        refusals.getOrDefault(reason, otherRefusals).increment();
    }

    /** Something broke, such as the database. */
    public void failed() {
        failures.increment();
    }

    /** How to read each number, by the code of the outcome. */
    public Map<String, LongSupplier> byCode() {
        Map<String, LongSupplier> byCode = new LinkedHashMap<>();
        byCode.put(OK, successes::sum);
        refusals.forEach((reason, times) -> byCode.put(reason.code(), times::sum));
        byCode.put(OTHER, otherRefusals::sum);
        byCode.put(UNAVAILABLE, failures::sum);
        return byCode;
    }
}
