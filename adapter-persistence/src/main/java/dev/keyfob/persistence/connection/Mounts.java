package dev.keyfob.persistence.connection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds out whether a file is on a read-only mount, from Linux's list in {@code /proc/self/mountinfo}. Java's own check
 * is about the disk, and misses a directory of the same disk that is mounted read-only.
 */
final class Mounts {

    private static final Path OF_THIS_PROCESS = Path.of("/proc/self/mountinfo");
    private static final int MOUNT_POINT = 4;
    private static final int OPTIONS = 5;

    private Mounts() {}

    static boolean isReadOnly(Path file) throws IOException {
        if (!Files.exists(OF_THIS_PROCESS)) {
            return Files.getFileStore(file).isReadOnly();
        }
        // A path may be in any encoding. Latin-1 preserves each byte.
        return isReadOnly(file.toRealPath(), Files.readAllLines(OF_THIS_PROCESS, StandardCharsets.ISO_8859_1));
    }

    /** The innermost mount decides. Of several mounts at the same place, the last one covers the others. */
    static boolean isReadOnly(Path file, List<String> mountinfo) {
        String path = bytesOf(file.toString());
        String innermost = "";
        boolean isReadOnly = false;
        for (String line : mountinfo) {
            String[] fields = line.split(" ");
            String place = unescaped(fields[MOUNT_POINT]);
            if (place.length() >= innermost.length() && isIn(path, place)) {
                innermost = place;
                isReadOnly = saysReadOnly(fields[OPTIONS]) || saysReadOnly(fields[fields.length - 1]);
            }
        }
        return isReadOnly;
    }

    private static boolean isIn(String path, String place) {
        return path.equals(place) || path.startsWith(place.endsWith("/") ? place : place + "/");
    }

    private static boolean saysReadOnly(String options) {
        return List.of(options.split(",")).contains("ro");
    }

    private static String bytesOf(String path) {
        return new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Decodes the escapes of the kernel: {@code \040} for a space, and likewise a tab, a line feed and a backslash. */
    private static String unescaped(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
