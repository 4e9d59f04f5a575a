package dev.keyfob.bench;

import java.util.Map;

/** Prints measurements as Markdown, each beside the last of its group, which the others are compared with. */
final class Table {

    private boolean hasHead;

    void print(String name, Map<String, Measurement> measured) {
        if (!hasHead) {
            System.out.println("| request | server | requests | requests/s | p50 ms | p99 ms | processor µs/request"
                    + " | resident MB | processor, Jetty = 1 | requests/s, Jetty = 1 |");
            System.out.println("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
            hasHead = true;
        }
        Measurement jetty = measured.get("Jetty");
        measured.forEach((server, each) -> System.out.printf(
                "| %s | %s | %,d | %,.0f | %.2f | %.2f | %.0f | %d | %.1f | %.2f |%n",
                name,
                server,
                each.latencies().length,
                each.requestsPerSecond(),
                each.millisWithin(50),
                each.millisWithin(99),
                each.processorMicrosPerRequest(),
                each.residentMegabytes(),
                each.processorMicrosPerRequest() / jetty.processorMicrosPerRequest(),
                each.requestsPerSecond() / jetty.requestsPerSecond()));
    }
}
