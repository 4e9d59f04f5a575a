package dev.keyfob.bootstrap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One value in the settings file, with its full name and its line. The caller requests a shape, and a value of any
 * other shape stops the start. A blank value counts as not set, whatever the shape.
 */
final class SettingsNode {

    /** The tags that YAML assigns to values without an explicit tag. */
    private static final Set<Tag> TAGS =
            Set.of(Tag.MAP, Tag.SEQ, Tag.STR, Tag.NULL, Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.TIMESTAMP, Tag.MERGE);

    private final String name;
    private final Optional<Node> node;
    private final Path file;
    private final int line;

    private SettingsNode(String name, Optional<Node> node, Path file, int line) {
        this.name = name;
        this.node = node;
        this.file = file;
        this.line = line;
        node.ifPresent(this::requirePlain);
    }

    static SettingsNode blank(Path file) {
        return new SettingsNode("", Optional.empty(), file, 1);
    }

    static SettingsNode root(Node node, Path file) {
        SettingsNode root = new SettingsNode("", Optional.of(node), file, lineOf(node));
        if (!root.isBlank() && !(node instanceof MappingNode)) {
            throw new SettingsError("The settings file " + file + " begins with " + root.shape() + " (line " + root.line
                    + "). It takes names, each followed by a colon and a space, such as server:");
        }
        return root;
    }

    /** Returns the names from the root to this value, separated by dots. */
    String name() {
        return name;
    }

    /** Returns the name within the section, as it is written. */
    String key(SettingsNode section) {
        return section.name.isEmpty() ? name : name.substring(section.name.length() + 1);
    }

    /** Returns the file and the line, for messages. */
    String place() {
        return "in " + file + ", line " + line;
    }

    boolean isBlank() {
        return node.isEmpty()
                || node.get() instanceof ScalarNode scalar
                        && (isNull(scalar) || scalar.getValue().isBlank());
    }

    /** Returns the text of a single value as it is written. {@code expected} describes the valid values in messages. */
    Optional<String> text(String expected) {
        return scalar(expected).map(scalar -> {
            if (isPlain(scalar) && scalar.getTag().equals(Tag.BOOL)) {
                throw wrong(
                        "has the value " + scalar.getValue() + ", which is true or false in YAML",
                        expected + ". Leave it blank for none, or put it in quotes if you mean this text");
            }
            return scalar.getValue().strip();
        });
    }

    /** Returns the text of a single value that may be true or false. */
    Optional<String> truth(String expected) {
        return scalar(expected).map(scalar -> scalar.getValue().strip());
    }

    /** Returns several values, separated by single spaces. The file may have a list, or a text with spaces. */
    Optional<String> words(String expected) {
        if (isBlank()) {
            return Optional.empty();
        }
        List<SettingsNode> values = node.get() instanceof SequenceNode ? items(expected) : List.of(this);
        return Optional.of(values.stream()
                .flatMap(value -> value.text(expected).stream())
                .map(text -> text.replaceAll("\\s+", " "))
                .collect(Collectors.joining(" ")));
    }

    /** Returns the items of a list that are not blank. */
    List<SettingsNode> items(String expected) {
        if (isBlank()) {
            return List.of();
        }
        if (!(node.get() instanceof SequenceNode list)) {
            throw wrong("has " + shape(), expected);
        }
        return list.getValue().stream()
                .map(item -> new SettingsNode(name, Optional.of(item), file, lineOf(item)))
                .filter(item -> !item.isBlank())
                .toList();
    }

    /** Returns the members, including blank ones, in the order of the file. A duplicate name stops the start. */
    List<SettingsNode> fields(String expected) {
        if (isBlank()) {
            return List.of();
        }
        if (!(node.get() instanceof MappingNode table)) {
            throw wrong("has " + shape(), expected);
        }
        Map<String, SettingsNode> fields = new LinkedHashMap<>();
        for (NodeTuple entry : table.getValue()) {
            int at = lineOf(entry.getKeyNode());
            SettingsNode key = new SettingsNode(name, Optional.of(entry.getKeyNode()), file, at);
            if (key.isBlank() || !(entry.getKeyNode() instanceof ScalarNode scalar)) {
                throw new SettingsError("The settings file " + file + " has in its line " + at
                        + " no name before the colon. Write a name, such as server:");
            }
            String full = name.isEmpty() ? scalar.getValue() : name + "." + scalar.getValue();
            SettingsNode earlier =
                    fields.put(full, new SettingsNode(full, Optional.of(entry.getValueNode()), file, at));
            if (earlier != null) {
                throw twice(full, at);
            }
        }
        return new ArrayList<>(fields.values());
    }

    /** Returns the error for a name that occurs again in another section of the same name. */
    SettingsError twice() {
        return twice(name, line);
    }

    /** Returns an error that says what is wrong with this value and what it takes. */
    SettingsError wrong(String what, String expected) {
        return new SettingsError("The setting " + name + " " + what + " (" + place() + "). It takes " + expected + ".");
    }

    private SettingsError twice(String twice, int line) {
        return new SettingsError("The setting " + twice + " is set twice (in " + file + ", the second time in line "
                + line + "). Remove one of the two.");
    }

    private Optional<ScalarNode> scalar(String expected) {
        if (isBlank()) {
            return Optional.empty();
        }
        if (!(node.get() instanceof ScalarNode scalar)) {
            throw wrong("has " + shape(), expected);
        }
        if (scalar.getValue().indexOf('\0') >= 0) {
            throw wrong("has a NUL character in its value", expected);
        }
        return Optional.of(scalar);
    }

    private static int lineOf(Node found) {
        return found.getStartMark().getLine() + 1;
    }

    private String shape() {
        Node found = node.orElseThrow();
        if (found instanceof SequenceNode) {
            return "a list";
        }
        return found instanceof MappingNode ? "names under it" : "a single value";
    }

    // Refuses aliases, because they may contain themselves, and tags, because they change the meaning of the text.
    private void requirePlain(Node found) {
        String what = name.isEmpty() ? "The settings file " + file : "The setting " + name;
        if (found.getAnchor() != null) {
            throw new SettingsError(what + " uses an anchor or an alias (&" + found.getAnchor() + ", " + place()
                    + "). Write the value in every place.");
        }
        if (!TAGS.contains(found.getTag())) {
            throw new SettingsError(what + " has the tag " + found.getTag().getValue() + " (" + place()
                    + "). Write the value without a tag.");
        }
    }

    private static boolean isPlain(ScalarNode scalar) {
        return scalar.getScalarStyle() == ScalarStyle.PLAIN;
    }

    private static boolean isNull(ScalarNode scalar) {
        return isPlain(scalar) && scalar.getTag().equals(Tag.NULL);
    }
}
