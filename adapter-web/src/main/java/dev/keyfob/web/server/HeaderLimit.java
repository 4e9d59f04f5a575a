package dev.keyfob.web.server;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses a request that has no path, or whose first line and headers are larger than its path allows. Jetty has only
 * one limit, which applies before the path is known, so it gets the largest. {@code /auth/check} has its own limit,
 * because a proxy sends it cookies that are meant for other servers.
 */
public final class HeaderLimit extends Handler.Wrapper {

    private final int largest;
    private final int largestChecked;

    /** {@code largestChecked} is the limit of forward-auth in bytes, and {@code largest} that of all other paths. */
    public HeaderLimit(int largest, int largestChecked, Handler next) {
        super(next);
        this.largest = largest;
        this.largestChecked = largestChecked;
    }

    /** Returns the limit that Jetty must have. */
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
        // 12 bytes for the spaces, the version and the line end of the first line. 4 bytes for the colon, the space and
        // the line end of each field.
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
