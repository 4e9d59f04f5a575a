package dev.keyfob.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each migration declares which earlier versions can run after it. */
class CompatibilityTest {

    private static final Path FOLDER = Path.of("src/main/resources/db/migration");

    /** The last version whose name declares nothing. */
    private static final int LAST_WITHOUT_A_WORD = 22;

    private static final Pattern FILE = Pattern.compile("V(\\d+)__(\\w+)\\.sql");

    /** Statements after which the previous version could not run. */
    private static final Pattern TAKES_AWAY = Pattern.compile(
            "\\b(drop|rename|truncate|delete)\\b|set not null|set data type|\\badd constraint\\b|create unique");

    private record Migration(int version, String description, String sql) {}

    @Test
    void every_version_runs_on_what_only_adds() {
        assertThat(Compatibility.isRunnable(22, "expand notes of tokens")).isTrue();
    }

    @Test
    void what_takes_away_is_for_versions_that_do_not_use_it_any_more() {
        assertThat(Compatibility.isRunnable(22, "contract from 23 drop old notes"))
                .isFalse();
        assertThat(Compatibility.isRunnable(23, "contract from 23 drop old notes"))
                .isTrue();
        assertThat(Compatibility.isRunnable(24, "contract from 23 drop old notes"))
                .isTrue();
    }

    @Test
    void what_says_neither_is_for_no_version_before() {
        assertThat(List.of("notes", "expanded notes", "contract notes", "contract from now on", "contract from 23", ""))
                .noneMatch(description -> Compatibility.isRunnable(99, description));
    }

    @Test
    void the_version_before_each_migration_can_run_on_what_it_made() throws Exception {
        assertThat(migrations())
                .hasSizeGreaterThan(20)
                .filteredOn(migration -> migration.version() > LAST_WITHOUT_A_WORD)
                .allMatch(migration -> Compatibility.isRunnable(migration.version() - 1, migration.description()));
    }

    @Test
    void what_says_that_it_only_adds_takes_nothing_away_and_demands_nothing_of_the_version_before() throws Exception {
        assertThat(migrations())
                .filteredOn(migration -> migration.description().startsWith("expand "))
                .allSatisfy(migration -> assertThat(Stream.of(migration.sql().split(";"))
                                .map(statement ->
                                        statement.toLowerCase(Locale.ROOT).strip()))
                        .noneMatch(statement -> TAKES_AWAY.matcher(statement).find())
                        .noneMatch(statement -> statement.contains("add column")
                                && statement.contains("not null")
                                && !statement.contains("default")));
    }

    @Test
    void the_newest_file_is_the_newest_version() throws Exception {
        assertThat(migrations().stream().mapToInt(Migration::version).max()).hasValue(Migrations.NEWEST);
    }

    private static List<Migration> migrations() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(CompatibilityTest::read).toList();
        }
    }

    private static Migration read(Path file) {
        Matcher name = FILE.matcher(file.getFileName().toString());
        assertThat(name.matches()).as("%s", file).isTrue();
        try {
            return new Migration(
                    Integer.parseInt(name.group(1)), name.group(2).replace('_', ' '), Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
