package dev.keyfob.application.paging;

import java.util.Optional;

/**
 * How many items, and from where.
 *
 * @param limit the most items
 * @param cursor the position next to which they are; empty for the first ones, or the last ones when backwards
 * @param backwards whether the items before the position are meant, rather than those after it
 */
public record PageRequest(int limit, Optional<Cursor> cursor, boolean backwards) {

    public static final int LARGEST = 100;

    public PageRequest {
        if (limit < 1 || limit > LARGEST) {
            throw new IllegalArgumentException("a page has 1 to " + LARGEST + " items");
        }
    }

    public PageRequest(int limit, Optional<Cursor> after) {
        this(limit, after, false);
    }

    /** The nearest page size that is possible. */
    public static PageRequest of(int wanted, Optional<Cursor> after) {
        return new PageRequest(Math.max(1, Math.min(LARGEST, wanted)), after);
    }

    public static PageRequest first() {
        return new PageRequest(LARGEST, Optional.empty());
    }

    /** Whether items of a list in that order are read with rising keys. */
    public boolean readsUp(boolean isAscending) {
        return isAscending != backwards;
    }
}
