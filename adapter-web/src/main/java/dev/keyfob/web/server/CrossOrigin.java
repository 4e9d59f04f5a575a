package dev.keyfob.web.server;

import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets pages of the configured origins call the APIs with a token (CORS, as in the Fetch standard).
 *
 * <p>It never allows credentials, which here means cookies, so another site cannot act as the signed-in user. It does
 * not apply to pages.
 */
public final class CrossOrigin extends Handler.Wrapper {

    private static final Set<Audience> APIS = EnumSet.of(Audience.PROGRAMS, Audience.GRAPHQL);

    private final Set<String> origins;
    private final Function<String, Audience> audienceOf;
    private final Function<String, SortedSet<String>> methodsOf;
    private final HttpField[] headers;

    /**
     * @param origins as browsers write them in {@code Origin}
     * @param audienceOf returns the audience of a path
     * @param methodsOf returns the methods that a path supports
     * @param headers added to each answer to a preflight request
     */
    public CrossOrigin(
            Handler next,
            Set<String> origins,
            Function<String, Audience> audienceOf,
            Function<String, SortedSet<String>> methodsOf,
            HttpField... headers) {
        super(next);
        this.origins = Set.copyOf(origins);
        this.audienceOf = audienceOf;
        this.methodsOf = methodsOf;
        this.headers = headers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        if (origins.isEmpty() || !APIS.contains(audienceOf.apply(path))) {
            return super.handle(request, response, callback);
        }
        HttpFields.Mutable fields = response.getHeaders();
        // Also sent to other origins, because a cache must not reuse the answer to one origin for another.
        fields.add(HttpHeader.VARY, HttpHeader.ORIGIN.asString());
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            return super.handle(request, response, callback);
        }
        fields.put("Access-Control-Allow-Origin", origin);
        if (!isPreflight(request)) {
            fields.put("Access-Control-Expose-Headers", "Link, Location, Retry-After, WWW-Authenticate");
            return super.handle(request, response, callback);
        }
        for (HttpField header : headers) {
            fields.put(header);
        }
        fields.put("Access-Control-Allow-Methods", String.join(", ", methodsOf.apply(path)));
        fields.put("Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key");
        fields.put("Access-Control-Max-Age", "600");
        response.setStatus(HttpStatus.NO_CONTENT_204);
        callback.succeeded();
        return true;
    }

    private static boolean isPreflight(Request request) {
        return HttpMethod.OPTIONS.is(request.getMethod())
                && request.getHeaders().contains("Access-Control-Request-Method");
    }
}
