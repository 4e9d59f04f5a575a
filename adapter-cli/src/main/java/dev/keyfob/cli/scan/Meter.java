package dev.keyfob.cli.scan;

/** Is told how far a scan has come. */
public interface Meter {

    /** Something of so many units begins, and whatever began before has ended. */
    void begin(long total, String unit);

    void advance(long units);
}
