package dev.keyfob.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyfob.cli.exit.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests what a scan finds in the history of a repository. */
class ScanHistoryTest extends ScanStories {

    @Test
    void a_history_with_a_hundred_planted_and_a_hundred_fake_ones_gives_a_hundred_findings() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            // Each version of a growing file contains everything from the earlier versions.
            for (int i = 0; i < 30; i++) {
                repository.append("config/app.env", "KEY_" + i + "=" + plant());
                repository.append("config/app.env", "FAKE_" + i + "=" + fake());
            }
            repository.pack();
            // Removed files are still in the history.
            for (int i = 0; i < 20; i++) {
                repository.append("old" + i + ".txt", plant() + "\n" + fake());
                repository.remove("old" + i + ".txt");
            }
            // Tokens are on a merged branch and on an unmerged one, and the same contents are on both.
            repository.branch("feature");
            for (int i = 0; i < 10; i++) {
                repository.append("feature.txt", "token: '" + plant() + "' # " + fake());
            }
            repository.branch("never-merged");
            for (int i = 0; i < 10; i++) {
                repository.append("draft.txt", plant() + fake());
            }
            repository.checkout("main");
            repository.append("README.md", "On with it.");
            repository.merge("feature");
            repository.pack();
            repository.move("feature.txt", "moved.txt");
            for (int i = 0; i < 10; i++) {
                repository.commit("Retry with " + plant() + ", not " + fake());
            }
            for (int i = 0; i < 5; i++) {
                repository.tag("v" + i, "Released with " + plant() + " and " + fake());
            }
            repository.write(
                    "bundle.zip",
                    PlantedRepository.zip(Map.of(
                            "a.txt", (plant() + fake()).getBytes(StandardCharsets.UTF_8),
                            "inner.zip",
                                    PlantedRepository.zip(
                                            Map.of("b.txt", (plant() + fake()).getBytes(StandardCharsets.UTF_8))))));
            repository.remove("bundle.zip");
            // These files are not committed.
            for (int i = 0; i < 13; i++) {
                Files.writeString(folder.resolve("notes" + i), plant() + " " + fake());
            }
        }
        assertThat(planted).hasSize(100);

        assertThat(scan(folder.toString(), "-o", "json")).isEqualTo(ExitCode.FINDINGS);

        JsonNode findings = JSON.readTree(terminal.printed());
        assertThat(findings.size()).isEqualTo(100);
        assertThat(findings.findValuesAsText("state")).containsOnly("active");
        assertThat(new HashSet<>(findings.findValuesAsText("token_id"))).hasSize(100);
        assertNoSecret();
    }

    @Test
    void a_finding_in_the_history_names_the_commit_that_brought_the_token_in() throws Exception {
        String first;
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            repository.append("README.md", "Hello");
            first = repository.append("app.env", "\n  KEY=" + plant());
            repository.append("app.env", "MORE=1");
            repository.branch("other");
            repository.checkout("main");
            repository.remove("app.env");
        }

        scan(folder.toString());
        assertThat(terminal.printed()).containsPattern(first.substring(0, 10) + ":app\\.env +2 +7 +kfpat_…");
        scan(folder.toString(), "-o", "csv");
        assertThat(terminal.printed()).contains("," + first + ",app.env,2,7,kfpat_…");
    }

    @Test
    void a_token_that_still_stands_in_the_working_file_is_one_finding_there() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            repository.append("app.env", "KEY=" + plant());
        }

        assertThat(scan(folder.toString(), "-o", "json")).isEqualTo(ExitCode.FINDINGS);

        JsonNode findings = JSON.readTree(terminal.printed());
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).get("commit").isNull()).isTrue();
        assertThat(findings.get(0).get("path").asText())
                .isEqualTo(folder.resolve("app.env").toString());
    }

    @Test
    void without_history_the_files_alone_are_looked_at() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            repository.append("app.env", "KEY=" + plant());
            repository.remove("app.env");
        }

        assertThat(scan("--no-history", folder.toString())).isZero();
        assertThat(terminal.complained()).contains("No token was found.");
        assertThat(scan(folder.toString())).isEqualTo(ExitCode.FINDINGS);
    }

    @Test
    void repositories_further_down_bare_ones_and_their_settings_are_looked_at() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(Files.createDirectories(folder.resolve("a/b")))) {
            repository.append("app.env", "KEY=" + plant());
            repository.remove("app.env");
        }
        Files.writeString(
                folder.resolve("a/b/.git/config"),
                "[remote \"origin\"]\n\turl = https://x:" + plant() + "@example.com/\n",
                StandardOpenOption.APPEND);
        copy(folder.resolve("a/b/.git"), folder.resolve("bare.git"));

        scan(folder.toString(), "-o", "json");

        JsonNode findings = JSON.readTree(terminal.printed());
        assertThat(findings.findValuesAsText("path"))
                .containsExactlyInAnyOrder(
                        folder.resolve("a/b/.git/config").toString(),
                        folder.resolve("bare.git/config").toString(),
                        "app.env",
                        "app.env");
        assertThat(findings.findValuesAsText("repository"))
                .contains(
                        folder.resolve("a/b").toString(),
                        folder.resolve("bare.git").toString());
    }

    // A scan may report success only if it has searched everything.
    @Test
    void a_history_that_is_not_whole_or_cannot_be_read_is_no_success() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            repository.append("README.md", "Hello");
        }
        assertThat(scan(folder.toString())).isZero();
        Files.writeString(
                folder.resolve(".git/config"), "[extensions]\n\tobjectformat = sha256\n", StandardOpenOption.APPEND);

        assertThat(scan(folder.toString())).isEqualTo(ExitCode.FAILURE);
        assertThat(terminal.complained()).contains("The history of the repository", "The scan is incomplete");
        assertThat(scan("--no-history", folder.toString())).isZero();
    }

    @Test
    void a_repository_that_is_broken_is_told_and_its_files_are_looked_at() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            repository.append("app.env", "KEY=" + plant());
        }
        try (Stream<Path> objects = Files.walk(folder.resolve(".git/objects"))) {
            for (Path object : objects.filter(Files::isRegularFile).toList()) {
                Files.delete(object);
            }
        }

        assertThat(scan(folder.toString())).isEqualTo(ExitCode.FINDINGS);

        assertThat(terminal.complained()).contains("lacks", "history");
        assertThat(terminal.printed()).contains("app.env");
    }

    @Test
    void a_scan_leaves_the_repository_as_it_was() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            repository.append("app.env", "KEY=" + plant());
            repository.pack();
        }
        List<String> before = listing();

        scan(folder.toString());

        assertThat(listing()).isEqualTo(before);
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<String> lines = new ArrayList<>();
            for (Path path : all.sorted().toList()) {
                lines.add(path + " " + Files.size(path) + " " + Files.getLastModifiedTime(path));
            }
            return lines;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.sorted(Comparator.naturalOrder()).toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
