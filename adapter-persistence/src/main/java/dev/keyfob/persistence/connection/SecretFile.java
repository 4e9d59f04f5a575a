package dev.keyfob.persistence.connection;

import dev.keyfob.domain.text.SecretLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads files with a secret in them, after checking their permissions. A file that every user can access is refused. A
 * file that its group can read is accepted only if this user could not prevent that: the file belongs to another user,
 * its mount is read-only (a Kubernetes secret), or systemd provided it.
 */
public final class SecretFile {

    private static final int LONGEST = 64 * 1024;

    private final Surroundings surroundings;

    SecretFile(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The facts that decide whether this user could remove the access of a group. */
    record Surroundings(UserPrincipal us, Optional<Path> credentials, Predicate<Path> isOnReadOnlyMount) {

        static Surroundings ofThisProcess() throws IOException {
            return new Surroundings(
                    FileOwner.us(),
                    Optional.ofNullable(System.getenv("CREDENTIALS_DIRECTORY"))
                            .filter(path -> !path.isBlank())
                            .map(Path::of),
                    Surroundings::isReadOnly);
        }

        private static boolean isReadOnly(Path file) {
            try {
                return Mounts.isReadOnly(file);
            } catch (IOException e) {
                // This is unknown, so the strict rule applies.
                return false;
            }
        }
    }

    /**
     * Returns the contents of the file. If there is no such file, the message does not repeat the path, because people
     * sometimes enter the secret itself there.
     *
     * @param name the setting that names the file, for messages
     */
    public static byte[] read(String path, String name) {
        try {
            return new SecretFile(Surroundings.ofThisProcess()).bytes(Path.of(path), name);
        } catch (InvalidPathException e) {
            throw missing(name);
        } catch (IOException e) {
            throw new UnusableFile("The user of this process is unknown, so the file of " + name + " is not read.");
        }
    }

    /** Returns the secret that is alone on one line of the file. */
    public static String readLine(String path, String name) {
        return SecretLine.read(read(path, name))
                .filter(secret -> !secret.isBlank())
                .orElseThrow(() -> new UnusableFile("The file of " + name
                        + " does not hold a secret alone on one line, in UTF-8. Write nothing else into it."));
    }

    byte[] bytes(Path file, String name) {
        String shown = file + " (" + name + ")";
        try (InputStream in = Files.newInputStream(file)) {
            requireClosed(file, shown);
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new UnusableFile("The file " + shown + " is longer than any secret. Check its path.");
            }
            return bytes;
        } catch (AccessDeniedException e) {
            throw new UnusableFile("The file " + shown + " cannot be read by the user "
                    + surroundings.us().getName()
                    + ", who runs this. Let that user own it; in a container, mount it for that user or its group"
                    + " (Kubernetes: fsGroup and defaultMode: 0440).");
        } catch (IOException e) {
            throw Files.exists(file)
                    ? new UnusableFile("The file " + shown + " cannot be read. Check its path and its owner.")
                    : missing(name);
        }
    }

    private void requireClosed(Path file, String shown) throws IOException {
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        String group = permissions.substring(3, 6);
        String others = permissions.substring(6);
        boolean isClosed =
                others.equals("---") && (group.equals("---") || group.startsWith("r-") && !couldBeClosed(file));
        if (!isClosed) {
            throw new UnusableFile("Other users of this machine can access " + shown + ". Close it: chmod 600 " + file
                    + ". In a container, mount it read-only, and readable by its owner and group alone (Kubernetes:"
                    + " defaultMode: 0440); with systemd, hand it over by LoadCredential.");
        }
    }

    private boolean couldBeClosed(Path file) throws IOException {
        boolean isHandedOver = surroundings.credentials().isPresent()
                && file.toRealPath().startsWith(surroundings.credentials().get().toRealPath());
        return Files.getOwner(file).equals(surroundings.us())
                && !isHandedOver
                && !surroundings.isOnReadOnlyMount().test(file);
    }

    private static UnusableFile missing(String name) {
        return new UnusableFile(
                "The file that " + name + " names does not exist. This setting takes the path of a file, never"
                        + " the secret itself, so its value is not shown here. Check the path.");
    }
}
