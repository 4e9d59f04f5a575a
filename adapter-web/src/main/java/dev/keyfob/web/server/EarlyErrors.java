package dev.keyfob.web.server;

import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.problem.GraphQlProblem;
import dev.keyfob.web.problem.Problem;
import dev.keyfob.web.problem.ProblemFormat;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers requests that Jetty refuses before they reach a route, such as one whose header is too large. Jetty's own
 * error page would name classes.
 */
public final class EarlyErrors implements Request.Handler {

    private final Map<String, String> headers;
    private final Function<String, ProblemFormat> formatOf;

    /**
     * @param headers added to every answer
     * @param formatOf returns the form of problems at a path
     */
    public EarlyErrors(Map<String, String> headers, Function<String, ProblemFormat> formatOf) {
        this.headers = headers;
        this.formatOf = formatOf;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        headers.forEach(response.getHeaders()::put);
        int status = response.getStatus();
        if (ForwardAuth.mayBeAskedBy(request, response)) {
            Problem problem = status < 500 ? Problem.ofStatus(400) : Problem.unavailable();
            write(ForwardAuth.forbid(response, problem), response, callback);
            return true;
        }
        Problem problem = status == 503 ? Problem.busy() : Problem.ofStatus(status);
        ErrorResponses.headersOf(problem).forEach(response.getHeaders()::put);
        switch (formatOf.apply(Request.getPathInContext(request))) {
            case GRAPHQL -> {
                Optional<String> accept =
                        Optional.ofNullable(request.getHeaders().get(HttpHeader.ACCEPT));
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, GraphQlProblem.mediaType(accept));
                response.write(true, ByteBuffer.wrap(GraphQlProblem.json(problem)), callback);
            }
            case PROBLEM -> write(problem, response, callback);
            case PAGE -> {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
                Content.Sink.write(response, true, problem.detail() + "\n", callback);
            }
        }
        return true;
    }

    private static void write(Problem problem, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(problem.json()), callback);
    }
}
