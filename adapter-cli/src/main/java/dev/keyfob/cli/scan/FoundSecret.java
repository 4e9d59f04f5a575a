package dev.keyfob.cli.scan;

import dev.keyfob.domain.leak.LeakLocation;
import dev.keyfob.domain.leak.TokenMatch;
import java.util.Optional;

/**
 * A token and the place where it was found: in a file, or in the history of a repository, where {@code path} is
 * relative to the repository. Secrets and line breaks in both paths are replaced.
 */
record FoundSecret(Optional<String> repository, Optional<String> commit, String path, TokenMatch match) {

    private static final int SHORT_COMMIT = 10;

    public FoundSecret {
        repository = repository.map(LeakLocation::readable);
        path = LeakLocation.readable(path);
    }

    /**
     * Returns the place as people write it, {@code src/app.env}, or as git expects it, {@code 1a2b3c4d5e:src/app.env}.
     */
    public String place() {
        return commit.map(id -> id.substring(0, SHORT_COMMIT) + ":").orElse("") + path;
    }

    /** Returns the current or former path of the file, relative to the working directory. */
    public String file() {
        return repository
                        .filter(folder -> !folder.equals("."))
                        .map(folder -> folder + "/")
                        .orElse("")
                + path;
    }
}
