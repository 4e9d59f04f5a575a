package dev.keyfob.application.backup;

import dev.keyfob.domain.backup.TableReadResult;
import java.util.List;

/**
 * The result of a check of all data.
 *
 * @param tables how far each table could be read
 * @param faults what is damaged, one sentence each
 */
public record DataCheckReport(List<TableReadResult> tables, List<String> faults) {

    public DataCheckReport {
        tables = List.copyOf(tables);
        faults = List.copyOf(faults);
    }

    public long rows() {
        return tables.stream().mapToLong(TableReadResult::rows).sum();
    }

    public boolean isGood() {
        return faults.isEmpty();
    }
}
