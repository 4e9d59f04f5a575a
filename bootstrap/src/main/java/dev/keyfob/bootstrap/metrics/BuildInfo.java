package dev.keyfob.bootstrap.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** The metric {@code keyfob_build_info}, with the versions of Keyfob and of Java. Its value is always 1. */
final class BuildInfo {

    private BuildInfo() {}

    static void showIn(PrometheusRegistry registry, String version, String java) {
        InfoSnapshot info = InfoSnapshot.builder()
                .name("keyfob_build")
                .help("The version of Keyfob and of Java; always 1")
                .dataPoint(InfoDataPointSnapshot.builder()
                        .labels(Labels.of("version", version, "java", java))
                        .build())
                .build();
        registry.register(() -> info);
    }
}
