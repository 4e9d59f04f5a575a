package dev.keyfob.cli.scan;

/** Receives the progress of a scan. */
interface ScanProgress {

    /** Begins a phase of {@code total} units. The previous phase has ended. */
    void begin(long total, String unit);

    void advance(long units);
}
