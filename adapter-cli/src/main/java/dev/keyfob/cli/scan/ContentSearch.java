package dev.keyfob.cli.scan;

import dev.keyfob.domain.leak.TokenMatch;
import dev.keyfob.domain.leak.TokenSearch;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/**
 * Searches the contents of one file; for an archive, everything in it. The kind is recognised by the first bytes, not
 * by the name. Nothing is unpacked to disk or kept in memory.
 */
final class ContentSearch {

    /** How deep archives may be nested. A deeper archive is searched as it is, without unpacking. */
    private static final int DEEPEST = 4;

    private static final int BUFFER = 64 * 1024;
    private static final int HEAD = 512;
    private static final int TAR_MAGIC_AT = 257;

    private final Consumer<String> problems;
    private final long free;

    /** Receives each token, with the path of the file. The path in an archive follows after a {@code !}. */
    interface Found {
        void at(String path, TokenMatch match);
    }

    ContentSearch(Consumer<String> problems) {
        this(problems, Budget.FREE);
    }

    /** {@code free} is the number of bytes that each file may unpack to whatever its size, see {@link Budget}. */
    ContentSearch(Consumer<String> problems, long free) {
        this.problems = problems;
        this.free = free;
    }

    void search(String path, InputStream file, LongConsumer advance, Found found) throws IOException {
        Budget budget = new Budget(free, 0);
        search(path, budget.reading(file, advance), budget, found);
    }

    /** Searches an object that git unpacks from at most {@code packed} bytes. */
    void searchObject(String path, InputStream object, long packed, Found found) throws IOException {
        Budget budget = new Budget(free, packed);
        search(path, budget.unpacking(object), budget, found);
    }

    private void search(String path, InputStream bytes, Budget budget, Found found) throws IOException {
        try {
            search(path, bytes, 0, budget, found);
        } catch (Budget.Exhausted e) {
            problems.accept(path + " unpacks to far more than it should: the rest of it was not searched.");
        }
    }

    private void search(String path, InputStream bytes, int depth, Budget budget, Found found) throws IOException {
        BufferedInputStream in = new BufferedInputStream(bytes, BUFFER);
        in.mark(HEAD);
        byte[] head = in.readNBytes(HEAD);
        in.reset();
        boolean isZip = startsWith(head, 'P', 'K', 3, 4);
        boolean isGzip = startsWith(head, 0x1f, 0x8b, 8);
        boolean isTar =
                head.length == HEAD && new String(head, TAR_MAGIC_AT, 5, StandardCharsets.US_ASCII).equals("ustar");
        if (!isZip && !isGzip && !isTar) {
            searchPlain(path, in, depth, budget, found);
            return;
        }
        if (depth == DEEPEST) {
            problems.accept(path + " is nested too deeply: it was searched without unpacking it.");
            TokenSearch.in(in, match -> found.at(path, match));
            return;
        }
        try {
            if (isZip) {
                searchZip(path, in, depth, budget, found);
            } else if (isTar) {
                searchTar(path, in, depth, budget, found);
            } else {
                search(path, budget.unpacking(new GZIPInputStream(in, BUFFER)), depth + 1, budget, found);
            }
        } catch (Budget.Exhausted e) {
            throw e;
        } catch (IOException | IllegalArgumentException damaged) {
            problems.accept(path + " is damaged, encrypted or not of the kind that its name says: it was not searched"
                    + " completely.");
        }
    }

    // An executable jar begins with a script and a self-extracting archive with a program. The zip archive follows.
    private void searchPlain(String path, BufferedInputStream in, int depth, Budget budget, Found found)
            throws IOException {
        UntilZip before = new UntilZip(in);
        TokenSearch.in(before, match -> found.at(path, match));
        if (before.hasMetZip()) {
            search(path, in, depth, budget, found);
        }
    }

    private void searchZip(String path, InputStream in, int depth, Budget budget, Found found) throws IOException {
        ZipArchiveInputStream zip = new ZipArchiveInputStream(in);
        for (ZipArchiveEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (zip.canReadEntryData(entry)) {
                searchEntry(path + "!" + entry.getName(), zip, depth, budget, found);
            } else {
                problems.accept(path + "!" + entry.getName()
                        + " is encrypted, or compressed in an unknown way: it was not searched.");
            }
        }
    }

    private void searchTar(String path, InputStream in, int depth, Budget budget, Found found) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(in);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            searchEntry(path + "!" + entry.getName(), tar, depth, budget, found);
        }
    }

    // Searches entries that are marked as folders, too, because they may contain bytes. Reads each entry to its end:
    // the next entry would otherwise read the rest of a damaged one without counting it.
    private void searchEntry(String path, InputStream archive, int depth, Budget budget, Found found)
            throws IOException {
        InputStream entry = budget.unpacking(archive);
        search(path, entry, depth + 1, budget, found);
        entry.transferTo(OutputStream.nullOutputStream());
    }

    private static boolean startsWith(byte[] head, int... magic) {
        return head.length >= magic.length
                && Arrays.equals(
                        magic,
                        IntStream.range(0, magic.length)
                                .map(i -> head[i] & 0xff)
                                .toArray());
    }
}
