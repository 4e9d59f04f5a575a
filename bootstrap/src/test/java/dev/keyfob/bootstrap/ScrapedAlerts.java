package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.web.ForeignTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lets promtool evaluate the delivered alerts on metrics of real nodes: one reading from before a fault, repeated for
 * ten minutes, one from during it, repeated for hours, and one from afterwards.
 */
final class ScrapedAlerts {

    private static final Path RULES = Path.of("src", "main", "dist", "monitoring", "keyfob-rules.yaml");

    private static final int BEFORE = 10;
    private static final int DURING = 360;
    private static final int AFTER = 30;

    /** These metrics keep growing while the fault lasts, by sixty seconds a minute. */
    private static final List<String> AGES = List.of("keyfob_mail_oldest_age_seconds", "keyfob_channel_age_seconds");

    /** The metrics of each node at one time; empty for a node that did not answer. */
    record Reading(Map<String, Optional<String>> ofNodes) {

        static Reading of(List<String> metrics) {
            Map<String, Optional<String>> ofNodes = new TreeMap<>();
            for (String each : metrics) {
                ofNodes.put(ofNodes.isEmpty() ? "a" : "b", Optional.of(each));
            }
            return new Reading(ofNodes);
        }

        static Reading of(String... metrics) {
            return of(List.of(metrics));
        }

        /** The values by series, as Prometheus names them. */
        private Map<String, String> series() {
            Map<String, String> series = new TreeMap<>();
            ofNodes.forEach((node, text) -> {
                String labels = "job=\"keyfob\",instance=\"" + node + "\"";
                series.put("up{" + labels + "}", text.isPresent() ? "1" : "0");
                text.stream()
                        .flatMap(String::lines)
                        .filter(line -> !line.startsWith("#"))
                        .forEach(line -> {
                            int end = line.lastIndexOf(' ');
                            String name = line.substring(0, end);
                            series.put(
                                    name.endsWith("}")
                                            ? name.substring(0, name.length() - 1) + "," + labels + "}"
                                            : name + "{" + labels + "}",
                                    line.substring(end + 1));
                        });
            });
            return series;
        }
    }

    private ScrapedAlerts() {}

    /** Asserts that none fires before the fault, exactly these fire during it, and none afterwards. */
    static void assertFire(Reading before, Reading during, Reading after, List<String> alerts)
            throws IOException, InterruptedException {
        Map<String, String> first = before.series();
        Map<String, String> then = during.series();
        Map<String, String> last = after.series();
        Set<String> names = new TreeSet<>(first.keySet());
        names.addAll(then.keySet());
        names.addAll(last.keySet());
        String rules = Files.readString(RULES);
        names.removeIf(name -> !rules.contains(name.substring(0, name.indexOf('{'))));
        StringBuilder test = new StringBuilder(
                "rule_files: [rules.yaml]\nevaluation_interval: 1m\ntests:\n  - interval: 1m\n    input_series:\n");
        for (String name : names) {
            String value = then.getOrDefault(name, "_");
            test.append("      - {series: '")
                    .append(name.replace("'", "''"))
                    .append("', values: '")
                    .append(held(first.getOrDefault(name, "_"), BEFORE))
                    .append(' ')
                    .append(
                            AGES.contains(name.substring(0, name.indexOf('{'))) && grows(value)
                                    ? value + "+60x" + (DURING - 1)
                                    : held(value, DURING))
                    .append(' ')
                    .append(held(last.getOrDefault(name, "_"), AFTER))
                    .append("'}\n");
        }
        test.append("    promql_expr_test:\n");
        expect(test, "ALERTS{alertstate=\"firing\"}", BEFORE - 1, Optional.empty());
        for (String alert : alerts) {
            expect(
                    test,
                    "group(last_over_time(ALERTS{alertname=\"" + alert + "\",alertstate=\"firing\"}[10h]))",
                    BEFORE + DURING - 1,
                    Optional.of("{labels: '{}', value: 1}"));
        }
        expect(test, "ALERTS{alertstate=\"firing\"}", BEFORE + DURING + AFTER - 1, Optional.empty());
        ForeignTool tool = ForeignTool.in("drill", Map.of());
        Files.writeString(tool.directory().resolve("rules.yaml"), rules);
        Files.writeString(tool.directory().resolve("drill.yaml"), test);

        assertThat(tool.run(List.of("promtool", "test", "rules", "drill.yaml"))).contains("SUCCESS");
    }

    // Without a fault, the channel's age is a tenth of a second.
    private static boolean grows(String value) {
        return !value.equals("_") && Double.parseDouble(value) > 0.5;
    }

    /**
     * A series with that value each minute. "3x9" is promtool's notation for ten times 3; other values are repeated.
     */
    private static String held(String value, int minutes) {
        if (value.equals("NaN")) {
            return "NaN ".repeat(minutes).strip();
        }
        return value.equals("_") ? "_x" + minutes : value + "x" + (minutes - 1);
    }

    private static void expect(StringBuilder test, String expression, int minute, Optional<String> sample) {
        test.append("      - expr: '")
                .append(expression)
                .append("'\n        eval_time: ")
                .append(minute)
                .append("m\n        exp_samples: [")
                .append(sample.orElse(""))
                .append("]\n");
    }
}
