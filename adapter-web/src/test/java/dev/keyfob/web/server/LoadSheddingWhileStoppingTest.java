package dev.keyfob.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread pool rejects work when it stops, while some requests still wait for a place. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoadSheddingWhileStoppingTest {

    private final Threads threads = new Threads();
    private final Server server = new Server(threads);
    private final CountDownLatch allAtWork = new CountDownLatch(LoadShedding.OTHERS);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final HttpClient http = HttpClient.newHttpClient();

    private static final class Threads extends QueuedThreadPool {

        private final CountDownLatch refused = new CountDownLatch(LoadShedding.OTHERS);
        private volatile boolean isStopping;

        @Override
        public void execute(Runnable task) {
            // A request that waited for a place, and not one of Jetty's own tasks.
            if (isStopping && task instanceof Response) {
                refused.countDown();
                throw new RejectedExecutionException();
            }
            super.execute(task);
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
        allAtWork.await();
        List<CompletableFuture<Integer>> waiting = ask(port, "/wait");
        Thread.sleep(300);

        threads.isStopping = true;
        goOn.countDown();
        threads.refused.await();
        threads.isStopping = false;

        assertThat(atWork).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));
        assertThat(waiting).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(503));
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
                allAtWork.countDown();
                goOn.await();
                response.write(true, null, callback);
                return true;
            }
        };
        server.setHandler(LoadShedding.before(work, path -> Audience.PEOPLE, new LongAdder()));
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
