package dev.keyfob.domain.backup;

/** Is told how far a long work on a backup has come. */
public interface BackupProgress {

    /** What takes long. */
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
