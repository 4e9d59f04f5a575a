package dev.keyfob.bootstrap;

import dev.keyfob.cli.Cli;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Where the data is, as far as options or the environment say: in a directory, or in PostgreSQL. */
record DataLocation(Optional<Path> directory, Optional<String> database) {

    static DataLocation of(String... args) {
        return new DataLocation(Cli.dataDirectoryOf(args), Cli.databaseOf(args));
    }

    Map<Setting, String> settings() {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        directory.ifPresent(path -> settings.put(Setting.DATA_DIRECTORY, path.toString()));
        database.ifPresent(url -> settings.put(Setting.DATABASE_URL, url));
        return settings;
    }
}
