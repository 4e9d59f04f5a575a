package dev.keyfob.web.server;

import dev.keyfob.web.problem.Problem;
import dev.keyfob.web.verify.AuthCheckEndpoint;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Recognizes requests for {@link AuthCheckEndpoint}, and answers those that fail before they reach it. */
final class ForwardAuth {

    static final String PATH = AuthCheckEndpoint.PATH;

    /** Finds the path in a request's first line, and ignores everything else. */
    private static final Pattern PATH_IN_TARGET =
            Pattern.compile("(?:[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*)?([^?#;]*).*", Pattern.DOTALL);

    private ForwardAuth() {}

    /**
     * Returns whether a request is for the endpoint, by its path as sent or as resolved. A path with {@code ..} may
     * resolve to another route.
     */
    static boolean isAskedBy(Request request) {
        return AuthCheckEndpoint.isAt(request.getHttpURI().getPath())
                || AuthCheckEndpoint.isAt(Request.getPathInContext(request));
    }

    /** Returns whether the target of a first line is the endpoint, even if no server can parse the target. */
    static boolean isTarget(String target) {
        Matcher path = PATH_IN_TARGET.matcher(target);
        return path.matches() && AuthCheckEndpoint.isAt(path.group(1));
    }

    /**
     * Returns whether a failed request may be for the endpoint. If the first line is too long, its path is unknown.
     * Then the request counts as one for the endpoint, so that no proxy lets it pass.
     */
    static boolean mayBeAskedBy(Request request, Response response) {
        return isAskedBy(request) || response.getStatus() == HttpStatus.URI_TOO_LONG_414;
    }

    /** Turns the response into one that a proxy understands, and returns the problem for its body. */
    static Problem forbid(Response response, Problem problem) {
        Problem told = problem.atProxy();
        response.setStatus(told.status());
        AuthCheckEndpoint.HEADERS.forEach(header -> response.getHeaders().put(header, ""));
        response.getHeaders().put(AuthCheckEndpoint.REASON, told.reason());
        return told;
    }
}
