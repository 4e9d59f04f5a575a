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

    /** The directory on which a server may be running: without an option for it, the one that the settings name. */
    Optional<Path> served(Map<String, String> environment) {
        boolean isSaid = directory.isPresent() || database.isPresent();
        if (isSaid || environment.getOrDefault(EnvironmentVariables.CONFIG, "").isBlank()) {
            return directory;
        }
        try {
            return Settings.load(settings(), environment, Optional.empty()).dataDirectory();
        } catch (SettingsError e) {
            // The command itself says what is wrong with them.
            return Optional.empty();
        }
    }

    Map<Setting, String> settings() {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        directory.ifPresent(path -> settings.put(Setting.DATA_DIRECTORY, path.toString()));
        database.ifPresent(url -> settings.put(Setting.DATABASE_URL, url));
        return settings;
    }
}
