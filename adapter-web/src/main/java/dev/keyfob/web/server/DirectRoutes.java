package dev.keyfob.web.server;

import dev.keyfob.domain.Refusal;
import dev.keyfob.web.problem.Answer;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.problem.OAuthError;
import dev.keyfob.web.site.TrustedProxies;
import dev.keyfob.web.verify.VerificationRequest;
import io.javalin.http.HandlerType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers its own routes, and passes all other requests to the web framework.
 *
 * <p>Every request to an API behind Keyfob causes a verification. Servlets and a router would cost more than the
 * verification itself.
 */
public final class DirectRoutes extends Handler.Wrapper {

    /** Every method, including unknown ones. The body is ignored. */
    public static final HandlerType ANY = new HandlerType("ANY");

    private static final String BELOW = "/*";
    private static final String PARAMETER = "}";

    private final TrustedProxies trustedProxies;
    private final int largestBody;
    private final HttpField[] headers;

    /** By path, then by method. {@link #below} has the same for everything below a path. */
    private final Map<String, Methods> exact = new HashMap<>();

    private final List<Below> below = new ArrayList<>();

    private record Below(String start, Methods methods) {}

    /** The handlers of a path by method, and the watch that is notified of its requests. */
    private record Methods(Map<String, Function<VerificationRequest, Answer>> byMethod, RequestWatch.OfRoute watch) {}

    /** {@code headers} are added to every answer. */
    public DirectRoutes(TrustedProxies trustedProxies, int largestBody, HttpField... headers) {
        this.trustedProxies = trustedProxies;
        this.largestBody = largestBody;
        this.headers = headers;
    }

    /** Adds a route. {@code path} may end in {@code /*} or a parameter, which match everything below. */
    public void add(
            HandlerType method,
            String path,
            Function<VerificationRequest, Answer> handler,
            RequestWatch.OfRoute watch) {
        methods(path, watch).byMethod().put(method.name(), handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        LoggedRequest named = LoggedRequest.of(request);
        try {
            return handleNamed(request, response, callback);
        } finally {
            named.end();
        }
    }

    private boolean handleNamed(Request request, Response response, Callback callback) throws Exception {
        // Matches the path as it was sent. Resolved, "/auth/check/x/../../.." would be another route, and a proxy that
        // asks about x could take its answer for a yes.
        Optional<Methods> methods =
                find(request.getHttpURI().getPath()).or(() -> find(Request.getPathInContext(request)));
        if (methods.isEmpty()) {
            return super.handle(request, response, callback);
        }
        WatchedRequest.note(request, methods.get().watch());
        Answer answer = answer(request, methods.get().byMethod());
        if (request.getLength() != 0 && !request.consumeAvailable()) {
            // The unread rest of the body would be read as the next request.
            response.getHeaders().add(HttpFields.CONNECTION_CLOSE);
        }
        write(answer, response, callback);
        return true;
    }

    private Answer answer(Request request, Map<String, Function<VerificationRequest, Answer>> byMethod) {
        Function<VerificationRequest, Answer> handler = byMethod.get(ANY.name());
        if (handler == null) {
            handler = byMethod.get(request.getMethod());
            if (handler == null) {
                return ErrorResponses.notAllowed(request.getMethod(), byMethod.keySet());
            }
            if (request.getLength() > largestBody) {
                return ErrorResponses.ofStatus(413);
            }
        }
        try {
            return handler.apply(new JettyRequest(request, trustedProxies));
        } catch (Refusal refusal) {
            return ErrorResponses.of(refusal);
        } catch (OAuthError error) {
            return ErrorResponses.of(error);
        } catch (RuntimeException broken) {
            return ErrorResponses.failed(broken, request.getMethod());
        }
    }

    private void write(Answer answer, Response response, Callback callback) {
        HttpFields.Mutable fields = response.getHeaders();
        // The response has none of these headers yet, so nothing has to be replaced. An answer may have its own policy,
        // which replaces the default.
        for (HttpField header : headers) {
            fields.add(header);
        }
        answer.headers().forEach(fields::put);
        if (!answer.contentType().isEmpty()) {
            fields.add(HttpHeader.CONTENT_TYPE, answer.contentType());
        }
        response.setStatus(answer.status());
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    private Optional<Methods> find(String path) {
        Methods found = exact.get(path);
        if (found != null) {
            return Optional.of(found);
        }
        return below.stream()
                .filter(each -> path.startsWith(each.start()))
                .map(Below::methods)
                .findFirst();
    }

    private Methods methods(String path, RequestWatch.OfRoute watch) {
        if (!path.endsWith(BELOW) && !path.endsWith(PARAMETER)) {
            return exact.computeIfAbsent(path, first -> new Methods(new HashMap<>(), watch));
        }
        String start = path.substring(0, path.lastIndexOf('/') + 1);
        return below.stream()
                .filter(each -> each.start().equals(start))
                .map(Below::methods)
                .findFirst()
                .orElseGet(() -> {
                    Below added = new Below(start, new Methods(new HashMap<>(), watch));
                    below.add(added);
                    return added.methods();
                });
    }

    /** A Jetty request, as verification reads it. */
    private record JettyRequest(Request request, TrustedProxies trustedProxies) implements VerificationRequest {

        @Override
        public String method() {
            return request.getMethod();
        }

        @Override
        public String path() {
            return request.getHttpURI().getPath();
        }

        @Override
        public Optional<String> query() {
            return Optional.ofNullable(request.getHttpURI().getQuery());
        }

        @Override
        public String address() {
            return trustedProxies.addressOf(Request.getRemoteAddr(request), headers("X-Forwarded-For"));
        }

        @Override
        public List<String> headers(String name) {
            return request.getHeaders().getValuesList(name);
        }

        @Override
        public Set<String> headerNames() {
            return request.getHeaders().getFieldNamesCollection();
        }

        @Override
        public byte[] body() {
            return RequestBuffering.of(request);
        }
    }
}
