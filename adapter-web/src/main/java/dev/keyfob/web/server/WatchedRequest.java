package dev.keyfob.web.server;

import java.util.Optional;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** A request of which a {@link RequestWatch} is told once it is answered. Whoever finds its route says so here. */
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

    /** Notes the route of the request, where that is watched. */
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
