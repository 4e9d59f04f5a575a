package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Cuts a page from rows of which one more was asked for than the page holds: that one tells that there are more. */
public final class Pages {

    private Pages() {}

    public static <T> Page<T> of(List<T> found, PageRequest page, Function<T, Cursor> position) {
        if (found.size() <= page.limit()) {
            return new Page<>(found, Optional.empty());
        }
        List<T> items = found.subList(0, page.limit());
        return new Page<>(items, Optional.of(position.apply(items.get(items.size() - 1))));
    }
}
