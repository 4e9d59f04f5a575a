package dev.keyfob.domain.backup;

/** Receives the progress of a long operation on a backup. */
public interface BackupProgress {

    /** A step of the operation. */
    enum Stage {
        READING,
        EXPORTING,
        CHECKING,
        UPGRADING,
        IMPORTING,
        COMPARING,
        VERIFYING
    }

    void reached(Stage stage, long done, long total);
}
