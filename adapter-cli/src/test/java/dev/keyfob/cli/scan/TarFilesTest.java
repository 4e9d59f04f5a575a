package dev.keyfob.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Archives written block by block, as POSIX and GNU describe them. */
class TarFilesTest {

    private static final String LONG = "folder/" + "n".repeat(150) + ".txt";

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

    @Test
    void files_come_one_after_the_other_and_folders_and_links_are_none() throws IOException {
        put('5', "folder/", "");
        put('0', "a.txt", "A");
        put('\0', "empty.txt", "");
        put('0', "b.txt", "B".repeat(513));
        end();

        assertThat(read())
                .containsExactly(
                        Map.entry("a.txt", "A"), Map.entry("empty.txt", ""), Map.entry("b.txt", "B".repeat(513)));
    }

    @Test
    void what_is_not_read_is_passed_over() throws IOException {
        put('0', "a.txt", "A".repeat(5000));
        put('0', "b.txt", "B");
        TarFiles files = new TarFiles(new ByteArrayInputStream(archive.toByteArray()));

        TarFiles.Entry first = files.next().orElseThrow();
        assertThat(first.content().read()).isEqualTo('A');

        assertThat(files.next().orElseThrow().name()).isEqualTo("b.txt");
    }

    @Test
    void long_names_are_read_as_gnu_and_as_pax_write_them() throws IOException {
        put('L', "././@LongLink", LONG + "\0");
        put('0', LONG.substring(0, 100), "gnu");
        put('g', "global", "13 path=all\n");
        String record = " path=" + LONG + "\n";
        put('x', "PaxHeaders/x", record.length() + 3 + record);
        put('0', LONG.substring(0, 100), "pax");
        put('0', "short.txt", "none");
        end();

        TarFiles files = new TarFiles(new ByteArrayInputStream(archive.toByteArray()));
        assertThat(files.next().orElseThrow().name()).isEqualTo(LONG);
        assertThat(files.next().orElseThrow().name()).isEqualTo(LONG);
        assertThat(files.next().orElseThrow().name()).isEqualTo("short.txt");
        assertThat(files.next()).isEmpty();
    }

    @Test
    void a_long_path_may_stand_in_two_parts() throws IOException {
        byte[] header = header('0', "file.txt", "1");
        set(header, 345, "some/folder");
        archive.write(header);
        archive.write(padded("1"));

        assertThat(read()).containsOnlyKeys("some/folder/file.txt");
    }

    @Test
    void sizes_may_be_binary() throws IOException {
        byte[] header = header('0', "file.txt", "12345");
        Arrays.fill(header, 124, 136, (byte) 0);
        header[124] = (byte) 0x80;
        header[135] = 5;
        archive.write(header);
        archive.write(padded("12345"));

        assertThat(read()).containsEntry("file.txt", "12345");
    }

    @Test
    void what_ends_too_soon_or_makes_no_sense_is_told() throws IOException {
        put('0', "a.txt", "A".repeat(2000));
        byte[] whole = archive.toByteArray();
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, 1000))).isInstanceOf(IOException.class);

        byte[] size = whole.clone();
        set(size, 124, "no number ");
        assertThatThrownBy(() -> read(size)).isInstanceOf(IOException.class);

        byte[] negative = whole.clone();
        Arrays.fill(negative, 124, 136, (byte) 0xff);
        assertThatThrownBy(() -> read(negative)).isInstanceOf(IOException.class);

        byte[] name = header('L', "x", "");
        set(name, 124, "77777777777");
        assertThatThrownBy(() -> read(name)).isInstanceOf(IOException.class);
    }

    private Map<String, String> read() throws IOException {
        return read(archive.toByteArray());
    }

    private static Map<String, String> read(byte[] bytes) throws IOException {
        TarFiles files = new TarFiles(new ByteArrayInputStream(bytes));
        Map<String, String> read = new LinkedHashMap<>();
        for (Optional<TarFiles.Entry> entry = files.next(); entry.isPresent(); entry = files.next()) {
            read.put(entry.get().name(), new String(entry.get().content().readAllBytes(), StandardCharsets.UTF_8));
        }
        return read;
    }

    private void put(char type, String name, String content) throws IOException {
        archive.write(header(type, name, content));
        archive.write(padded(content));
    }

    private void end() throws IOException {
        archive.write(new byte[1024]);
    }

    private static byte[] header(char type, String name, String content) {
        byte[] header = new byte[512];
        set(header, 0, name);
        set(header, 124, "%011o".formatted(content.length()));
        header[156] = (byte) type;
        set(header, 257, "ustar");
        return header;
    }

    private static byte[] padded(String content) {
        return Arrays.copyOf(content.getBytes(StandardCharsets.UTF_8), (content.length() + 511) / 512 * 512);
    }

    private static void set(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
