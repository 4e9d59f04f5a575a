package dev.keyfob.web.server;

import java.util.List;
import java.util.Optional;

/**
 * Is told of every request that was answered: whoever counts or logs them. What it is told names the route and never
 * the path, the query or a header, so no secret and no person's name can be in it.
 */
public interface RequestWatch {

    /** The route of requests that none fits, or that were sent away before one was looked for. */
    String NO_ROUTE = "none";

    /**
     * What is told of the requests to a route. It is asked for once, when the server starts, so that telling needs no
     * search.
     *
     * @param method of the route; ANY where it takes all
     * @param path the pattern, such as {@code /settings/access-token/{id}}
     */
    OfRoute of(String method, String path);

    /** An id for a request that begins; empty where nobody reads it. */
    default String nextId() {
        return "";
    }

    /** Tells all of these; ids are those of the first that makes some. */
    static RequestWatch all(List<RequestWatch> watches) {
        if (watches.size() == 1) {
            return watches.get(0);
        }
        return new RequestWatch() {
            @Override
            public OfRoute of(String method, String path) {
                List<OfRoute> each =
                        watches.stream().map(watch -> watch.of(method, path)).toList();
                return answered -> each.forEach(watch -> watch.answered(answered));
            }

            @Override
            public String nextId() {
                for (RequestWatch watch : watches) {
                    String id = watch.nextId();
                    if (!id.isEmpty()) {
                        return id;
                    }
                }
                return "";
            }
        };
    }

    /** What is told of the requests to one route. */
    interface OfRoute {
        void answered(Answered answered);
    }

    /**
     * A request and what came of it.
     *
     * @param method as it was sent, where HTTP knows it; else {@code other}
     * @param nanos from its headers until its answer was taken
     * @param bytes of the answer's body
     * @param traceparent what names the trace that it belongs to (W3C Trace Context)
     */
    record Answered(
            String method, int status, long nanos, long bytes, String requestId, Optional<String> traceparent) {}
}
