package dev.keyfob.bootstrap.metrics;

import dev.keyfob.web.server.RequestWatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests by route and status, and measures their duration by route.
 *
 * <p>The meters of a route are created with its first request, so unused routes have no lines in the output. Later
 * requests find them without a search.
 */
final class RequestMeters implements RequestWatch {

    private static final int STATUSES = 600;

    /**
     * The upper bounds of the duration buckets. A verification takes a tenth of a millisecond, a page some
     * milliseconds, and an overloaded server refuses a request after two seconds.
     */
    private static final Duration[] BUCKETS = Stream.of(
                    500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000,
                    5_000_000)
            .map(micros -> Duration.ofNanos(1_000L * micros))
            .toArray(Duration[]::new);

    private final MeterRegistry registry;

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public OfRoute of(String method, String path) {
        return new RouteMeters(method, path);
    }

    private final class RouteMeters implements OfRoute {

        private final String method;
        private final String path;
        private volatile @Nullable Used used;

        private record Used(Timer timer, AtomicReferenceArray<@Nullable Counter> byStatus) {}

        RouteMeters(String method, String path) {
            this.method = method;
            this.path = path;
        }

        @Override
        public void answered(Answered answered) {
            Used meters = used;
            if (meters == null) {
                meters = begun();
            }
            int status = answered.status() > 0 && answered.status() < STATUSES ? answered.status() : 0;
            Counter counter = meters.byStatus().get(status);
            if (counter == null) {
                counter = counter(status);
                meters.byStatus().set(status, counter);
            }
            counter.increment();
            meters.timer().record(answered.nanos(), TimeUnit.NANOSECONDS);
        }

        private Used begun() {
            Timer timer = Timer.builder("keyfob.http.request.duration")
                    .description("From the headers of a request until its response was read")
                    .tag("method", method)
                    .tag("route", path)
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry);
            Used begun = new Used(timer, new AtomicReferenceArray<>(STATUSES));
            used = begun;
            return begun;
        }

        // The registry creates each counter only once, even if several threads request it.
        private Counter counter(int status) {
            return Counter.builder("keyfob.http.requests")
                    .description("Requests that were answered")
                    .tag("method", method)
                    .tag("route", path)
                    .tag("status", Integer.toString(status))
                    .register(registry);
        }
    }
}
