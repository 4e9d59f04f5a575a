package dev.keyfob.web.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Buffers an answer until it is complete, then hands it over for writing.
 *
 * <p>A slow reader therefore costs the bytes of one answer, but neither a thread nor a place. Otherwise a few dozen
 * slow readers, without signing in, could block all pages. An answer that is larger than any page, such as an exported
 * log, is streamed.
 */
public final class ResponseBuffering extends Handler.Wrapper {

    /** The largest buffered answer in bytes. A larger one is streamed. */
    static final int LARGEST = 1024 * 1024;

    /** The limit on the unread bytes of all answers. Above it, the connections that have waited longest are closed. */
    private static final long MOST_UNREAD = 16L * LARGEST;

    private final long mostUnread;
    private final Set<Answering> unread = new LinkedHashSet<>();
    private long bytesUnread;

    public ResponseBuffering(Handler next) {
        this(MOST_UNREAD, next);
    }

    ResponseBuffering(long mostUnread, Handler next) {
        super(next);
        this.mostUnread = mostUnread;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Answering answering = new Answering(request, response, callback);
        return super.handle(request, answering, answering);
    }

    private void begin(Answering handedOver) {
        List<Answering> tooOld = new ArrayList<>();
        synchronized (unread) {
            unread.add(handedOver);
            bytesUnread += handedOver.size;
            long left = bytesUnread;
            for (Iterator<Answering> oldest = unread.iterator(); left > mostUnread; ) {
                Answering next = oldest.next();
                tooOld.add(next);
                left -= next.size;
            }
        }
        // This makes their writes fail, and the failure callback removes them from the set.
        tooOld.forEach(Answering::cutOff);
    }

    private void end(Answering read) {
        synchronized (unread) {
            if (unread.remove(read)) {
                bytesUnread -= read.size;
            }
        }
    }

    /** The response that the web framework writes to, and the callback that it completes. */
    private final class Answering extends Response.Wrapper implements Callback {

        private final Callback callback;
        private ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
        private int size;
        private boolean isStreamed;
        private boolean isBegun;
        private boolean isLast;

        Answering(Request request, Response response, Callback callback) {
            super(request, response);
            this.callback = callback;
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback written) {
            isBegun = true;
            isLast = last;
            if (isStreamed) {
                super.write(last, content, written);
                return;
            }
            if (content != null) {
                kept.writeBytes(BufferUtil.toArray(content));
                content.position(content.limit());
            }
            if (kept.size() > LARGEST) {
                isStreamed = true;
                super.write(last, takeKept(), written);
            } else {
                written.succeeded();
            }
        }

        /** Returns whether anything was written. It cannot be taken back, even if it was not sent yet. */
        @Override
        public boolean isCommitted() {
            return isBegun || super.isCommitted();
        }

        @Override
        public boolean hasLastWrite() {
            return isLast || super.hasLastWrite();
        }

        @Override
        public void succeeded() {
            if (isStreamed) {
                callback.succeeded();
                return;
            }
            ByteBuffer whole = takeKept();
            begin(this);
            super.write(
                    true,
                    whole,
                    Callback.from(
                            () -> {
                                end(this);
                                callback.succeeded();
                            },
                            failure -> {
                                end(this);
                                callback.failed(failure);
                            }));
        }

        @Override
        public void failed(Throwable failure) {
            callback.failed(failure);
        }

        // Releases the buffer, so that the answer is not in memory twice while the client reads it.
        private ByteBuffer takeKept() {
            ByteBuffer taken = ByteBuffer.wrap(kept.toByteArray());
            kept = new ByteArrayOutputStream(0);
            size = taken.remaining();
            return taken;
        }

        private void cutOff() {
            getRequest().getConnectionMetaData().getConnection().getEndPoint().close();
        }
    }
}
