package dev.keyfob.web.pages;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.web.body.FormFields;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

/**
 * The address of a list: its filter, its order and the current page. Every link within the list is built from it, so
 * that the filter is kept.
 *
 * @param path the path of the list
 * @param parameters the query parameters in a fixed order, without empty ones
 */
public record ListAddress(String path, Map<String, String> parameters) {

    private static final String AFTER = "after";
    private static final String BEFORE = "before";

    /** The number of the first row, for display only. Rows are found by their cursor. */
    private static final String NUMBER = "at";

    private static final Set<String> POSITION = Set.of(AFTER, BEFORE, NUMBER);

    /** Reads the parameters with these names, and the position. Ignores the rest of the query. */
    public static ListAddress of(Context ctx, String path, String... names) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Stream.concat(Stream.of(names), Stream.of(AFTER, BEFORE, NUMBER)).forEach(name -> {
            String value = Query.text(ctx, name);
            if (TokenFormat.holdsSecret(value)) {
                throw new Refusal(
                        Reason.QUERY_UNREADABLE,
                        "A token does not belong in an address, which is kept in histories and logs. Type it into the"
                                + " search field of the list instead, and consider whether others have seen it.");
            }
            if (!value.isEmpty()) {
                parameters.put(name, value);
            }
        });
        return new ListAddress(path, parameters);
    }

    /**
     * Returns the first page of the list that a form requests in fields with these names. Omits a field that holds a
     * token, because a secret must not appear in an address.
     */
    public static ListAddress sent(Context ctx, String path, String... names) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : names) {
            String value = FormFields.stripped(ctx, name);
            if (!value.isEmpty() && !TokenFormat.holdsSecret(value)) {
                parameters.put(name, value);
            }
        }
        return new ListAddress(path, parameters);
    }

    /** Returns the parameter's value, or an empty text if it is not given. */
    public String value(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Returns whether a filter, an order or a page is given. */
    public boolean isNarrow() {
        return !parameters.isEmpty();
    }

    /** Returns the address of this page of the list, with {@code other} as its path. */
    public String under(String other) {
        return Query.link(other, flat(parameters));
    }

    /** Returns the query of this page of the list, with its question mark. Empty if there are no parameters. */
    public String query() {
        return under("");
    }

    /** Returns the same parameters under another path, such as that of an item of the list. */
    public ListAddress at(String other) {
        return new ListAddress(other, parameters);
    }

    /** Returns the address of this page of the list, with a parameter that the list itself does not keep. */
    public String with(String name, String value) {
        Map<String, String> others = new LinkedHashMap<>(parameters);
        others.put(name, value);
        return Query.link(path, flat(others));
    }

    /** Returns the address of the first page of the list, with another value for this parameter. */
    public String first(String name, String value) {
        Map<String, String> others = new LinkedHashMap<>(parameters);
        others.keySet().removeAll(POSITION);
        others.put(name, value);
        return Query.link(path, flat(others));
    }

    /**
     * Reads a page. If its rows no longer exist, reads the nearest page, so that a list that has become shorter is not
     * shown as empty.
     */
    public <T> Page<T> read(int rows, Function<PageRequest, Page<T>> list) {
        PageRequest asked = request(rows);
        Page<T> found = list.apply(asked);
        if (asked.cursor().isEmpty()) {
            return found;
        }
        if (asked.backwards()) {
            return found.previous().isPresent() ? found : list.apply(new PageRequest(rows, Optional.empty()));
        }
        return found.items().isEmpty() ? list.apply(new PageRequest(rows, Optional.empty(), true)) : found;
    }

    private PageRequest request(int rows) {
        return parameters.containsKey(BEFORE)
                ? new PageRequest(rows, Optional.of(Cursor.parse(value(BEFORE))), true)
                : PageRequest.of(
                        rows,
                        Optional.of(value(AFTER))
                                .filter(text -> !text.isEmpty())
                                .map(Cursor::parse));
    }

    /**
     * Returns the pager for a page of the list.
     *
     * @param count counts the rows of the list, up to the limit it is given
     */
    public Pager pager(Page<?> page, int rows, LongUnaryOperator count) {
        int shown = page.items().size();
        if (shown == 0) {
            return Pager.none();
        }
        boolean isFirst = page.previous().isEmpty();
        boolean isLast = page.next().isEmpty();
        long total = isFirst && isLast ? shown : count.applyAsLong(Pager.COUNTED + 1L);
        long first = isFirst ? 1 : isLast && total <= Pager.COUNTED ? total - shown + 1 : number();
        return Pager.of(
                first,
                shown,
                total,
                page.previous().map(cursor -> at(BEFORE, cursor, Math.max(1, first - rows))),
                page.next().map(cursor -> at(AFTER, cursor, first + shown)));
    }

    private String at(String direction, Cursor cursor, long number) {
        Map<String, String> others = new LinkedHashMap<>(parameters);
        others.keySet().removeAll(POSITION);
        others.put(direction, cursor.text());
        others.put(NUMBER, String.valueOf(number));
        return Query.link(path, flat(others));
    }

    private long number() {
        String typed = value(NUMBER);
        boolean isNumber = !typed.isEmpty()
                && typed.length() <= 9
                && typed.chars().allMatch(letter -> letter >= '0' && letter <= '9');
        return isNumber ? Math.max(1, Long.parseLong(typed)) : 1;
    }

    private static String[] flat(Map<String, String> parameters) {
        List<String> flat = new ArrayList<>();
        parameters.forEach((name, value) -> {
            flat.add(name);
            flat.add(value);
        });
        return flat.toArray(String[]::new);
    }
}
