package dev.keyfob.cli.scan;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Makes JGit ignore the configuration of the machine and of the user. Reading a repository then starts no program,
 * reads no other file, and writes nothing to the home directory.
 */
final class QuietGit extends SystemReader.Delegate {

    private QuietGit(SystemReader machine) {
        super(machine);
    }

    static void install() {
        if (!(SystemReader.getInstance() instanceof QuietGit)) {
            SystemReader.setInstance(new QuietGit(SystemReader.getInstance()));
        }
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public StoredConfig getUserConfig() {
        return new Nothing(null, FS.DETECTED);
    }

    @Override
    public StoredConfig getSystemConfig() {
        return new Nothing(null, FS.DETECTED);
    }

    @Override
    public StoredConfig getJGitConfig() {
        return new Nothing(null, FS.DETECTED);
    }

    /** A configuration that is always empty. */
    private static final class Nothing extends FileBasedConfig {

        private static final String FILE_SYSTEM = "filesystem";

        Nothing(@Nullable Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // nothing to read
        }

        @Override
        public void save() {
            // nothing to save
        }

        // Without this value, JGit measures the timestamp resolution of the file system by writing into the repository.
        @Override
        public long getTimeUnit(String section, String subsection, String name, long standard, TimeUnit unit) {
            return FILE_SYSTEM.equals(section)
                    ? unit.convert(1, TimeUnit.SECONDS)
                    : super.getTimeUnit(section, subsection, name, standard, unit);
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
