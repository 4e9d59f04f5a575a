package dev.keyfob.bootstrap;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads the settings file as YAML: one document that is a table of names. This class does not know the names.
 *
 * <p>Values are read as they are written. YAML's own types would turn {@code no} into a boolean, {@code 010} into the
 * number 8 and {@code 1:30} into the number 90.
 */
final class SettingsFile {

    private SettingsFile() {}

    /** Returns the table of the whole file. An empty file, or a file with only comments, is a blank table. */
    static SettingsNode read(Path file) {
        List<Node> documents = new ArrayList<>();
        try {
            new Yaml(new SafeConstructor(new LoaderOptions()))
                    .composeAll(new StringReader(Files.readString(file)))
                    .forEach(documents::add);
        } catch (MarkedYAMLException e) {
            throw new SettingsError("The settings file " + file + " is not YAML: see its line "
                    + (e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1) + ".");
        } catch (YAMLException e) {
            throw new SettingsError(
                    "The settings file " + file + " cannot be read as YAML: it has a character that YAML"
                            + " does not allow, or is nested too deep, or is too long.");
        } catch (CharacterCodingException e) {
            throw new SettingsError("The settings file " + file + " is not text in UTF-8. Save it as UTF-8.");
        } catch (IOException e) {
            throw new SettingsError("The settings file " + file + " cannot be read. Give the path of a readable file.");
        }
        if (documents.size() > 1) {
            throw new SettingsError("The settings file " + file + " has a second document from its line "
                    + (documents.get(1).getStartMark().getLine() + 1)
                    + " on. It takes one: remove the --- between them.");
        }
        if (documents.isEmpty()) {
            return SettingsNode.blank(file);
        }
        return SettingsNode.root(documents.get(0), file);
    }
}
