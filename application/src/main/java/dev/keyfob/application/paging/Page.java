package dev.keyfob.application.paging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Some items of a list, and the cursors of the pages before and after them; empty if there is no such page. */
public record Page<T>(List<T> items, Optional<Cursor> previous, Optional<Cursor> next) {

    public Page {
        items = List.copyOf(items);
    }

    public static <T> Page<T> empty() {
        return new Page<>(List.of(), Optional.empty(), Optional.empty());
    }

    /**
     * Creates a page from up to one item more than the page holds. The additional item shows that there are more.
     *
     * @param found in the order in which they were read: from last to first if {@code asked} reads backwards
     */
    public static <T> Page<T> of(List<T> found, PageRequest asked, Function<T, Cursor> position) {
        boolean isMore = found.size() > asked.limit();
        List<T> items = new ArrayList<>(isMore ? found.subList(0, asked.limit()) : found);
        if (items.isEmpty()) {
            return empty();
        }
        if (asked.backwards()) {
            Collections.reverse(items);
        }
        boolean cameFromElsewhere = asked.cursor().isPresent();
        Optional<Cursor> first = Optional.of(position.apply(items.get(0)));
        Optional<Cursor> last = Optional.of(position.apply(items.get(items.size() - 1)));
        return new Page<>(
                items,
                first.filter(any -> asked.backwards() ? isMore : cameFromElsewhere),
                last.filter(any -> asked.backwards() ? cameFromElsewhere : isMore));
    }

    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), previous, next);
    }
}
