package dev.keyfob.bootstrap;

import dev.keyfob.web.api.GithubScanningSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the keys of GitHub's secret scanning from the settings file. Any error in a key stops the start. */
final class GithubKeysReader {

    static final String KEY = "leaks.github.keys";

    private GithubKeysReader() {}

    /** Returns the keys by their identifiers. A value in the file is a key as PEM, or the path of a file with one. */
    static Map<String, PublicKey> read(SettingsNode table) {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        table.fields("a table: a key's identifier, then the key or its file")
                .forEach(entry -> entry.text("a public key as PEM, or the path of a file with one")
                        .ifPresent(given -> keys.put(entry.key(table), key(entry, given))));
        return keys;
    }

    private static PublicKey key(SettingsNode entry, String given) {
        boolean isKey = given.strip().startsWith("-----BEGIN");
        try {
            return GithubScanningSettings.parseKey(isKey ? given : Files.readString(Path.of(given)));
        } catch (IOException e) {
            throw wrong(entry, "The file " + given + " cannot be read");
        } catch (IllegalArgumentException e) {
            throw wrong(entry, "It takes a public key on the curve P-256 as PEM, or the path of a file with one");
        }
    }

    private static SettingsError wrong(SettingsNode entry, String sentence) {
        return new SettingsError(
                "The setting " + entry.name() + " cannot be used (" + entry.place() + "). " + sentence + ".");
    }
}
