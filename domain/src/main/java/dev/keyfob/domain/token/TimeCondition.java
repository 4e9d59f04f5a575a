package dev.keyfob.domain.token;

import java.time.Instant;
import java.util.function.Predicate;

/** A condition on a time. */
public record TimeCondition(Comparison comparison, Instant bound) implements Predicate<Instant> {

    /** How a time compares to the bound. */
    public enum Comparison {
        EQUAL,
        NOT_EQUAL,
        AFTER,
        NOT_BEFORE,
        BEFORE,
        NOT_AFTER
    }

    @Override
    public boolean test(Instant time) {
        int order = time.compareTo(bound);
        return switch (comparison) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case AFTER -> order > 0;
            case NOT_BEFORE -> order >= 0;
            case BEFORE -> order < 0;
            case NOT_AFTER -> order <= 0;
        };
    }
}
