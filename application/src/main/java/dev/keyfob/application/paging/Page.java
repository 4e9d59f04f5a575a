package dev.keyfob.application.paging;

import java.util.List;
import java.util.Optional;

/** Some items of a list, and where the next ones begin; no cursor means that these were the last. */
public record Page<T>(List<T> items, Optional<Cursor> next) {

    public Page {
        items = List.copyOf(items);
    }
}
