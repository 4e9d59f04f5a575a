package dev.keyfob.web.server;

import java.util.Optional;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * A request whose {@link RequestWatch} is notified once it is answered. The code that finds its route calls
 * {@link #note}.
 */
public final class WatchedRequest extends Request.Wrapper {

    private final long begun = System.nanoTime();
    private final String id;
    private final Optional<String> traceparent;
    private volatile RequestWatch.OfRoute route;

    WatchedRequest(Request request, RequestWatch.OfRoute unrouted, String id) {
        super(request);
        this.route = unrouted;
        this.id = id;
        this.traceparent = TraceParent.of(request.getHeaders().getValuesList(TraceParent.HEADER));
    }

    /** Sets the route of the request, if the request is watched. */
    public static void note(Request request, RequestWatch.OfRoute route) {
        WatchedRequest watched = Request.as(request, WatchedRequest.class);
        if (watched != null) {
            watched.route = route;
        }
    }

    String id() {
        return id;
    }

    Optional<String> traceparent() {
        return traceparent;
    }

    void tell(Response response) {
        String method = getMethod();
        route.answered(new RequestWatch.Answered(
                HttpMethod.fromString(method) == null ? "other" : method,
                response.getStatus(),
                System.nanoTime() - begun,
                Response.getContentBytesWritten(response),
                id,
                traceparent));
    }
}
