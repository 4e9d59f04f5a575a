package dev.keyfob.domain.backup;

import java.time.Instant;
import java.util.List;

/** What a backup holds: the version of the schema, which Keyfob wrote it, when, and its parts. */
public record BackupContents(int schema, String madeBy, Instant madeAt, List<BackupPart> parts) {

    public BackupContents {
        parts = List.copyOf(parts);
    }

    public long rows() {
        return parts.stream().mapToLong(BackupPart::rows).sum();
    }
}
