package dev.keyfob.bench;

/**
 * The result of some seconds of load on one server. Costs per request are computed from the good requests alone.
 */
record Round(
        Wrk.Answered answered,
        double processorMicrosPerRequest,
        double allocatedKilobytesPerRequest,
        double collectionsPerSecond,
        double collectionMillisPerSecond,
        long residentMegabytes) {}
