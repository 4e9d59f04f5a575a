package dev.keyfob.domain.backup;

import java.time.Instant;
import java.util.List;

/** The contents of a backup: the schema version, the version of Keyfob that wrote it, the time, and its parts. */
public record BackupManifest(int schema, String madeBy, Instant madeAt, List<BackupPart> parts) {

    public BackupManifest {
        parts = List.copyOf(parts);
    }

    public long rows() {
        return parts.stream().mapToLong(BackupPart::rows).sum();
    }
}
