package dev.keyfob.bootstrap.metrics;

import dev.keyfob.application.overview.CountRecords.RecordCounts;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.token.TokenState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of stored records at the latest count. All nodes of a database report the same numbers, each as of its
 * own count. Use their maximum, not their sum.
 */
final class StoredRecords {

    private final Supplier<RecordCounts> counting;
    private volatile @Nullable RecordCounts latest;

    StoredRecords(Supplier<RecordCounts> counting, MeterRegistry registry) {
        this.counting = counting;
        for (TokenState state : TokenState.values()) {
            gauge("keyfob.tokens", "Tokens, by state", counts -> counts.tokens().getOrDefault(state, 0L))
                    .tag("state", state.code())
                    .register(registry);
        }
        String expiring = "Active tokens that expire soon by their own date";
        gauge("keyfob.tokens.expiring", expiring, RecordCounts::expiringInWeek)
                .tag("within", "7d")
                .register(registry);
        gauge("keyfob.tokens.expiring", expiring, RecordCounts::expiringInMonth)
                .tag("within", "30d")
                .register(registry);
        for (DeliveryState state : List.of(DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.FAILED)) {
            gauge(
                            "keyfob.webhook.deliveries",
                            "Events for webhooks, by state",
                            counts -> counts.deliveries().getOrDefault(state, 0L))
                    .tag("state", state.code())
                    .register(registry);
            gauge(
                            "keyfob.mails",
                            "Mails that have not arrived, by state",
                            counts -> counts.mails().getOrDefault(state, 0L))
                    .tag("state", state.code())
                    .register(registry);
        }
        gauge(
                        "keyfob.mail.oldest.age",
                        "The age of the oldest waiting mail",
                        counts -> counts.oldestMail().toSeconds())
                .baseUnit("seconds")
                .register(registry);
        gauge("keyfob.audit.height", "The number of the latest record of the audit log", RecordCounts::auditHeight)
                .register(registry);
        TimeGauge.builder("keyfob.counted.timestamp", this::countedAt, TimeUnit.MILLISECONDS)
                .description("When tokens, deliveries, mails and records were last counted, by the database's clock")
                .register(registry);
    }

    void count() {
        latest = counting.get();
    }

    private double countedAt() {
        RecordCounts counts = latest;
        return counts == null ? Double.NaN : counts.at().toEpochMilli();
    }

    private Gauge.Builder<Supplier<Number>> gauge(
            String name, String description, Function<RecordCounts, Long> number) {
        Supplier<Number> read = () -> {
            RecordCounts counts = latest;
            return counts == null ? Double.NaN : number.apply(counts);
        };
        return Gauge.builder(name, read).description(description);
    }
}
