package dev.keyfob.bootstrap;

import dev.keyfob.cli.Terminal;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** All that the program can be told to do, as one tree, for tests that leave nothing out. No data is behind it. */
final class CommandNames {

    private CommandNames() {}

    /** Each command that does something, such as {@code token create}. */
    static Stream<String> all() {
        return leaves(everything())
                .map(command -> command.getCommandSpec().qualifiedName())
                .map(name -> name.substring(name.indexOf(' ') + 1));
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command)
                : command.getSubcommands().values().stream().flatMap(CommandNames::leaves);
    }

    static CommandLine everything() {
        Terminal terminal = new Piped("");
        return Main.commands(DataLocation.of(), terminal, Map.of()).everything(terminal);
    }
}
