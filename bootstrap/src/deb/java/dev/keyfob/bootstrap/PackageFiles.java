package dev.keyfob.bootstrap;

import dev.keyfob.cli.terminal.LocalTerminal;
import dev.keyfob.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes the files of the Debian package that the program generates: the manual, completions and notices. */
public final class PackageFiles {

    /** The index of the byte in the gzip header (RFC 1952, XFL) that states the compression; 2 is the best. */
    private static final int EFFORT = 8;

    private static final byte BEST = 2;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private PackageFiles() {}

    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        Path sources = Path.of(args[1]);
        String version = args[2];
        Instant built = Instant.parse(args[3]);
        String maintainer = args[4];
        for (Map.Entry<String, String> page :
                manual(LocalDate.ofInstant(built, ZoneOffset.UTC)).entrySet()) {
            writeZipped(directory.resolve("man1").resolve(page.getKey() + ".gz"), page.getValue());
        }
        writeZipped(directory.resolve("changelog.gz"), changelog(version, built, maintainer));
        write(directory.resolve("completion"), completion("bash"));
        write(directory.resolve("_keyfob"), completion("zsh"));
        write(directory.resolve("keyfob.fish"), completion("fish"));
        write(directory.resolve("copyright"), copyright(Files.readString(sources.resolve("copyright"))));
    }

    /** Returns the pages of all commands by file name. */
    static Map<String, String> manual(LocalDate date) {
        Terminal terminal = new LocalTerminal();
        return ManPages.of(Main.commands(DataLocation.of(), terminal, Map.of()), terminal, date);
    }

    private static String completion(String shell) {
        Piped terminal = new Piped("");
        Main.run(terminal, Map.of(), "completion", shell);
        return terminal.out.toString();
    }

    private static String changelog(String version, Instant built, String maintainer) {
        return "keyfob (" + version.replace('-', '~') + ") stable; urgency=medium\n\n"
                + "  * See CHANGELOG.md in the source.\n\n"
                + " -- " + maintainer + "  "
                + DATE.format(built.atZone(ZoneOffset.UTC)) + "\n";
    }

    private static String copyright(String beginning) throws IOException {
        try (InputStream notices = PackageFiles.class.getResourceAsStream("/META-INF/THIRD-PARTY.txt")) {
            return beginning
                    + new String(notices.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.isBlank() ? " ." : " " + line)
                            .collect(Collectors.joining("\n", "", "\n"));
        }
    }

    private static void writeZipped(Path file, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new BestGzip(bytes)) {
            zipped.write(text.getBytes(StandardCharsets.UTF_8));
        }
        byte[] zipped = bytes.toByteArray();
        zipped[EFFORT] = BEST;
        write(file, zipped);
    }

    private static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
