package dev.keyfob.application.paging;

import java.util.Optional;

/** How many items, and after which. */
public record PageRequest(int limit, Optional<Cursor> after) {

    public static final int LARGEST = 100;

    public PageRequest {
        if (limit < 1 || limit > LARGEST) {
            throw new IllegalArgumentException("a page has 1 to " + LARGEST + " items");
        }
    }

    /** The nearest page size that is possible. */
    public static PageRequest of(int wanted, Optional<Cursor> after) {
        return new PageRequest(Math.max(1, Math.min(LARGEST, wanted)), after);
    }

    public static PageRequest first() {
        return new PageRequest(LARGEST, Optional.empty());
    }
}
