package dev.keyfob.web.pages;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.token.TokenFormat;
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
 * The address of a list: what it is filtered and ordered by, and which page of it is meant. Every link within the list
 * is made from it, so that no step loses the filter.
 *
 * @param path where the list is
 * @param parameters what is in force, in one order; what is not given is not there
 */
public record ListAddress(String path, Map<String, String> parameters) {

    private static final String AFTER = "after";
    private static final String BEFORE = "before";

    /** The number of the first row, for the eye alone: rows are found by their position. */
    private static final String NUMBER = "at";

    private static final Set<String> POSITION = Set.of(AFTER, BEFORE, NUMBER);

    /** Reads the parameters of these names, and the position; the rest of the query is none of the list's. */
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
     * The first page of the list that a form asks for in fields of these names. A secret gets into no address, so a
     * field that holds one is left out.
     */
    public static ListAddress sent(Context ctx, String path, String... names) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : names) {
            String value = Optional.ofNullable(ctx.formParam(name)).orElse("").strip();
            if (!value.isEmpty() && !TokenFormat.holdsSecret(value)) {
                parameters.put(name, value);
            }
        }
        return new ListAddress(path, parameters);
    }

    /** Empty where it is not given. */
    public String value(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Whether it is another page than the first of all. */
    public boolean isNarrow() {
        return !parameters.isEmpty();
    }

    /** This very page of the list, under its own path or that of something in it. */
    public String under(String other) {
        return Query.link(other, flat(parameters));
    }

    /** What stands behind the question mark for this very page of the list, with it; empty on the first of all. */
    public String query() {
        return under("");
    }

    /** The same parameters under another path, such as that of something in the list. */
    public ListAddress at(String other) {
        return new ListAddress(other, parameters);
    }

    /** This very page of the list, with another parameter that the list does not keep. */
    public String with(String name, String value) {
        Map<String, String> others = new LinkedHashMap<>(parameters);
        others.put(name, value);
        return Query.link(path, flat(others));
    }

    /** The first page of the list with another value for this parameter. */
    public String first(String name, String value) {
        Map<String, String> others = new LinkedHashMap<>(parameters);
        others.keySet().removeAll(POSITION);
        others.put(name, value);
        return Query.link(path, flat(others));
    }

    /** Reads a page. Where there is none (any more), the nearest one: a list is never empty for having shrunk. */
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
     * What stands below the list.
     *
     * @param count counts all its rows, but no more than it is given
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
