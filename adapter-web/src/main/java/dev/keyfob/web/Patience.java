package dev.keyfob.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes a connection on which a request has begun to come in and is not all here in time.
 *
 * <p>An idle timeout starts anew with each byte, so a client that sends one now and then could stay for days. Silence
 * before and between requests is left to the idle timeout.
 */
final class Patience extends Handler.Wrapper implements Connection.Listener {

    /** How often a connection is looked at before patience is at its end; it may last one look longer. */
    private static final int LOOKS = 10;

    /** A request is to come: how much had come in before it, and how many looks ago it was first seen to begin. */
    private record Wait(long bytesBefore, int looks) {}

    private final Duration betweenLooks;
    private final Map<Connection, Wait> waits = new ConcurrentHashMap<>();
    private Scheduler.Task nextLook = () -> true;

    Patience(Duration patience) {
        this.betweenLooks = patience.dividedBy(LOOKS);
    }

    @Override
    public void onOpened(Connection connection) {
        waits.put(connection, new Wait(connection.getBytesIn(), 0));
    }

    /** Must be called with requests of which nothing more is waited for. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connection connection = request.getConnectionMetaData().getConnection();
        waits.remove(connection);
        Request.addCompletionListener(request, failure -> onOpened(connection));
        return super.handle(request, response, callback);
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

    private void scheduleLook() {
        nextLook = getServer().getScheduler().schedule(this::look, betweenLooks);
    }

    private void look() {
        waits.forEach(this::lookAt);
        if (isRunning()) {
            scheduleLook();
        }
    }

    // Each change holds only if the request has not become complete meanwhile.
    private void lookAt(Connection connection, Wait wait) {
        if (!connection.getEndPoint().isOpen()) {
            waits.remove(connection, wait);
        } else if (wait.looks() == LOOKS) {
            if (waits.remove(connection, wait)) {
                connection.getEndPoint().close();
            }
        } else if (wait.looks() > 0 || connection.getBytesIn() > wait.bytesBefore()) {
            waits.replace(connection, wait, new Wait(wait.bytesBefore(), wait.looks() + 1));
        }
    }
}
