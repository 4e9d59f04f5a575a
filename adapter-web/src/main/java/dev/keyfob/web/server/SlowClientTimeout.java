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
 * Closes a connection on which a request has begun to come in and is not all here in time, and one whose answer is not
 * taken fast enough.
 *
 * <p>An idle timeout starts anew with each byte, so a client that sends or reads one now and then could stay for days.
 * Silence is left to the idle timeout, and so is the time of the work in between to those who do it. Half of the
 * patience is the longest silence; between two requests a connection may stand idle for longer, as proxies keep theirs.
 */
public final class SlowClientTimeout extends Handler.Wrapper implements Connection.Listener {

    /** How often a connection is looked at before patience is at its end; it may last one look longer. */
    private static final int LOOKS = 10;

    /** So much of an answer must be taken before patience is at its end, or all of it; then it begins anew. */
    private static final long LEAST_TAKEN = 256 * 1024;

    /**
     * A request is to come, or an answer to go: how to see how many bytes have moved, how many had when this began, and
     * how many looks ago the request was first seen to begin, or the answer to be written.
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
     * {@code betweenRequests}: for how long a connection that was used may stand idle; {@code whileStopping}: the same
     * while the server stops.
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

    /** For how long a connection may be silent before its first request, within one, and while an answer is taken. */
    public Duration longestSilence() {
        return patience.dividedBy(2);
    }

    /** Must be called with requests of which nothing more is waited for. */
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
        // While the server stops, nobody is waited for. Asked last: a stop that begins later shortens the timeout
        // itself.
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
            // Whatever closing one connection throws, the next look comes.
            if (isRunning()) {
                scheduleLook();
            }
        }
    }

    // Each change applies only if the request has not become complete, and the answer was not taken, in the meantime.
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
            // Only now: most requests are over before a look, and each change of a timeout costs them something.
            connection.getEndPoint().setIdleTimeout(longestSilence().toMillis());
            waits.replace(connection, wait, wait.again());
        }
    }

    /** Waits while what was written is taken. */
    private final class Taking extends Response.Wrapper {

        Taking(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback written) {
            Connection connection = getRequest().getConnectionMetaData().getConnection();
            // What was taken is no longer left in it. The connection counts it all as gone out from the beginning.
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
