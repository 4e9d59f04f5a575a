package dev.keyfob.web.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Creates connections that keep no secret between two requests, and that pass forward-auth requests to their endpoint
 * even if their path cannot be parsed.
 */
public final class ServerConnections extends HttpConnectionFactory {

    /** Replaces a path that cannot be parsed. It is refused for every token. */
    private static final String UNREADABLE = "/;";

    /**
     * The buffer in which Jetty assembles each header's value. Jetty leaves the value there until the next request on
     * the connection.
     */
    private static final VarHandle LATEST_VALUE;

    static {
        try {
            LATEST_VALUE = MethodHandles.privateLookupIn(HttpParser.class, MethodHandles.lookup())
                    .findVarHandle(HttpParser.class, "_string", StringBuilder.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Jetty keeps header values elsewhere: look where, and clear it.", e);
        }
    }

    public ServerConnections(HttpConfiguration configuration) {
        super(configuration);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return configure(new ServerConnection(getHttpConfiguration(), connector, endPoint), connector, endPoint);
    }

    private static final class ServerConnection extends HttpConnection {

        ServerConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
            super(configuration, connector, endPoint);
        }

        @Override
        protected RequestHandler newRequestHandler() {
            return new RequestHandler() {
                @Override
                public boolean headerComplete() {
                    boolean isHandled = super.headerComplete();
                    overwrite((StringBuilder) LATEST_VALUE.get(getParser()));
                    return isHandled;
                }
            };
        }

        @Override
        protected HttpStreamOverHTTP1 newHttpStream(String method, String target, HttpVersion version) {
            try {
                return super.newHttpStream(method, target, version);
            } catch (RuntimeException unreadable) {
                if (!ForwardAuth.isTarget(target)) {
                    throw unreadable;
                }
                // A CONNECT cannot have a path.
                String judged = HttpMethod.CONNECT.is(method) ? HttpMethod.GET.asString() : method;
                return super.newHttpStream(judged, ForwardAuth.PATH + UNREADABLE, version);
            }
        }

        private static void overwrite(StringBuilder text) {
            int length = text.length();
            text.setLength(0);
            // A greater length fills the buffer with zeros.
            text.setLength(text.capacity());
            text.setLength(length);
        }
    }
}
