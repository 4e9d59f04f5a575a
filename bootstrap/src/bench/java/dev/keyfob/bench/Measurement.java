package dev.keyfob.bench;

/**
 * What a load saw.
 *
 * @param latencies in nanoseconds, sorted
 */
record Measurement(long[] latencies, long wallNanos, long processorNanos, long residentMegabytes) {

    double requestsPerSecond() {
        return latencies.length * 1e9 / wallNanos;
    }

    double processorMicrosPerRequest() {
        return processorNanos / 1e3 / latencies.length;
    }

    /** So many percent of the requests were answered within these milliseconds. */
    double millisWithin(double percent) {
        int index = (int) Math.ceil(percent / 100 * latencies.length) - 1;
        return latencies[Math.max(0, index)] / 1e6;
    }
}
