package dev.keyfob.cli.scan;

import dev.keyfob.domain.leak.LeakPlace;
import dev.keyfob.domain.leak.TokenMatch;
import java.util.Optional;

/**
 * A token, and where it was found: in a file, or in a repository's history, where {@code path} is as git has it.
 * Neither path has a secret in it, and both are on one line.
 */
public record FoundSecret(Optional<String> repository, Optional<String> commit, String path, TokenMatch sighting) {

    private static final int SHORT_COMMIT = 10;

    public FoundSecret {
        repository = repository.map(LeakPlace::readable);
        path = LeakPlace.readable(path);
    }

    /** As people write it: {@code src/app.env}, or as git takes it, {@code 1a2b3c4d5e:src/app.env}. */
    public String place() {
        return commit.map(id -> id.substring(0, SHORT_COMMIT) + ":").orElse("") + path;
    }

    /** Where the file is, or was, seen from the working directory. */
    public String file() {
        return repository
                        .filter(folder -> !folder.equals("."))
                        .map(folder -> folder + "/")
                        .orElse("")
                + path;
    }
}
