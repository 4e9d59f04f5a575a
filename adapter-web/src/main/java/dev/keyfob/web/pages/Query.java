package dev.keyfob.web.pages;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What stands after the question mark of a page's address. */
public final class Query {

    private Query() {}

    /** Empty where it is not there. */
    public static String text(Context ctx, String name) {
        String value = ctx.queryParam(name);
        return value == null ? "" : value.strip();
    }

    /** The address with that parameter as well, once for each value. */
    public static String with(String address, String name, List<String> values) {
        String[] pairs =
                values.stream().flatMap(value -> Stream.of(name, value)).toArray(String[]::new);
        String more = link("", pairs);
        return address.contains("?") && !more.isEmpty() ? address + "&" + more.substring(1) : address + more;
    }

    /** The address with these parameters: each name is followed by its value. */
    public static String link(String path, String... namesAndValues) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pairs.add(namesAndValues[i] + "=" + URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return pairs.isEmpty() ? path : path + "?" + String.join("&", pairs);
    }
}
