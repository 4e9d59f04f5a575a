package dev.keyfob.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** The median of several rounds, with minimum and maximum. */
record Spread(double median, double least, double greatest) {

    static Spread of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    static double median(double[] values) {
        return of(Arrays.stream(values)).median();
    }

    /** Formats it like {@code 12.3 (11.9-14.0)}. */
    String text(int digits) {
        String number = "%,." + digits + "f";
        return String.format(Locale.ENGLISH, number + " (" + number + "-" + number + ")", median, least, greatest);
    }
}
