package dev.keyfob.bench;

/**
 * One server under load for some seconds. Of refused requests, the processor time and memory count for the good ones.
 */
record Round(
        Wrk.Answered answered,
        double processorMicrosPerRequest,
        double allocatedKilobytesPerRequest,
        double collectionsPerSecond,
        double collectionMillisPerSecond,
        long residentMegabytes) {}
