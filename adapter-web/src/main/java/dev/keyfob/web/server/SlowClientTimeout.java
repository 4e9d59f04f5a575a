package dev.keyfob.web.server;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes a connection if a request has begun and does not arrive completely in time, or if its answer is read too
 * slowly.
 *
 * <p>An idle timeout restarts with each byte, so a client that sends or reads a byte now and then could stay for days.
 * Silent clients are left to the idle timeout. The time of the work between request and answer is not limited here. The
 * idle timeout is half of {@code patience}. Between two requests, a connection may be idle for longer, because proxies
 * keep their connections open.
 */
public final class SlowClientTimeout extends Handler.Wrapper implements Connection.Listener {

    /** How often a connection is checked before its time is up. It may last one check longer. */
    private static final int LOOKS = 10;

    /**
     * The bytes of an answer that the client must read before its time is up, unless it has read all. Then the time
     * starts again.
     */
    private static final long LEAST_TAKEN = 256 * 1024;

    /**
     * A wait for a request to arrive, or for an answer to be read.
     *
     * @param moved returns how many bytes have moved
     * @param movedBefore how many bytes had moved when the wait began
     * @param looks the number of checks since the request was first seen to begin, or since the answer was written
     */
    private record Wait(boolean isForAnswer, LongSupplier moved, long movedBefore, int looks) {

        static Wait from(boolean isForAnswer, LongSupplier moved) {
            return new Wait(isForAnswer, moved, moved.getAsLong(), 0);
        }

        boolean isBegun() {
            return isForAnswer || looks > 0 || moved.getAsLong() > movedBefore;
        }

        boolean isFastEnough() {
            return isForAnswer && moved.getAsLong() - movedBefore >= LEAST_TAKEN;
        }

        Wait again() {
            return new Wait(isForAnswer, moved, movedBefore, looks + 1);
        }
    }

    private final Duration patience;
    private final Duration betweenRequests;
    private final Duration whileStopping;
    private final Duration betweenLooks;
    private final Map<Connection, Wait> waits = new ConcurrentHashMap<>();
    private Scheduler.Task nextLook = () -> true;

    /**
     * {@code betweenRequests} is how long a used connection may be idle. {@code whileStopping} is the same while the
     * server stops.
     */
    public SlowClientTimeout(Duration patience, Duration betweenRequests, Duration whileStopping) {
        this.patience = patience;
        this.betweenRequests = betweenRequests;
        this.whileStopping = whileStopping;
        this.betweenLooks = patience.dividedBy(LOOKS);
    }

    @Override
    public void onOpened(Connection connection) {
        waits.put(connection, Wait.from(false, connection::getBytesIn));
    }

    /**
     * Returns how long a connection may be silent before its first request, within one, and while an answer is read.
     */
    public Duration longestSilence() {
        return patience.dividedBy(2);
    }

    /** Must be called only with requests that have arrived completely. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connection connection = request.getConnectionMetaData().getConnection();
        waits.remove(connection);
        Request.addCompletionListener(request, failure -> awaitNext(request.getConnectionMetaData()));
        return super.handle(request, new Taking(request, response), callback);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        scheduleLook();
    }

    @Override
    protected void doStop() throws Exception {
        nextLook.cancel();
        super.doStop();
    }

    private void awaitNext(ConnectionMetaData served) {
        onOpened(served.getConnection());
        EndPoint client = served.getConnection().getEndPoint();
        client.setIdleTimeout(betweenRequests.toMillis());
        // A stopping server does not wait for requests. Checked last, because a stop that begins later shortens the
        // timeout itself.
        if (served.getConnector().isShutdown()) {
            client.setIdleTimeout(whileStopping.toMillis());
        }
    }

    private void scheduleLook() {
        nextLook = getServer().getScheduler().schedule(this::look, betweenLooks);
    }

    private void look() {
        try {
            waits.forEach(this::lookAt);
        } finally {
            // Schedules the next check even if closing a connection throws.
            if (isRunning()) {
                scheduleLook();
            }
        }
    }

    // Each change applies only if the wait has not changed, that is, if the request is still incomplete or the answer
    // unread.
    private void lookAt(Connection connection, Wait wait) {
        if (!connection.getEndPoint().isOpen()) {
            waits.remove(connection, wait);
        } else if (wait.isFastEnough()) {
            waits.replace(connection, wait, Wait.from(true, wait.moved()));
        } else if (wait.looks() == LOOKS) {
            if (waits.remove(connection, wait)) {
                connection.getEndPoint().close();
            }
        } else if (wait.isBegun()) {
            // Set only now, because most requests end before a check, and each change of a timeout has a cost.
            connection.getEndPoint().setIdleTimeout(longestSilence().toMillis());
            waits.replace(connection, wait, wait.again());
        }
    }

    /** Watches each write until the client has read it. */
    private final class Taking extends Response.Wrapper {

        Taking(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback written) {
            Connection connection = getRequest().getConnectionMetaData().getConnection();
            // Counts the bytes that remain in the buffer. The connection's own counter includes all of them from the
            // beginning.
            waits.put(connection, Wait.from(true, () -> -BufferUtil.length(content)));
            super.write(
                    last,
                    content,
                    Callback.from(
                            written.getInvocationType(),
                            () -> {
                                waits.remove(connection);
                                written.succeeded();
                            },
                            failure -> {
                                waits.remove(connection);
                                written.failed(failure);
                            }));
        }
    }
}
