package dev.keyfob.web.server;

import dev.keyfob.web.problem.GraphQlProblem;
import dev.keyfob.web.problem.Problem;
import dev.keyfob.web.problem.ProblemFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Limits the requests in progress and in the queue. A request is refused if the queue is full, or if it waits too long.
 *
 * <p>Verification has its own places, so slow or numerous pages and queries cannot block it. Health checks are not
 * limited. GraphQL has its own places too: there, the requests of one account queue behind each other and leave the
 * other places free. A place is released when the answer is handed over for writing, because a slow reader causes no
 * work. Jetty's own handler keeps the place until the answer is read.
 */
public final class LoadShedding extends Handler.Wrapper {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    // Fewer than there are database connections, so that verification finds one too.
    static final int OTHERS = 16;
    public static final int VERIFICATIONS = 128;

    /** A waiting request holds no thread, so many may wait, and a burst of requests is not refused. */
    static final int WAITING = 256;

    // Requests in progress or waiting for a turn; few are in progress. The limit is higher than that of one account, so
    // that a burst of one account does not cause refusals for others.
    static final int GRAPHQL_REQUESTS = 256;

    private final Function<String, Audience> audienceOf;
    private final Set<Audience> bounded;
    private final int mostWaiting;
    private final LongAdder refusals;
    private final HttpField[] headers;
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    private int free;

    private LoadShedding(
            Handler next,
            Function<String, Audience> audienceOf,
            Set<Audience> bounded,
            int atOnce,
            int mostWaiting,
            LongAdder refusals,
            HttpField[] headers) {
        super(next);
        this.audienceOf = audienceOf;
        this.bounded = bounded;
        this.free = atOnce;
        this.mostWaiting = mostWaiting;
        this.refusals = refusals;
        this.headers = headers;
    }

    /**
     * Returns a handler that limits the requests to {@code next}. {@code audienceOf} returns the audience of a path,
     * {@code refusals} counts refused requests, and {@code headers} are added to every refusal.
     */
    public static Handler.Wrapper before(
            Handler next, Function<String, Audience> audienceOf, LongAdder refusals, HttpField... headers) {
        Set<Audience> others =
                EnumSet.complementOf(EnumSet.of(Audience.VERIFICATION, Audience.GRAPHQL, Audience.HEALTH));
        LoadShedding ofOthers = new LoadShedding(next, audienceOf, others, OTHERS, WAITING, refusals, headers);
        LoadShedding ofGraphQl = new LoadShedding(
                ofOthers, audienceOf, EnumSet.of(Audience.GRAPHQL), GRAPHQL_REQUESTS, WAITING, refusals, headers);
        return new LoadShedding(
                ofGraphQl,
                audienceOf,
                EnumSet.of(Audience.VERIFICATION),
                VERIFICATIONS,
                8 * VERIFICATIONS,
                refusals,
                headers);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!bounded.contains(audienceOf.apply(Request.getPathInContext(request)))) {
            return super.handle(request, response, callback);
        }
        Exchange exchange = new Exchange(request, response, callback);
        boolean hasPlace;
        boolean mayWait;
        synchronized (waiting) {
            hasPlace = free > 0;
            mayWait = !hasPlace && waiting.size() < mostWaiting;
            if (hasPlace) {
                free--;
            } else if (mayWait) {
                waiting.add(exchange);
                exchange.end = getServer().getScheduler().schedule(() -> sendAwayWaiting(exchange), LONGEST_WAIT);
            }
        }
        if (hasPlace) {
            return exchange.handle();
        }
        if (!mayWait) {
            sendAway(request, response, callback);
        }
        return true;
    }

    private void sendAwayWaiting(Exchange exchange) {
        boolean isWaiting;
        synchronized (waiting) {
            isWaiting = waiting.remove(exchange);
        }
        if (isWaiting) {
            sendAway(exchange.getRequest(), exchange.getWrapped(), exchange.callback);
        }
    }

    private void giveBack() {
        Optional<Exchange> next = next();
        while (next.isPresent() && !isStarted(next.get())) {
            next = next();
        }
    }

    // The request that has waited longest takes over the place. If none is waiting, the place becomes free.
    private Optional<Exchange> next() {
        synchronized (waiting) {
            Exchange next = waiting.poll();
            if (next == null) {
                free++;
            }
            return Optional.ofNullable(next);
        }
    }

    private boolean isStarted(Exchange next) {
        next.end.cancel();
        try {
            getServer().getThreadPool().execute(next);
            return true;
        } catch (RejectedExecutionException stopping) {
            sendAway(next.getRequest(), next.getWrapped(), next.callback);
            return false;
        }
    }

    private void sendAway(Request request, Response response, Callback callback) {
        refusals.increment();
        Problem problem = Problem.busy();
        for (HttpField header : headers) {
            response.getHeaders().put(header);
        }
        response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
        response.setStatus(problem.status());
        if (ForwardAuth.isAskedBy(request)) {
            problem = ForwardAuth.forbid(response, problem);
        }
        if (audienceOf.apply(Request.getPathInContext(request)).format() == ProblemFormat.GRAPHQL) {
            Optional<String> accept = Optional.ofNullable(request.getHeaders().get(HttpHeader.ACCEPT));
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, GraphQlProblem.mediaType(accept));
            response.write(true, ByteBuffer.wrap(GraphQlProblem.json(problem)), callback);
        } else {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
            response.write(true, ByteBuffer.wrap(problem.json()), callback);
        }
    }

    private boolean handleNext(Exchange exchange) throws Exception {
        return super.handle(exchange.getRequest(), exchange, exchange.callback);
    }

    /** A request that has a place or waits for one, and the response through which it releases the place. */
    private final class Exchange extends Response.Wrapper implements Runnable {

        private final Callback callback;
        private final AtomicBoolean hasPlace = new AtomicBoolean(true);
        private Scheduler.Task end = () -> true;

        Exchange(Request request, Response response, Callback callback) {
            super(request, response);
            this.callback = callback;
        }

        boolean handle() throws Exception {
            Request.addCompletionListener(getRequest(), failure -> leave());
            return handleNext(this);
        }

        @Override
        public void run() {
            try {
                if (!handle()) {
                    Response.writeError(getRequest(), this, callback, HttpStatus.NOT_FOUND_404);
                }
            } catch (Throwable e) {
                // Catches errors too. Otherwise the request would never end and never release its place.
                Response.writeError(getRequest(), this, callback, e);
            }
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback written) {
            if (last) {
                leave();
            }
            super.write(last, content, written);
        }

        private void leave() {
            if (hasPlace.getAndSet(false)) {
                giveBack();
            }
        }
    }
}
