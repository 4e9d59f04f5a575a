package dev.keyfob.cli.command;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads a list page by page. */
public final class Listing {

    private Listing() {}

    /** Passes all items of a list to {@code print}. */
    public static <T> void all(Function<PageRequest, Page<T>> list, Consumer<T> print) {
        first(Integer.MAX_VALUE, list, print);
    }

    /** Passes the first items of a list to {@code print}, at most {@code limit}. */
    public static <T> void first(int limit, Function<PageRequest, Page<T>> list, Consumer<T> print) {
        Optional<Cursor> after = Optional.empty();
        int left = limit;
        do {
            Page<T> page = list.apply(PageRequest.of(left, after));
            page.items().forEach(print);
            left -= page.items().size();
            after = page.next();
        } while (left > 0 && after.isPresent());
    }
}
