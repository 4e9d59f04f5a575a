package dev.keyfob.cli.completion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Generates the script with which a shell completes the words of Keyfob. The script contains commands, options and
 * fixed values. For ids and names it calls the program, which answers if a server is running.
 */
public final class CompletionScript {

    /** The supported shells. */
    public enum Shell {
        bash,
        zsh,
        fish
    }

    private final CommandLine everything;

    public CompletionScript(CommandLine everything) {
        this.everything = everything;
    }

    public String of(Shell shell) {
        String words = template("words.sh")
                .replace("@PATHS@", paths())
                .replace("@VALUES@", values())
                .replace("@OPTIONS@", options())
                .replace("@COMMANDS@", subcommands());
        return template("keyfob." + shell).replace("@WORDS@", shell == Shell.fish ? quoted(words) : words);
    }

    // In single quotes fish gives these two characters a special meaning.
    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }

    private String paths() {
        return commands()
                .map(CompletionScript::path)
                .filter(path -> !path.isEmpty())
                .map(path -> "\"" + path + "\"")
                .collect(Collectors.joining("|"));
    }

    /**
     * Returns a line for each option that takes a value, with all names of the option, and one for the arguments of
     * each command.
     */
    private String values() {
        return commands()
                .flatMap(command -> Stream.concat(
                        command.options().stream()
                                .filter(option -> option.arity().max() > 0)
                                .map(option -> choice(patterns(command, option), command, option)),
                        Stream.of(choice(
                                "\"" + path(command) + " \"",
                                command,
                                command.positionalParameters().toArray(ArgSpec[]::new)))))
                .collect(Collectors.joining());
    }

    private static String patterns(CommandSpec command, OptionSpec option) {
        return Arrays.stream(option.names())
                .map(name -> "\"" + path(command) + " " + name + "\"")
                .collect(Collectors.joining("|"));
    }

    private static String choice(String pattern, CommandSpec command, ArgSpec... values) {
        String listed = Stream.of(values)
                .flatMap(value -> Optional.ofNullable(value.completionCandidates()).stream())
                .flatMap(candidates -> StreamSupport.stream(candidates.spliterator(), false))
                .distinct()
                .collect(Collectors.joining(" "));
        Optional<ValueKind> kind = Stream.of(values)
                .flatMap(value -> ValueKind.of(command, value).stream())
                .findFirst();
        String action = !listed.isEmpty()
                ? "_keyfob_list " + listed
                : kind.map(each -> each == ValueKind.FILES ? "echo __files__" : "_keyfob_ask " + each.code())
                        .orElse(":");
        return "        " + pattern + ") " + action + " ;;\n";
    }

    private String options() {
        return commands()
                .map(command -> "        \"" + path(command) + "\") _keyfob_list "
                        + command.options().stream()
                                .filter(option -> !option.hidden())
                                .flatMap(option -> Stream.of(option.names()))
                                .filter(name -> name.startsWith("--"))
                                .sorted()
                                .collect(Collectors.joining(" "))
                        + " ;;\n")
                .collect(Collectors.joining());
    }

    private String subcommands() {
        return commands()
                .filter(command -> !command.subcommands().isEmpty())
                .map(command -> "        \"" + path(command) + "\") _keyfob_list "
                        + command.subcommands().values().stream()
                                .map(CommandLine::getCommandSpec)
                                .filter(below -> !below.usageMessage().hidden())
                                .map(CommandSpec::name)
                                .collect(Collectors.joining(" "))
                        + " ;;\n")
                .collect(Collectors.joining());
    }

    private Stream<CommandSpec> commands() {
        return all(everything).map(CommandLine::getCommandSpec);
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream()
                        .filter(below -> !below.getCommandSpec().usageMessage().hidden())
                        .flatMap(CompletionScript::all));
    }

    /** Returns the command as it is typed after the program's name, with a space before each word. */
    private static String path(CommandSpec command) {
        String name = command.qualifiedName().toLowerCase(Locale.ROOT);
        return name.indexOf(' ') < 0 ? "" : name.substring(name.indexOf(' '));
    }

    private static String template(String name) {
        try (InputStream text = CompletionScript.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(text, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
