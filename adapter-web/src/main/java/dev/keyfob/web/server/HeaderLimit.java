package dev.keyfob.web.server;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses a request without a path, or whose head is larger than its path takes. Jetty knows one limit for all, the
 * largest of them: it holds before the path is known. A proxy that asks at {@code /auth/check} passes on cookies that
 * are meant for others.
 */
public final class HeaderLimit extends Handler.Wrapper {

    private final int largest;
    private final int largestChecked;

    /** {@code largestChecked} is the limit of forward-auth, and {@code largest} that of all else. */
    public HeaderLimit(int largest, int largestChecked, Handler next) {
        super(next);
        this.largest = largest;
        this.largestChecked = largestChecked;
    }

    /** What Jetty must let in. */
    public int ofJetty() {
        return Math.max(largest, largestChecked);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        // A CONNECT names a host and no path.
        if (HttpMethod.CONNECT.is(request.getMethod())) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
            return true;
        }
        int limit = ForwardAuth.isAskedBy(request) ? largestChecked : largest;
        if (limit < ofJetty() && sizeOf(request) > limit) {
            Response.writeError(request, response, callback, HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
            return true;
        }
        return super.handle(request, response, callback);
    }

    private static int sizeOf(Request request) {
        // The spaces, the version and the ends of lines of the first line; then a colon, a space and an end for each
        // field.
        int size = request.getMethod().length()
                + request.getHttpURI().getPathQuery().length()
                + 12;
        for (HttpField field : request.getHeaders()) {
            size += field.getName().length()
                    + (field.getValue() == null ? 0 : field.getValue().length())
                    + 4;
        }
        return size;
    }
}
