package dev.keyfob.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyfob.web.GithubScanning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the keys of GitHub's secret scanning in the settings file; whatever is wrong with one stops the start. */
final class GithubKeysReader {

    static final String KEY = "leaks.github.keys";

    private GithubKeysReader() {}

    /** Each name is a key's identifier, each value the key in PEM, or a file that has it. */
    static Map<String, PublicKey> read(JsonNode table) {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        if (!table.isObject()) {
            throw new SettingsError(
                    "The setting " + KEY + " is a table: a key's identifier, then the key or its file.");
        }
        table.properties()
                .forEach(entry -> keys.put(
                        entry.getKey(), key(entry.getKey(), entry.getValue().asText())));
        return keys;
    }

    private static PublicKey key(String identifier, String given) {
        boolean isKey = given.strip().startsWith("-----BEGIN");
        try {
            return GithubScanning.parseKey(isKey ? given : Files.readString(Path.of(given)));
        } catch (IOException e) {
            throw wrong(identifier, "The file " + given + " cannot be read");
        } catch (IllegalArgumentException e) {
            throw wrong(identifier, "It takes a public key on the curve P-256 as PEM, or the path of a file with one");
        }
    }

    private static SettingsError wrong(String identifier, String sentence) {
        return new SettingsError("The setting " + KEY + "." + identifier + " cannot be used. " + sentence + ".");
    }
}
