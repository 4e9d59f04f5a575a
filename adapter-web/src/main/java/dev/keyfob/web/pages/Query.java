package dev.keyfob.web.pages;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads and builds the query of a page's address. */
public final class Query {

    private Query() {}

    /** Returns the parameter's value without surrounding white space, or an empty text if it is missing. */
    public static String text(Context ctx, String name) {
        String value = ctx.queryParam(name);
        return value == null ? "" : value.strip();
    }

    /**
     * Returns the parameter that names a secret which is shown only once; empty for a HEAD request, which must not use
     * the secret up.
     */
    public static String once(Context ctx, String name) {
        return ctx.method() == HandlerType.HEAD ? "" : text(ctx, name);
    }

    /** Returns the address with an additional parameter, repeated for each value. */
    public static String with(String address, String name, List<String> values) {
        String[] pairs =
                values.stream().flatMap(value -> Stream.of(name, value)).toArray(String[]::new);
        String more = link("", pairs);
        return address.contains("?") && !more.isEmpty() ? address + "&" + more.substring(1) : address + more;
    }

    /** Returns the path with these parameters: each name is followed by its value. */
    public static String link(String path, String... namesAndValues) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pairs.add(namesAndValues[i] + "=" + URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return pairs.isEmpty() ? path : path + "?" + String.join("&", pairs);
    }
}
