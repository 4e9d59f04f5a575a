package dev.keyfob.application.paging;

import java.util.Optional;

/**
 * The size and position of a page.
 *
 * @param limit the maximum number of items
 * @param cursor the position next to the items; empty for the first page, or for the last page if backwards
 * @param backwards whether the page holds the items before the position instead of those after it
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

    /** Returns a request with the nearest valid page size. */
    public static PageRequest of(int wanted, Optional<Cursor> after) {
        return new PageRequest(Math.max(1, Math.min(LARGEST, wanted)), after);
    }

    public static PageRequest first() {
        return new PageRequest(LARGEST, Optional.empty());
    }

    /** Returns whether the items of a list in that order are read by ascending keys. */
    public boolean readsUp(boolean isAscending) {
        return isAscending != backwards;
    }
}
