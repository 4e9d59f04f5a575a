package dev.keyfob.web.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Passes a request on once its whole body has arrived.
 *
 * <p>A slow body therefore holds a few bytes and no thread. Otherwise a few hundred slow clients, without signing in,
 * could block the whole server. Jetty has a handler for this, but it keeps a whole buffer for each piece that arrives,
 * even for a single byte.
 */
public final class RequestBuffering extends Handler.Wrapper {

    private static final byte[] NOTHING = {};

    /**
     * The bytes of each body that do not count towards the limit, so that verification and sign-in are never refused.
     */
    private static final int FREE = 4 * 1024;

    /** The limit on the buffered bytes of all bodies together, beyond {@link #FREE} of each. */
    private static final long MOST_ARRIVING = 32L * 1024 * 1024;

    private final AtomicLong arriving = new AtomicLong();
    private final int largest;

    public RequestBuffering(int largest, Handler next) {
        super(next);
        this.largest = largest;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        // A body that is declared too large is refused later, without being read. A proxy that asks about a request may
        // send the Content-Length of that request without its body.
        if (request.getLength() == 0 || request.getLength() > largest || ForwardAuth.isAskedBy(request)) {
            return super.handle(request, response, callback);
        }
        Arrival arrival = new Arrival(request, response, callback);
        Request.addCompletionListener(request, failure -> arriving.addAndGet(-arrival.counted));
        arrival.run();
        return true;
    }

    /** Returns the whole body of a request that came through this handler. */
    static byte[] of(Request request) {
        Arrived arrived = Request.as(request, Arrived.class);
        return arrived == null ? NOTHING : arrived.bytes;
    }

    private void handOn(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Throwable e) {
            // Catches errors too. Otherwise the request would never end.
            Response.writeError(request, response, callback, e);
        }
    }

    /** Reads what has arrived, each time that something has. */
    private final class Arrival implements Runnable {

        private final Request request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
        private int counted;

        Arrival(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        @Override
        public void run() {
            for (Content.Chunk chunk = request.read(); chunk != null; chunk = request.read()) {
                if (Content.Chunk.isFailure(chunk)) {
                    Response.writeError(request, response, callback, statusOf(chunk.getFailure()));
                    return;
                }
                byte[] piece = BufferUtil.toArray(chunk.getByteBuffer());
                boolean isLast = chunk.isLast();
                chunk.release();
                if (isLast && body.size() == 0 && piece.length <= Math.min(FREE, largest)) {
                    handOn(new Arrived(request, piece), response, callback);
                    return;
                }
                body.writeBytes(piece);
                if (body.size() > largest) {
                    Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
                    return;
                }
                if (isTooMuch()) {
                    Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
                    return;
                }
                if (isLast) {
                    handOn(new Arrived(request, body.toByteArray()), response, callback);
                    return;
                }
            }
            request.demand(this);
        }

        private boolean isTooMuch() {
            int more = Math.max(0, body.size() - FREE) - counted;
            counted += more;
            return more > 0 && arriving.addAndGet(more) > MOST_ARRIVING;
        }

        private static int statusOf(Throwable failure) {
            return failure instanceof HttpException understood ? understood.getCode() : HttpStatus.REQUEST_TIMEOUT_408;
        }
    }

    /** The request with its whole body. */
    private static final class Arrived extends Request.Wrapper {

        private final byte[] bytes;
        private @Nullable ByteBufferContentSource source;

        Arrived(Request request, byte[] bytes) {
            super(request);
            this.bytes = bytes;
        }

        // Created on demand, because verification takes the bytes and only the web framework reads the source.
        private ByteBufferContentSource source() {
            if (source == null) {
                source = new ByteBufferContentSource(ByteBuffer.wrap(bytes));
            }
            return source;
        }

        @Override
        public Content.Chunk read() {
            return source().read();
        }

        @Override
        public void demand(Runnable task) {
            source().demand(task);
        }

        @Override
        public void fail(Throwable failure) {
            source().fail(failure);
            super.fail(failure);
        }
    }
}
