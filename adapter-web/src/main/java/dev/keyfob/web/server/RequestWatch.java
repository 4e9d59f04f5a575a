package dev.keyfob.web.server;

import java.util.List;
import java.util.Optional;

/**
 * Is notified of every answered request, to count or log it. It receives the route, and never the path, the query or a
 * header other than {@code traceparent}, so it cannot contain a secret or a person's name.
 */
public interface RequestWatch {

    /** The route of requests that match no route, or that were refused before a route was looked up. */
    String NO_ROUTE = "none";

    /**
     * Returns the watch of a route. It is called once for each route when the server starts, so that no request needs a
     * look-up.
     *
     * @param method of the route; ANY if it accepts all
     * @param path the pattern, such as {@code /settings/access-token/{id}}
     */
    OfRoute of(String method, String path);

    /** Returns an id for a new request; empty if no watch needs one. */
    default String nextId() {
        return "";
    }

    /** Returns a watch that notifies all of these. Ids come from the first one that creates them. */
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

    /** Is notified of the requests to one route. */
    interface OfRoute {
        void answered(Answered answered);
    }

    /**
     * A request and its answer.
     *
     * @param method as sent, if it is a method of HTTP; otherwise {@code other}
     * @param nanos from its headers until its answer was read
     * @param bytes of the answer's body
     * @param traceparent the trace that it belongs to (W3C Trace Context)
     */
    record Answered(
            String method, int status, long nanos, long bytes, String requestId, Optional<String> traceparent) {}
}
