package dev.keyfob.persistence.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Whose files are, and who runs this process. In a container both are often numbers without a name. */
public final class FileOwner {

    /** Belongs to whoever runs this process. */
    private static final Path OWN_PROCESS = Path.of("/proc/self");

    private FileOwner() {}

    /** Who runs this process: the name, or the number where it has none. */
    public static UserPrincipal us() throws IOException {
        if (Files.exists(OWN_PROCESS)) {
            return Files.getOwner(OWN_PROCESS);
        }
        return OWN_PROCESS
                .getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
    }

    /** Has the file the owner of the directory that it is in? */
    static boolean isOwnerOfDirectory(Path file) throws IOException {
        return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(file.getParent()));
    }

    /** The directory on the way to that path which this user may not enter or change, in a sentence. */
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
