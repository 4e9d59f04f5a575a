package dev.keyfob.web.server;

import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Passes only the method of the request line to the web framework.
 *
 * <p>The framework lets the header X-HTTP-Method-Override replace the method, so that a GET could delete. It also has
 * internal hooks with names such as BEFORE, which a request could send as its method.
 */
public final class IgnoreMethodOverride extends Handler.Wrapper {

    /** A method that no route has. */
    private static final String UNKNOWN = "UNKNOWN";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean isHook = !HandlerType.findOrDefault(request.getMethod()).isHttpMethod();
        return super.handle(
                isHook || request.getHeaders().contains(Header.X_HTTP_METHOD_OVERRIDE)
                        ? new AsSent(request, isHook ? UNKNOWN : request.getMethod())
                        : request,
                response,
                callback);
    }

    private static final class AsSent extends Request.Wrapper {

        private final String method;
        private final HttpFields headers;

        AsSent(Request request, String method) {
            super(request);
            this.method = method;
            this.headers = HttpFields.build(request.getHeaders())
                    .remove(Header.X_HTTP_METHOD_OVERRIDE)
                    .asImmutable();
        }

        @Override
        public String getMethod() {
            return method;
        }

        @Override
        public HttpFields getHeaders() {
            return headers;
        }
    }
}
