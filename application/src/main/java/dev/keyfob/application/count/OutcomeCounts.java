package dev.keyfob.application.count;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Counts how often something succeeded, was refused for each reason, or failed. */
public final class OutcomeCounts {

    static final String OK = "ok";
    static final String OTHER = "other";
    static final String UNAVAILABLE = "unavailable";

    private final LongAdder successes = new LongAdder();
    private final Map<Reason, LongAdder> refusals = new EnumMap<>(Reason.class);
    private final LongAdder otherRefusals = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /** {@code reasons} are those with a counter of their own. */
    OutcomeCounts(Collection<Reason> reasons) {
        reasons.forEach(reason -> refusals.put(reason, new LongAdder()));
    }

    /** Does the work and counts its outcome. */
    public <T> T counted(Supplier<T> work) {
        return counted(work, done -> Optional.empty());
    }

    /**
     * The same for work that returns a refusal instead of throwing it.
     *
     * @param no the reason of a refusal in the result; empty if the result is a success
     */
    public <T> T counted(Supplier<T> work, Function<T, Optional<Reason>> no) {
        T done;
        try {
            done = work.get();
        } catch (Refusal refusal) {
            refused(refusal.reason());
            throw refusal;
        } catch (RuntimeException broken) {
            failures.increment();
            throw broken;
        }
        no.apply(done).ifPresentOrElse(this::refused, successes::increment);
        return done;
    }

    public void refused(Reason reason) {
        refusals.getOrDefault(reason, otherRefusals).increment();
    }

    /** The function that reads each counter, by the code of its outcome. */
    public Map<String, LongSupplier> byCode() {
        Map<String, LongSupplier> byCode = new LinkedHashMap<>();
        byCode.put(OK, successes::sum);
        refusals.forEach((reason, times) -> byCode.put(reason.code(), times::sum));
        byCode.put(OTHER, otherRefusals::sum);
        byCode.put(UNAVAILABLE, failures::sum);
        return byCode;
    }
}
