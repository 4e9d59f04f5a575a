package dev.keyfob.web.server;

import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.slf4j.MDC;

/** Adds the id and the trace of a request to every line that its thread logs while it is answered. */
final class LoggedRequest {

    /** The names of the log fields, here and in the log writer. */
    private static final String TRACE_PARENT = "traceparent";

    private static final String REQUEST_ID = "request_id";

    private final boolean isNamed;

    private LoggedRequest(boolean isNamed) {
        this.isNamed = isNamed;
    }

    static LoggedRequest of(Request request) {
        WatchedRequest watched = Request.as(request, WatchedRequest.class);
        Optional<String> trace = watched == null
                ? TraceParent.of(request.getHeaders().getValuesList(TraceParent.HEADER))
                : watched.traceparent();
        String id = watched == null ? "" : watched.id();
        trace.ifPresent(text -> MDC.put(TRACE_PARENT, text));
        if (!id.isEmpty()) {
            MDC.put(REQUEST_ID, id);
        }
        return new LoggedRequest(trace.isPresent() || !id.isEmpty());
    }

    // The thread is reused for other requests.
    void end() {
        if (isNamed) {
            MDC.remove(TRACE_PARENT);
            MDC.remove(REQUEST_ID);
        }
    }
}
