package dev.keyfob.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Prints rounds as a Markdown table: the median, minimum and maximum. */
final class Table {

    private static final String COLUMNS = "| request | connections | %s | requests/s | p50 ms | p99 ms"
            + " | processor µs/request | processor, %s = 1 | KB allocated/request | collections/s | collecting, ms/s"
            + " | resident MB | refused |";

    private final String subject;
    private boolean hasHead;

    /** {@code subject} is the heading of the column in which the rows of one request differ. */
    Table(String subject) {
        this.subject = subject;
    }

    /** Compares the others, round by round, with the last of {@code measured}. */
    void print(String request, int connections, Map<String, List<Round>> measured) {
        List<String> names = new ArrayList<>(measured.keySet());
        String reference = names.get(names.size() - 1);
        if (!hasHead) {
            System.out.printf(COLUMNS + "%n", subject, reference);
            System.out.println("|---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
            hasHead = true;
        }
        measured.forEach((name, rounds) -> {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < rounds.size(); i++) {
                ratios.add(rounds.get(i).processorMicrosPerRequest()
                        / measured.get(reference).get(i).processorMicrosPerRequest());
            }
            System.out.printf(
                    "| %s | %d | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n",
                    request,
                    connections,
                    name,
                    of(rounds, round -> round.answered().goodPerSecond()).text(0),
                    of(rounds, round -> round.answered().p50Millis()).text(2),
                    of(rounds, round -> round.answered().p99Millis()).text(2),
                    of(rounds, Round::processorMicrosPerRequest).text(1),
                    Spread.of(ratios.stream().mapToDouble(Double::doubleValue)).text(2),
                    number(of(rounds, Round::allocatedKilobytesPerRequest), 1),
                    number(of(rounds, Round::collectionsPerSecond), 1),
                    number(of(rounds, Round::collectionMillisPerSecond), 1),
                    number(of(rounds, Round::residentMegabytes), 0),
                    number(of(rounds, Table::refusedPercent), 0) + " %");
        });
    }

    private static double refusedPercent(Round round) {
        return 100.0 * round.answered().refused() / round.answered().requests();
    }

    private static Spread of(List<Round> rounds, ToDoubleFunction<Round> value) {
        return Spread.of(rounds.stream().mapToDouble(value));
    }

    private static String number(Spread spread, int digits) {
        return String.format("%,." + digits + "f", spread.median());
    }
}
