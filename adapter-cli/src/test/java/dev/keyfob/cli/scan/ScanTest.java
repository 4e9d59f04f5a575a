package dev.keyfob.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.RecordingTerminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Tests which files and archives a scan searches, and what it does if something cannot be read. */
class ScanTest extends ScanStories {

    @Test
    void archives_are_looked_through_to_some_depth() throws Exception {
        byte[] text = ("key: " + plant() + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("a.zip"), PlantedRepository.zip(Map.of("x/y.txt", text)));
        Files.write(folder.resolve("b.log.gz"), gzip(text));
        Files.write(folder.resolve("c.tar"), tar("some/long.txt", text));
        Files.write(folder.resolve("d.tgz"), gzip(tar("e.jar", PlantedRepository.zip(Map.of("f.properties", text)))));

        scan(folder.toString(), "-o", "json");

        assertThat(JSON.readTree(terminal.printed()).findValuesAsText("path"))
                .containsExactlyInAnyOrder(
                        folder.resolve("a.zip") + "!x/y.txt",
                        folder.resolve("b.log.gz").toString(),
                        folder.resolve("c.tar") + "!some/long.txt",
                        folder.resolve("d.tgz") + "!e.jar!f.properties");
    }

    // An executable jar is such an archive. The signature of a zip alone, as in programs that unpack, is not.
    @Test
    void an_archive_behind_a_script_or_a_program_is_looked_through() throws Exception {
        byte[] text = ("key: " + plant() + "\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        jar.writeBytes("#!/bin/sh\nexec java -jar \"$0\"\nPK\3\4 PK PPK\3\4\0\n".getBytes(StandardCharsets.US_ASCII));
        jar.writeBytes(new byte[64 * 1024 - jar.size() - 2]);
        jar.writeBytes(PlantedRepository.zip(Map.of("a.properties", text)));
        Files.write(folder.resolve("run.jar"), jar.toByteArray());
        Files.write(folder.resolve("out.gz"), gzip(jar.toByteArray()));
        Files.writeString(folder.resolve("marks.bin"), "see PK\3\4 " + plant() + " PK\3\4\0\0");

        scan(folder.toString(), "-o", "json");

        assertThat(JSON.readTree(terminal.printed()).findValuesAsText("path"))
                .containsExactlyInAnyOrder(
                        folder.resolve("run.jar") + "!a.properties",
                        folder.resolve("out.gz") + "!a.properties",
                        folder.resolve("marks.bin").toString());
        assertThat(terminal.complained()).doesNotContain("run.jar is", "out.gz is");
    }

    @Test
    void an_archive_that_unpacks_without_end_is_given_up_and_the_rest_is_looked_at() throws Exception {
        Files.write(folder.resolve("bomb.gz"), gzip(zeros(1200)));
        Files.writeString(folder.resolve("later.txt"), plant());

        assertThat(scan(folder.toString())).isEqualTo(ExitCode.FINDINGS);

        assertThat(terminal.complained()).contains("bomb.gz unpacks to far more than it should");
        assertThat(terminal.printed()).contains("later.txt");
    }

    @Test
    void an_archive_that_is_damaged_is_told() throws Exception {
        byte[] whole = PlantedRepository.zip(Map.of("a.txt", new byte[10_000]));
        Files.write(folder.resolve("half.zip"), Arrays.copyOf(whole, whole.length / 2));

        assertThat(scan(folder.toString())).isZero();
        assertThat(terminal.complained()).contains("half.zip is damaged");
    }

    @Test
    void standard_input_is_looked_through_like_a_file() throws Exception {
        standardInput = stream("one\ntwo " + plant() + "\n" + fake());

        assertThat(scan("-", "-o", "csv")).isEqualTo(ExitCode.FINDINGS);

        assertThat(terminal.printed()).contains(",(standard input),2,5,kfpat_…").contains("alice@example.com");
    }

    @Test
    void links_are_not_followed_unless_they_are_what_was_named() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("a.txt"), plant());
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Files.createSymbolicLink(inside.resolve("folder"), outside);
        Files.createSymbolicLink(inside.resolve("file"), outside.resolve("a.txt"));

        assertThat(scan(inside.toString())).isZero();
        assertThat(scan(inside.resolve("folder").toString())).isEqualTo(ExitCode.FINDINGS);
        assertThat(scan(inside.resolve("file").toString())).isEqualTo(ExitCode.FINDINGS);
    }

    @Test
    void a_path_named_twice_or_within_another_counts_once() throws Exception {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/b.txt"), plant());

        scan(
                folder.toString(),
                folder.resolve("a").toString(),
                folder.resolve("a/b.txt").toString(),
                "-o",
                "json");

        assertThat(JSON.readTree(terminal.printed())).hasSize(1);
    }

    @Test
    void a_secret_in_the_name_of_a_file_is_not_printed() throws Exception {
        String secret = plant();
        Files.writeString(folder.resolve("backup-" + secret + ".txt"), secret);
        for (String format : List.of("table", "json", "csv", "sarif")) {
            scan(folder.toString(), "-o", format);
            assertThat(terminal.printed()).contains("kfpat_");
            assertNoSecret();
        }
        scan(folder.resolve(secret).toString());
        assertThat(terminal.complained()).startsWith("keyfob: There is no file or folder");
        assertNoSecret();
    }

    @Test
    void mistakes_are_told_before_anything_is_looked_at() {
        assertThat(scan()).isEqualTo(ExitCode.USAGE);
        assertThat(scan(folder.resolve("nothing").toString())).isEqualTo(ExitCode.USAGE);
        assertThat(scan("--no-lookup", "--revoke", folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(scan("--no-lookup", "--known", folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(scan("-o", "xml", folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(scan("--help")).isZero();
    }

    @Test
    void where_nothing_at_all_can_be_read_it_fails() {
        standardInput = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("a broken pipe");
            }
        };

        assertThat(scan("-")).isEqualTo(ExitCode.FAILURE);
        assertThat(terminal.complained()).contains("(standard input) cannot be read.");
    }

    @Test
    void a_bar_shows_at_a_terminal_and_nowhere_else() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            repository.append("app.env", "KEY=" + plant() + "x".repeat(10_000));
        }

        terminal = RecordingTerminal.answering();
        assertThat(cli().run(terminal, "scan", folder.toString())).isEqualTo(ExitCode.FINDINGS);
        assertThat(terminal.complained()).contains("[##############################] ", " KB", "1 of 1 commits");
        assertThat(terminal.printed()).doesNotContain("#");
        scan(folder.toString());
        assertThat(terminal.complained()).doesNotContain("#");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    /** Returns that many megabytes of zeros, compressed a thousandfold: the same gzip member repeated. */
    private static byte[] zeros(int megabytes) throws IOException {
        byte[] piece = gzip(new byte[1 << 20]);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int i = 0; i < megabytes; i++) {
            packed.writeBytes(piece);
        }
        return packed.toByteArray();
    }

    /**
     * Returns a POSIX tar archive with one file: a header of 512 bytes, the content, and zeros to the next multiple of
     * 512.
     */
    private static byte[] tar(String name, byte[] content) {
        byte[] archive = new byte[512 + (content.length + 511) / 512 * 512 + 1024];
        put(archive, 0, name);
        put(archive, 124, "%011o".formatted(content.length));
        archive[156] = '0';
        put(archive, 257, "ustar");
        System.arraycopy(content, 0, archive, 512, content.length);
        return archive;
    }

    private static void put(byte[] archive, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, archive, at, bytes.length);
    }
}
