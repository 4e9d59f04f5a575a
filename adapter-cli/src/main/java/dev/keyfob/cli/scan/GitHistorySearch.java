package dev.keyfob.cli.scan;

import dev.keyfob.domain.leak.TokenMatch;
import dev.keyfob.domain.leak.TokenSearch;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdSubclassMap;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * Searches the whole history of a repository: each content once, in the oldest commit that introduced it, and the
 * messages of commits and annotated tags. Covers everything that a branch, tag, stash or other ref reaches.
 */
final class GitHistorySearch implements AutoCloseable {

    /** The path that is reported for a token in a commit message. */
    static final String COMMIT_MESSAGE = "(commit message)";

    static final String TAG_MESSAGE = "(tag message)";

    private static final int LARGEST_MESSAGE = 16 << 20;

    private final Repository repository;
    private final ObjectReader reader;
    private final ContentSearch content;
    private final Consumer<String> problems;
    private final ObjectIdSubclassMap<ObjectId> seen = new ObjectIdSubclassMap<>();
    private final long packed;
    private int missing;

    /** Receives each token. For the message of a tag, {@code commit} is the id of the tag. */
    interface Found {
        void at(String commit, String path, TokenMatch match);
    }

    private GitHistorySearch(Repository repository, ContentSearch content, Consumer<String> problems)
            throws IOException {
        this.repository = repository;
        this.packed = sizeOf(repository.getCommonDirectory().toPath().resolve("objects"));
        this.reader = repository.newObjectReader();
        this.content = content;
        this.problems = problems;
    }

    /** Opens a history. {@code folder} is the working tree, or the repository itself. */
    static GitHistorySearch open(Path folder, ContentSearch content, Consumer<String> problems) throws IOException {
        QuietGit.install();
        FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
        File link = folder.resolve(Constants.DOT_GIT).toFile();
        if (Files.exists(link.toPath())) {
            builder.setWorkTree(folder.toFile());
        } else {
            builder.setGitDir(folder.toFile());
        }
        Repository repository = builder.setup().build();
        String names = repository.getConfig().getString("extensions", null, "objectformat");
        if (names != null && !names.equals("sha1")) {
            repository.close();
            throw new IOException("names of objects that cannot be read");
        }
        return new GitHistorySearch(repository, content, problems);
    }

    /** Returns the real path of the directory with the objects. Working trees of one repository share it. */
    Path identity() throws IOException {
        return repository.getCommonDirectory().toPath().toRealPath();
    }

