package dev.keyfob.bootstrap.metrics;

import dev.keyfob.application.count.Counts;
import dev.keyfob.application.count.OutcomeCounts;
import dev.keyfob.application.overview.CountRecords;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.cache.CacheStats;
import dev.keyfob.web.Readiness;
import dev.keyfob.web.server.RequestWatch;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All metrics, with their names and units. They are explained in docs/metrics.md.
 *
 * <p>A label has one of a few values that the program itself defines, and never an id, an address, a name or a part of
 * a path.
 */
public final class Metrics implements AutoCloseable {

    private final PrometheusMeterRegistry registry = registry();
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Supplier<Readiness> ready;
    private final RequestMeters requests = new RequestMeters(registry);
    private final StoredRecords records;
    private volatile Readiness latest = Readiness.alive();

    /**
     * {@code ready} is called once for each scrape. {@code version} is the version of Keyfob.
     *
     * @param countRecords counts the stored records, whenever {@link #countRecords} is called
     */
    public Metrics(
            Counts counts,
            Supplier<CountRecords.RecordCounts> countRecords,
            Database database,
            Supplier<Readiness> ready,
            String version) {
        this.ready = ready;
        this.records = new StoredRecords(countRecords, registry);
        BuildInfo.showIn(
                registry.getPrometheusRegistry(), version, Runtime.version().toString());
        showReadiness();
        show(counts);
        show(database);
        Stream.of(
                        new ClassLoaderMetrics(),
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics(),
                        new FileDescriptorMetrics(),
                        collections)
                .forEach(binder -> binder.bindTo(registry));
    }

    /** Returns the observer that must be notified of every request. */
    public RequestWatch requests() {
        return requests;
    }

    /** Counts the stored records. Called periodically, because it reads all tokens. */
    public void countRecords() {
        records.count();
    }

    /** Returns the current values in the format {@code contentType}. */
    String text(String contentType) {
        latest = ready.get();
        return registry.scrape(contentType);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    // Leaves out two metrics whose names promtool reports as wrong. A filter applies only to meters that are registered
    // later.
    private static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config()
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
        return registry;
    }

    private void showReadiness() {
        for (Readiness.Name part : Readiness.Name.values()) {
            Gauge.builder("keyfob.ready", () -> numberOf(part, Readiness.State.NOT_READY, 0, 1))
                    .description("1 while this part lets requests be answered, 0 while it does not")
                    .tag("part", part.code())
                    .register(registry);
            Gauge.builder("keyfob.degraded", () -> numberOf(part, Readiness.State.DEGRADED, 1, 0))
                    .description("1 while this part does not work as it should, but requests are still answered")
                    .tag("part", part.code())
                    .register(registry);
        }
    }

    // A part without a known state has the value NaN.
    private double numberOf(Readiness.Name part, Readiness.State state, double inState, double otherwise) {
        return latest.parts().stream()
                .filter(each -> each.name() == part)
                .mapToDouble(each -> each.state() == state ? inState : otherwise)
                .findFirst()
                .orElse(Double.NaN);
    }

    private void show(Counts counts) {
        for (Counts.Door door : Counts.Door.values()) {
            show(
                    counts.verifications(door),
                    "keyfob.verifications",
                    "Tokens that were presented, by the outcome of the verification",
                    "door",
                    door.code());
        }
        for (Counts.WayIn way : Counts.WayIn.values()) {
            show(counts.signIns(way), "keyfob.sign.ins", "Attempts to sign in, by outcome", "way", way.code());
        }
        for (Counts.Limit limit : Counts.Limit.values()) {
            counter(
                            "keyfob.rate.limited",
                            "Requests that a rate limit refused",
                            () -> counts.refusals(limit).sum())
                    .tag("limit", limit.code())
                    .register(registry);
        }
    }

    private void show(OutcomeCounts outcomes, String name, String description, String tag, String value) {
        outcomes.byCode()
                .forEach((outcome, times) -> counter(name, description, times)
                        .tag(tag, value)
                        .tag("outcome", outcome)
                        .register(registry));
    }

    private void show(Database database) {
        for (CacheStats use : database.cacheUses()) {
            showCache(database, use.name(), "hit", CacheStats::hits);
            showCache(database, use.name(), "miss", CacheStats::misses);
            showCache(database, use.name(), "unheard", CacheStats::untrusted);
        }
        String connections = "Connections to the database, by state";
        gauge(
                        "keyfob.database.connections",
                        connections,
                        () -> database.poolUse().active())
                .tag("state", "active")
                .register(registry);
        gauge(
                        "keyfob.database.connections",
                        connections,
                        () -> database.poolUse().idle())
                .tag("state", "idle")
                .register(registry);
        gauge(
                        "keyfob.database.connections.limit",
                        "The largest number of connections",
                        () -> database.poolUse().most())
                .register(registry);
        gauge(
                        "keyfob.database.waiting",
                        "Requests that wait for a connection",
                        () -> database.poolUse().waiting())
                .register(registry);
        if (database.channelAge().isPresent()) {
            TimeGauge.builder(
                            "keyfob.channel.age",
                            () -> database.channelAge().orElseThrow().toMillis(),
                            TimeUnit.MILLISECONDS)
                    .description("The age of the latest proof that changes by other nodes arrive")
                    .register(registry);
        }
    }

    private void showCache(Database database, String cache, String result, Function<CacheStats, Long> number) {
        counter(
                        "keyfob.cache.requests",
                        "Rows that the verification requested from a cache",
                        () -> database.cacheUses().stream()
                                .filter(use -> use.name().equals(cache))
                                .map(number)
                                .findFirst()
                                .orElse(0L))
                .tag("cache", cache)
                .tag("result", result)
                .register(registry);
    }

    // The registry has only a weak reference to the object that it reads from, but a strong one to the function.
    private FunctionCounter.Builder<Metrics> counter(String name, String description, LongSupplier number) {
        return FunctionCounter.builder(name, this, same -> number.getAsLong()).description(description);
    }

    private static Gauge.Builder<Supplier<Number>> gauge(String name, String description, Supplier<Number> number) {
        return Gauge.builder(name, number).description(description);
    }
}
