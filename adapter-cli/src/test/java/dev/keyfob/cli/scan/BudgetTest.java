package dev.keyfob.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that all formats of compression count towards the budget, and that an exhausted budget ends the search of one
 * file but not the scan.
 */
class BudgetTest {

    private static final int FREE = 1 << 20;

    /** The largest size that this format can state: far more than the budget. */
    private static final long ENDLESS = (1L << 33) - 1;

    private static final byte[] NOTHING = new byte[0];

    /** Begins like a gzip file, but is not one. */
    private static final byte[] DAMAGED = {0x1f, (byte) 0x8b, 8, (byte) 0xff};

    @TempDir
    Path folder;

    private final List<String> problems = new ArrayList<>();
    private final ContentSearch content = new ContentSearch(problems::add, FREE);

    record Bomb(String name, byte[] bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Bomb> bombs() throws IOException {
        byte[] zeros = new byte[40 * FREE];
        byte[] damaged = Arrays.copyOf(DAMAGED, zeros.length);
        return List.of(
                new Bomb("gzip", gzip(zeros)),
                new Bomb("zip", zip("a", zeros)),
                new Bomb("a folder in a zip that holds bytes", zip("a/", zeros)),
                new Bomb("a damaged archive in a zip", zip("a", damaged)),
                new Bomb("tar in gzip", gzip(sparse(NOTHING, zeros.length))),
                new Bomb("a sparse file in a tar", sparse(NOTHING, ENDLESS)),
                new Bomb("a sparse file in a tar in gzip", gzip(sparse(NOTHING, ENDLESS))),
                new Bomb("a damaged archive in a sparse file", sparse(DAMAGED, ENDLESS)),
                new Bomb("a sparse file in a tar in a zip", zip("a", sparse(NOTHING, ENDLESS))));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void all_that_comes_out_of_an_archive_counts(Bomb bomb) throws IOException {
        content.search("bomb", new ByteArrayInputStream(bomb.bytes()), bytes -> {}, (path, found) -> {});

        assertThat(problems).last().asString().startsWith("bomb unpacks to far more than it should");
    }

    @Test
    void what_git_unpacks_counts_and_the_next_object_is_looked_at() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            repository.write("zeros", new byte[40 * FREE]);
            repository.write("bomb.tar", sparse(NOTHING, ENDLESS));
        }

        try (GitHistorySearch history = GitHistorySearch.open(folder, content, problems::add)) {
            assertThat(history.search("it", new Unmeasured(), (commit, path, found) -> {}))
                    .isTrue();
        }

        assertThat(problems)
                .hasSize(2)
                .allMatch(problem -> problem.contains("unpacks to far more than it should"))
                .anyMatch(problem -> problem.startsWith("zeros"))
                .anyMatch(problem -> problem.startsWith("bomb.tar"));
    }

    @Test
    void a_folder_that_is_everywhere_in_a_tree_is_walked_once() throws Exception {
        try (Git git = Git.init().setDirectory(folder.toFile()).call();
                ObjectInserter objects = git.getRepository().newObjectInserter()) {
            ObjectId inner = objects.insert(Constants.OBJ_BLOB, "text".getBytes(StandardCharsets.UTF_8));
            FileMode mode = FileMode.REGULAR_FILE;
            for (int depth = 0; depth < 15; depth++) {
                TreeFormatter tree = new TreeFormatter();
                for (char name = 'a'; name < 'k'; name++) {
                    tree.append(String.valueOf(name), mode, inner);
                }
                inner = objects.insert(tree);
                mode = FileMode.TREE;
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inner);
            commit.setAuthor(new PersonIdent("alice", "alice@example.com"));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage("Add folders");
            var update = git.getRepository().updateRef("refs/heads/main");
            update.setNewObjectId(objects.insert(commit));
            objects.flush();
            update.update();
        }

        try (GitHistorySearch history = GitHistorySearch.open(folder, content, problems::add)) {
            assertThat(history.search("it", new Unmeasured(), (id, path, found) -> {}))
                    .isTrue();
        }

        assertThat(problems).isEmpty();
    }

    private static final class Unmeasured implements ScanProgress {
        @Override
        public void begin(long total, String unit) {
            // not displayed
        }

        @Override
        public void advance(long units) {
            // not displayed
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    /** Returns a sparse GNU tar file with one file of that size, of which only the beginning is stored. */
    private static byte[] sparse(byte[] beginning, long size) {
        byte[] tar = new byte[4 * 512];
        text(tar, 0, "a");
        text(tar, 100, "0000644");
        text(tar, 108, "0000000");
        text(tar, 116, "0000000");
        text(tar, 124, octal(beginning.length));
        text(tar, 136, octal(0));
        text(tar, 156, "S");
        text(tar, 257, "ustar  ");
        // The offset and length of each stored part. The last entry is the end of the file.
        text(tar, 386, octal(0));
        text(tar, 398, octal(beginning.length));
        text(tar, 410, octal(size));
        text(tar, 422, octal(0));
        text(tar, 483, octal(size));
        text(tar, 148, "        ");
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += tar[i] & 0xff;
        }
        text(tar, 148, String.format("%06o", sum));
        tar[154] = 0;
        System.arraycopy(beginning, 0, tar, 512, beginning.length);
        return tar;
    }

    private static String octal(long number) {
        return String.format("%011o", number);
    }

    private static void text(byte[] into, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, into, at, bytes.length);
    }
}