    /** Searches the history. Returns whether no object was missing. */
    boolean search(String name, ScanProgress progress, Found found) throws IOException {
        List<ObjectId> tips = tips(found);
        progress.begin(count(tips), "commits");
        try (RevWalk walk = new RevWalk(reader)) {
            walk.setRetainBody(false);
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.REVERSE, true);
            mark(walk, tips);
            for (RevCommit commit : walk) {
                searchMessage(commit, found);
                searchChanges(walk, commit, found);
                progress.advance(1);
            }
        }
        if (missing > 0) {
            problems.accept("The repository " + name + " lacks " + missing
                    + " objects of its history, which could not be searched. Fetch them, then scan again.");
        }
        return missing == 0;
    }

    @Override
    public void close() {
        reader.close();
        repository.close();
    }

    /** Returns the commits that the refs lead to. Searches the messages of the tags on the way. */
    private List<ObjectId> tips(Found found) throws IOException {
        List<ObjectId> tips = new ArrayList<>();
        try (RevWalk walk = new RevWalk(reader)) {
            List<Ref> refs = new ArrayList<>(repository.getRefDatabase().getRefs());
            Ref head = repository.exactRef(Constants.HEAD);
            if (head != null) {
                refs.add(head);
            }
            for (Ref ref : refs) {
                if (ref.getObjectId() == null) {
                    continue;
                }
                try {
                    tips.addAll(tipOf(walk, ref, found));
                } catch (MissingObjectException e) {
                    missing++;
                }
            }
        }
        return tips;
    }

    private List<ObjectId> tipOf(RevWalk walk, Ref ref, Found found) throws IOException {
        RevObject object = walk.parseAny(ref.getObjectId());
        while (object instanceof RevTag tag) {
            if (isNew(tag)) {
                byte[] raw = reader.open(tag, Constants.OBJ_TAG).getCachedBytes(LARGEST_MESSAGE);
                searchMessage(raw, RawParseUtils.tagMessage(raw, 0), tag.name(), TAG_MESSAGE, found);
            }
            object = walk.parseAny(tag.getObject());
        }
        if (object.getType() == Constants.OBJ_BLOB) {
            searchBlob(object.name(), ref.getName(), object, found);
        } else if (object.getType() == Constants.OBJ_TREE) {
            try (TreeWalk trees = new TreeWalk(reader)) {
                trees.addTree(object);
                searchTrees(trees, object.name(), found);
            }
        }
        return object instanceof RevCommit ? List.of(object.copy()) : List.of();
    }

    private long count(List<ObjectId> tips) throws IOException {
        long commits = 0;
        try (RevWalk walk = new RevWalk(reader)) {
            walk.setRetainBody(false);
            mark(walk, tips);
            while (walk.next() != null) {
                commits++;
            }
        }
        return commits;
    }

    private static void mark(RevWalk walk, List<ObjectId> tips) throws IOException {
        for (ObjectId tip : tips) {
            walk.markStart(walk.parseCommit(tip));
        }
    }

    private void searchMessage(RevCommit commit, Found found) throws IOException {
        byte[] raw = reader.open(commit, Constants.OBJ_COMMIT).getCachedBytes(LARGEST_MESSAGE);
        searchMessage(raw, RawParseUtils.commitMessage(raw, 0), commit.name(), COMMIT_MESSAGE, found);
    }

    private static void searchMessage(byte[] raw, int begin, String commit, String path, Found found)
            throws IOException {
        if (begin >= 0) {
            TokenSearch.in(
                    new ByteArrayInputStream(raw, begin, raw.length - begin), match -> found.at(commit, path, match));
        }
    }

    // Content that a commit shares with one of its parents was searched with that parent.
    private void searchChanges(RevWalk walk, RevCommit commit, Found found) throws IOException {
        try (TreeWalk trees = new TreeWalk(reader)) {
            for (RevCommit parent : commit.getParents()) {
                walk.parseHeaders(parent);
                trees.addTree(parent.getTree());
            }
            trees.addTree(commit.getTree());
            if (commit.getParentCount() > 0) {
                trees.setFilter(TreeFilter.ANY_DIFF);
            }
            searchTrees(trees, commit.name(), found);
        } catch (MissingObjectException e) {
            missing++;
        }
    }

    // Each folder is searched once. A small repository could otherwise nest the same ten folders ten levels deep, which
    // are ten billion paths.
    private void searchTrees(TreeWalk trees, String commit, Found found) throws IOException {
        int own = trees.getTreeCount() - 1;
        while (trees.next()) {
            FileMode mode = trees.getFileMode(own);
            if (mode.getObjectType() == Constants.OBJ_BLOB) {
                searchBlob(commit, trees.getPathString(), trees.getObjectId(own), found);
            } else if (mode.getObjectType() == Constants.OBJ_TREE && isNew(trees.getObjectId(own))) {
                trees.enterSubtree();
            }
        }
    }

    private void searchBlob(String commit, String path, AnyObjectId blob, Found found) throws IOException {
        if (!isNew(blob)) {
            return;
        }
        try (InputStream stream = reader.open(blob, Constants.OBJ_BLOB).openStream()) {
            content.searchObject(path, stream, packed, (inside, match) -> found.at(commit, inside, match));
        } catch (MissingObjectException e) {
            missing++;
        }
    }

    private static long sizeOf(Path folder) throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                size += Files.size(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return size;
    }

    private boolean isNew(AnyObjectId object) {
        if (seen.contains(object)) {
            return false;
        }
        seen.add(object.copy());
        return true;
    }
}
