package dev.keyfob.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread pool rejects work when it stops, while some requests still wait for a place. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoadSheddingWhileStoppingTest {

    private final Threads threads = new Threads();
    private final Server server = new Server(threads, new NoScheduler(), null);
    private final CountDownLatch waiting = new CountDownLatch(LoadShedding.OTHERS);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Map<String, CountDownLatch> allAtWork = Map.of(
            "/work", new CountDownLatch(LoadShedding.OTHERS), "/afterwards", new CountDownLatch(LoadShedding.OTHERS));
    private final HttpClient http = HttpClient.newHttpClient();

    private static final class Threads extends QueuedThreadPool {

        private final AtomicInteger refused = new AtomicInteger();
        private volatile boolean isStopping;

        @Override
        public void execute(Runnable task) {
            // A request that waited for a place, and not one of Jetty's own tasks.
            if (isStopping && task instanceof Response) {
                refused.incrementAndGet();
                throw new RejectedExecutionException();
            }
            super.execute(task);
        }
    }

    /** Runs nothing, so that no request waits too long. */
    private static final class NoScheduler extends AbstractLifeCycle implements Scheduler {

        @Override
        public Task schedule(Runnable task, long delay, TimeUnit units) {
            return () -> true;
        }
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void who_waits_is_told_to_come_back_and_no_place_is_lost() throws Exception {
        int port = start();
        List<CompletableFuture<Integer>> atWork = ask(port, "/work");
        allAtWork.get("/work").await();
        List<CompletableFuture<Integer>> refused = ask(port, "/wait");
        waiting.await();

        threads.isStopping = true;
        goOn.countDown();

        assertThat(refused).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(503));
        assertThat(threads.refused).hasValue(LoadShedding.OTHERS);
        threads.isStopping = false;
        assertThat(atWork).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));
        // Each of them waits for all others to have a place.
        assertThat(ask(port, "/afterwards"))
                .allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));
    }

    private int start() throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        Handler work = new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                CountDownLatch atWork = allAtWork.get(Request.getPathInContext(request));
                atWork.countDown();
                atWork.await();
                goOn.await();
                response.write(true, null, callback);
                return true;
            }
        };
        server.setHandler(new Handler.Wrapper(LoadShedding.before(work, path -> Audience.PEOPLE, new LongAdder())) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                boolean isHandled = super.handle(request, response, callback);
                if (Request.getPathInContext(request).equals("/wait")) {
                    waiting.countDown();
                }
                return isHandled;
            }
        });
        server.start();
        return connector.getLocalPort();
    }

    private List<CompletableFuture<Integer>> ask(int port, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return Stream.generate(() -> http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode))
                .limit(LoadShedding.OTHERS)
                .toList();
    }
}
