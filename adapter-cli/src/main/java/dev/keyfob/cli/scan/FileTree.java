package dev.keyfob.cli.scan;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Walks everything below a path: files and git repositories. Links are not followed, so the walk never leaves the path.
 * In the folder of a repository only its configuration counts as a file, because it may contain the address of a remote
 * with a token in it.
 */
final class FileTree {

    private static final Path HERE = Path.of(".");

    private FileTree() {}

    /** Receives what the walk finds. */
    interface Met {
        void file(Path file, long size);

        /** {@code folder} is the working tree, or the repository itself if it is bare. */
        void repository(Path folder);

        void unreadable(Path path);
    }

    static void walk(Path root, Met met) {
        try {
            if (Files.isDirectory(root)) {
                // If the named path is a link, it is followed: the appended dot resolves it.
                Path start = root.resolve(HERE);
                Files.walkFileTree(start, new Visitor(root, start, met));
            } else {
                met.file(root, Files.isRegularFile(root) ? Files.size(root) : 0);
            }
        } catch (IOException e) {
            met.unreadable(root);
        }
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final Path root;
        private final Path start;
        private final Met met;

        Visitor(Path root, Path start, Met met) {
            this.root = root;
            this.start = start;
            this.met = met;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            if (!isRepository(directory)) {
                return FileVisitResult.CONTINUE;
            }
            boolean hasWorkingFiles = directory.toRealPath().endsWith(".git");
            Path folder = shown(directory);
            met.repository(hasWorkingFiles && folder.endsWith(".git") ? parentOf(folder) : folder);
            Path config = directory.resolve("config");
            if (Files.isRegularFile(config)) {
                met.file(shown(config), Files.size(config));
            }
            return FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                Path file = shown(path);
                // A file named .git contains the path of the repository of this working tree.
                if (file.endsWith(".git")) {
                    met.repository(parentOf(file));
                }
                met.file(file, attributes.size());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException e) {
            met.unreadable(shown(path));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException e) {
            if (e != null) {
                met.unreadable(shown(directory));
            }
            return FileVisitResult.CONTINUE;
        }

        private Path shown(Path path) {
            Path below = start.relativize(path);
            return root.equals(HERE) && !below.toString().isEmpty() ? below : root.resolve(below);
        }

        private static Path parentOf(Path path) {
            return path.getParent() == null ? HERE : path.getParent();
        }

        private static boolean isRepository(Path directory) {
            return Files.isRegularFile(directory.resolve("HEAD"))
                    && Files.isDirectory(directory.resolve("objects"))
                    && Files.isDirectory(directory.resolve("refs"));
        }
    }
}
