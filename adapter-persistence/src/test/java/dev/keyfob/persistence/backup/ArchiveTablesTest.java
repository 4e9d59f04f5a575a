package dev.keyfob.persistence.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.PatientDatabase;
import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.persistence.StoredRows;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every table that a migration adds must be listed, as part of a backup or left out. */
class ArchiveTablesTest {

    @TempDir
    Path directory;

    @Test
    void every_table_of_the_schema_is_either_carried_or_left_out() {
        Database.inDirectory(directory, text -> {}).close();
        PostgresConnectionInfo postgres = PostgresServer.newDatabase();
        PatientDatabase.onPostgres(postgres).close();
        List<String> decided = new ArrayList<>(ArchiveTables.INCLUDED);
        decided.addAll(ArchiveTables.EXCLUDED);

        assertThat(StoredRows.in(directory).keySet()).containsExactlyInAnyOrderElementsOf(decided);
        assertThat(StoredRows.in(postgres).keySet()).containsExactlyInAnyOrderElementsOf(decided);
        assertThat(ArchiveTables.INCLUDED).containsAll(ArchiveTables.SINGLE_ROW);
    }

    @Test
    void exactly_the_carried_tables_born_with_a_row_have_one_in_a_new_place() {
        Database.inDirectory(directory, text -> {}).close();
        Map<String, List<String>> rows = StoredRows.in(directory);
        rows.keySet().removeAll(ArchiveTables.EXCLUDED);

        rows.values().removeIf(List::isEmpty);

        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(ArchiveTables.SINGLE_ROW);
    }
}
