package dev.keyfob.cli.scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** A git repository that tests fill step by step. */
public final class PlantedRepository implements AutoCloseable {

    private static final PersonIdent ALICE = new PersonIdent("alice", "alice@example.com");

    private final Path folder;
    private final Git git;

    public PlantedRepository(Path folder) throws GitAPIException {
        QuietGit.install();
        this.folder = folder;
        this.git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call();
    }

    /** Appends to a file and commits it. */
    public String append(String file, String text) throws IOException, GitAPIException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(
                path, (Files.exists(path) ? Files.readString(path) : "") + text + "\n", StandardCharsets.UTF_8);
        return commit("Add to " + file);
    }

    public String write(String file, byte[] content) throws IOException, GitAPIException {
        Files.write(folder.resolve(file), content);
        return commit("Write " + file);
    }

    public String remove(String file) throws IOException, GitAPIException {
        Files.delete(folder.resolve(file));
        git.rm().addFilepattern(file).call();
        return commit("Remove " + file);
    }

    public String move(String from, String to) throws IOException, GitAPIException {
        Files.move(folder.resolve(from), folder.resolve(to));
        git.rm().addFilepattern(from).call();
        return commit("Move " + from);
    }

    public String commit(String message) throws GitAPIException {
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage(message)
                .setAuthor(ALICE)
                .setCommitter(ALICE)
                .setSign(false)
                .call()
                .name();
    }

    public void tag(String name, String message) throws GitAPIException {
        git.tag()
                .setName(name)
                .setMessage(message)
                .setTagger(ALICE)
                .setAnnotated(true)
                .setSigned(false)
                .call();
    }

    public void branch(String name) throws GitAPIException {
        git.checkout().setCreateBranch(true).setName(name).call();
    }

    public void checkout(String name) throws GitAPIException {
        git.checkout().setName(name).call();
    }

    public void merge(String name) throws GitAPIException, IOException {
        git.merge()
                .include(git.getRepository().resolve(name))
                .setFastForward(MergeCommand.FastForwardMode.NO_FF)
                .setMessage("Merge " + name)
                .call();
    }

    public void deleteBranch(String name) throws GitAPIException {
        git.branchDelete().setBranchNames(name).setForce(true).call();
    }

    /** Packs all objects. */
    public void pack() throws GitAPIException {
        git.gc().call();
    }

    public static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        git.close();
    }
}
