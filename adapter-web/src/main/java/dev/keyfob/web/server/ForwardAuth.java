package dev.keyfob.web.server;

import dev.keyfob.web.verify.AuthCheckEndpoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Requests that {@link AuthCheckEndpoint} is to answer, and what they are told when they do not come as far. */
public final class ForwardAuth {

    private ForwardAuth() {}

    /** By the path as it came in too: resolved, one that climbs out is another's. */
    public static boolean isAskedBy(Request request) {
        return AuthCheckEndpoint.isAt(request.getHttpURI().getPath())
                || AuthCheckEndpoint.isAt(Request.getPathInContext(request));
    }

    /** The body is left to the caller. */
    public static void forbid(Response response, String reason) {
        response.setStatus(403);
        AuthCheckEndpoint.HEADERS.forEach(header -> response.getHeaders().put(header, ""));
        response.getHeaders().put(AuthCheckEndpoint.REASON, reason);
    }
}
