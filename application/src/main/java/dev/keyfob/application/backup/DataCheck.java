package dev.keyfob.application.backup;

import dev.keyfob.domain.backup.ReadTable;
import java.util.List;

/**
 * What a check of all data found.
 *
 * @param tables what was read
 * @param faults what is damaged, a sentence each
 */
public record DataCheck(List<ReadTable> tables, List<String> faults) {

    public DataCheck {
        tables = List.copyOf(tables);
        faults = List.copyOf(faults);
    }

    public long rows() {
        return tables.stream().mapToLong(ReadTable::rows).sum();
    }

    public boolean isGood() {
        return faults.isEmpty();
    }
}
