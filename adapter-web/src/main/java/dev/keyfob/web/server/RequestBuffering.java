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
 * Hands a request on once all of its body is here.
 *
 * <p>A body that is slow to come thereby holds a few bytes and no thread: else a few hundred of them, which need no
 * sign-in, stop the whole server. Jetty has a handler for this; it keeps a whole buffer for each piece that comes in,
 * be it a single byte.
 */
public final class RequestBuffering extends Handler.Wrapper {

    private static final byte[] NOTHING = {};

    /** A body of this size counts for nothing: whoever asks about a token or signs in is never sent away. */
    private static final int FREE = 4 * 1024;

    /** The limit on buffered bytes of all large bodies together, while they are still arriving. */
    private static final long MOST_ARRIVING = 32L * 1024 * 1024;

    private final AtomicLong arriving = new AtomicLong();
    private final int largest;

    public RequestBuffering(int largest, Handler next) {
        super(next);
        this.largest = largest;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        // What says beforehand that it is too large is refused unread, further in. A proxy that asks whether a request
        // may pass can promise the body of that one, and keep it.
        if (request.getLength() == 0 || request.getLength() > largest || ForwardAuth.isAskedBy(request)) {
            return super.handle(request, response, callback);
        }
        Arrival arrival = new Arrival(request, response, callback);
        Request.addCompletionListener(request, failure -> arriving.addAndGet(-arrival.counted));
        arrival.run();
        return true;
    }

    /** All of the body of a request that came through here. */
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
            // An error, too: otherwise the request would never end.
            Response.writeError(request, response, callback, e);
        }
    }

    /** Takes what has come, as often as something has. */
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

    /** The request as if its body had come in one piece. */
    private static final class Arrived extends Request.Wrapper {

        private final byte[] bytes;
        private @Nullable ByteBufferContentSource source;

        Arrived(Request request, byte[] bytes) {
            super(request);
            this.bytes = bytes;
        }

        // Verification takes the bytes; only the web framework reads on from here.
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
