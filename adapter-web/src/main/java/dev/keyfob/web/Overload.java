package dev.keyfob.web;

import dev.keyfob.web.problem.Problem;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Bounds how many requests are in work, and how many wait for that. Who would wait too long is sent away at once.
 *
 * <p>Verification has places of its own: pages and queries that are slow, or too many, cannot take them. Health checks
 * always have one. GraphQL has its own, too: there the requests of an account wait for its turn, and take no place from
 * others meanwhile.
 */
final class Overload extends QoSHandler {

    private static final String[] VERIFICATION = {"/auth/check", "/auth/check/*", "/oauth2/*"};
    // Itself, and what the router takes for it.
    private static final String GRAPHQL = "/graphql/*";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    // Fewer than there are connections to the database, so that verification finds one too.
    static final int OTHERS = 16;
    static final int VERIFICATIONS = 128;

    // At work or waiting for a turn; few are at work.
    private static final int GRAPHQL_REQUESTS = 128;

    private final HttpField[] headers;

    private Overload(Handler next, int atOnce, int waiting, HttpField[] headers) {
        super(next);
        this.headers = headers;
        setMaxRequestCount(atOnce);
        setMaxSuspendedRequestCount(waiting);
        setMaxSuspend(LONGEST_WAIT);
    }

    /** {@code headers} are put on every answer of its own. */
    static Handler.Wrapper before(Handler next, HttpField... headers) {
        Overload others = new Overload(next, OTHERS, 4 * OTHERS, headers);
        others.excludePath(VERIFICATION);
        others.excludePath("/health/*");
        others.excludePath(GRAPHQL);
        Overload graphQl = new Overload(others, GRAPHQL_REQUESTS, 0, headers);
        graphQl.includePath(GRAPHQL);
        Overload verification = new Overload(graphQl, VERIFICATIONS, 8 * VERIFICATIONS, headers);
        verification.includePath(VERIFICATION);
        return verification;
    }

    @Override
    protected void reject(Request request, Response response, Callback callback, int status) {
        sendAway(request, response, callback);
    }

    @Override
    protected void expireSuspended(Request request, Response response, Callback callback) {
        sendAway(request, response, callback);
    }

    private void sendAway(Request request, Response response, Callback callback) {
        Problem problem = Problem.busy();
        for (HttpField header : headers) {
            response.getHeaders().put(header);
        }
        response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
        response.setStatus(problem.status());
        if (ForwardAuth.isAskedBy(request)) {
            ForwardAuth.forbid(response, problem.reason());
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(problem.json()), callback);
    }
}
