package dev.keyfob.persistence.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Finds the owners of files and the user who runs this process. In a container, both are often numbers without a name.
 */
public final class FileOwner {

    /** This path belongs to the user who runs this process. */
    private static final Path OWN_PROCESS = Path.of("/proc/self");

    private FileOwner() {}

    /** Returns the user who runs this process: the name, or the number of a user without a name. */
    public static UserPrincipal us() throws IOException {
        if (Files.exists(OWN_PROCESS)) {
            return Files.getOwner(OWN_PROCESS);
        }
        return OWN_PROCESS
                .getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
    }

    /** Returns whether the file and its directory have the same owner. */
    static boolean isOwnerOfDirectory(Path file) throws IOException {
        return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(file.getParent()));
    }

    /**
     * Returns a sentence that names the directory on that path which this user may not enter or change, if there is
     * one.
     */
    static Optional<String> obstacle(Path path) {
        Deque<Path> way = new ArrayDeque<>();
        for (Path step = path; step != null; step = step.getParent()) {
            way.push(step);
        }
        try {
            Path last = way.peek();
            for (Path step : way) {
                if (!Files.isDirectory(step)) {
                    break;
                }
                last = step;
                if (!Files.isExecutable(step)) {
                    break;
                }
            }
            if (Files.isExecutable(last) && Files.isWritable(last)) {
                return Optional.empty();
            }
            return Optional.of("The directory " + last + " belongs to the user "
                    + Files.getOwner(last).getName() + ", and this command runs as " + us().getName() + ".");
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
