package dev.keyfob.bootstrap;

import dev.keyfob.cli.Cli;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The location of the data, if options or the environment name it: a directory, or a PostgreSQL database. */
record DataLocation(Optional<Path> directory, Optional<String> database) {

    static DataLocation of(String... args) {
        return new DataLocation(Cli.dataDirectoryOf(args), Cli.databaseOf(args));
    }

    /**
     * Returns the directory on which a server may be running. If neither an option nor a variable names the data, it
     * comes from the settings file that {@code KEYFOB_CONFIG} names.
     */
    Optional<Path> served(Map<String, String> environment) {
        boolean isSaid = directory.isPresent() || database.isPresent();
        if (isSaid || environment.getOrDefault(EnvironmentVariables.CONFIG, "").isBlank()) {
            return directory;
        }
        try {
            return Settings.load(settings(), environment, Optional.empty()).dataDirectory();
        } catch (SettingsError e) {
            // The command itself reports the error in the settings.
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
