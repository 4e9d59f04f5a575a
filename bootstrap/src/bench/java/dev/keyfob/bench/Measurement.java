package dev.keyfob.bench;

import java.util.List;
import java.util.stream.LongStream;

/**
 * What a load saw, in one piece of time or in several.
 *
 * @param latencies in nanoseconds, sorted
 * @param processorMicrosPerRequest where there were several pieces, that of the one in the middle
 */
record Measurement(long[] latencies, long wallNanos, double processorMicrosPerRequest, long residentMegabytes) {

    static Measurement of(long[] latencies, long wallNanos, long processorNanos, long residentMegabytes) {
        return new Measurement(latencies, wallNanos, processorNanos / 1e3 / latencies.length, residentMegabytes);
    }

    static Measurement of(List<Measurement> pieces) {
        double[] processor = pieces.stream()
                .mapToDouble(Measurement::processorMicrosPerRequest)
                .sorted()
                .toArray();
        return new Measurement(
                pieces.stream()
                        .map(Measurement::latencies)
                        .flatMapToLong(LongStream::of)
                        .sorted()
                        .toArray(),
                pieces.stream().mapToLong(Measurement::wallNanos).sum(),
                processor[processor.length / 2],
                pieces.get(pieces.size() - 1).residentMegabytes());
    }

    double requestsPerSecond() {
        return latencies.length * 1e9 / wallNanos;
    }

    /** So many percent of the requests were answered within these milliseconds. */
    double millisWithin(double percent) {
        int index = (int) Math.ceil(percent / 100 * latencies.length) - 1;
        return latencies[Math.max(0, index)] / 1e6;
    }
}
