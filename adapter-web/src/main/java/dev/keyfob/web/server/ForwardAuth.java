package dev.keyfob.web.server;

import dev.keyfob.web.problem.Problem;
import dev.keyfob.web.verify.AuthCheckEndpoint;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Requests that {@link AuthCheckEndpoint} is to answer, and what they are told when they do not come as far. */
public final class ForwardAuth {

    static final String PATH = AuthCheckEndpoint.PATH;

    /** The path in a request's first line, of which nothing else is read. */
    private static final Pattern PATH_IN_TARGET =
            Pattern.compile("(?:[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*)?([^?#;]*).*", Pattern.DOTALL);

    private ForwardAuth() {}

    /** By the path as it came in too: resolved, one that climbs out is another's. */
    public static boolean isAskedBy(Request request) {
        return AuthCheckEndpoint.isAt(request.getHttpURI().getPath())
                || AuthCheckEndpoint.isAt(Request.getPathInContext(request));
    }

    /** By what the first line of a request names, which may be written in a way that no server can read. */
    static boolean isTarget(String target) {
        Matcher path = PATH_IN_TARGET.matcher(target);
        return path.matches() && AuthCheckEndpoint.isAt(path.group(1));
    }

    /**
     * Where a first line is too long, nobody knows whom it asks: then it counts as asked, so that no proxy passes it.
     */
    public static boolean mayBeAskedBy(Request request, Response response) {
        return isAskedBy(request) || response.getStatus() == HttpStatus.URI_TOO_LONG_414;
    }

    /** Makes it the answer that a proxy understands, and returns what is to be told in the body. */
    public static Problem forbid(Response response, Problem problem) {
        Problem told = problem.atProxy();
        response.setStatus(told.status());
        AuthCheckEndpoint.HEADERS.forEach(header -> response.getHeaders().put(header, ""));
        response.getHeaders().put(AuthCheckEndpoint.REASON, told.reason());
        return told;
    }
}
