package dev.keyfob.cli.scan;

import dev.keyfob.domain.leak.LeakLocation;
import dev.keyfob.domain.leak.TokenMatch;
import dev.keyfob.domain.token.TokenDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Searches for tokens and records where they are.
 *
 * <p>In files, each place is a finding. The history of a repository counts only for tokens that none of its files
 * contains any more: each is one finding, in the oldest commit that has it. So a token that was committed once is one
 * finding, however many later versions repeat it, under whatever name or branch.
 */
final class Scan {

    private final boolean withHistory;
    private final ScanProgress progress;
    private final Consumer<String> problems;
    private final ContentSearch content;
    private final List<FoundSecret> findings = new ArrayList<>();
    private final Set<Spot> spots = new HashSet<>();
    private final Set<Path> repositories = new LinkedHashSet<>();
    private final Set<Path> histories = new HashSet<>();
    private boolean isIncomplete;
    private long lookedAt;
    private long unreadable;

    /** A token at one place of a file, which may be in an archive. */
    private record Spot(TokenDigest token, String file, long line, long column) {}

    /** {@code problems} receives a sentence about each path that could not be searched. */
    public Scan(boolean withHistory, ScanProgress progress, Consumer<String> problems) {
        this.withHistory = withHistory;
        this.progress = progress;
        this.problems = sentence -> problems.accept(LeakLocation.readable(sentence));
        this.content = new ContentSearch(this.problems);
    }

    /** Returns the findings in the order in which they were found. */
    public List<FoundSecret> findings() {
        return List.copyOf(findings);
    }

    /**
     * Returns whether a named path or a history could not be read, or nothing could be read at all. An unreadable file
     * inside a folder is reported, but does not count here.
     */
    public boolean isIncomplete() {
        return isIncomplete || lookedAt == 0 && unreadable > 0;
    }

    public void stream(String name, InputStream bytes) {
        progress.begin(0, "bytes");
        isIncomplete |= !read(name, () -> bytes, name);
    }

    /** Searches files, folders and repositories. */
    public void paths(List<Path> paths) {
        Sum sum = new Sum();
        paths.forEach(path -> FileTree.walk(path, sum));
        progress.begin(sum.bytes, "bytes");
        paths.forEach(path -> FileTree.walk(path, new Each(path)));
        if (withHistory) {
            repositories.forEach(this::history);
        }
        repositories.clear();
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private boolean read(String name, Opening opening, String identity) {
        try (InputStream file = opening.open()) {
            content.search(
                    name,
                    file,
                    progress::advance,
                    (path, match) -> found(path, identity + path.substring(name.length()), match));
            lookedAt++;
            return true;
        } catch (IOException e) {
            unreadable++;
            problems.accept(name + " cannot be read.");
            return false;
        }
    }

    private void found(String path, String file, TokenMatch match) {
        if (spots.add(new Spot(match.secret().digest(), file, match.line(), match.column()))) {
            findings.add(new FoundSecret(Optional.empty(), Optional.empty(), path, match));
        }
    }

    private void history(Path folder) {
        String name = folder.toString();
        try (GitHistorySearch history = GitHistorySearch.open(folder, content, problems)) {
            if (histories.add(history.identity())) {
                Set<TokenDigest> found = inFilesOf(folder);
                boolean isWhole = history.search(name, progress, (commit, path, match) -> {
                    if (found.add(match.secret().digest())) {
                        findings.add(new FoundSecret(Optional.of(name), Optional.of(commit), path, match));
                    }
                });
                isIncomplete |= !isWhole;
            }
        } catch (IOException | RuntimeException e) {
            isIncomplete = true;
            problems.accept("The history of the repository " + name + " cannot be read.");
        }
    }

    private Set<TokenDigest> inFilesOf(Path folder) {
        String below = identityOf(folder) + "/";
        return spots.stream()
                .filter(spot -> spot.file().startsWith(below))
                .map(Spot::token)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static String identityOf(Path path) {
        try {
            return path.toRealPath().toString();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize().toString();
        }
    }

    /** Counts the bytes first, so that the progress knows the total. */
    private static final class Sum implements FileTree.Met {
        private long bytes;

        @Override
        public void file(Path file, long size) {
            bytes += size;
        }

        @Override
        public void repository(Path folder) {
            // counted when it is opened
        }

        @Override
        public void unreadable(Path path) {
            // reported by the search
        }
    }

    private final class Each implements FileTree.Met {
        private final Path named;

        Each(Path named) {
            this.named = named;
        }

        @Override
        public void file(Path file, long size) {
            boolean isRead = read(file.toString(), () -> Files.newInputStream(file), identityOf(file));
            isIncomplete |= !isRead && file.equals(named);
        }

        @Override
        public void repository(Path folder) {
            repositories.add(folder);
        }

        @Override
        public void unreadable(Path path) {
            unreadable++;
            isIncomplete |= path.equals(named);
            problems.accept(path + " cannot be read.");
        }
    }
}
