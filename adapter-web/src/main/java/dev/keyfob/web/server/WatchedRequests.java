package dev.keyfob.web.server;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Notifies a {@link RequestWatch} of every request, including refused ones. */
public final class WatchedRequests extends Handler.Wrapper {

    private final RequestWatch watch;
    private final RequestWatch.OfRoute unrouted;

    public WatchedRequests(RequestWatch watch, Handler next) {
        super(next);
        this.watch = watch;
        this.unrouted = watch.of("other", RequestWatch.NO_ROUTE);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        WatchedRequest watched = new WatchedRequest(request, unrouted, watch.nextId());
        Request.addCompletionListener(request, failure -> watched.tell(response));
        return super.handle(watched, response, callback);
    }
}
