package dev.keyfob.bootstrap;

import dev.keyfob.cli.terminal.Terminal;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** All commands of the program as one tree, without data, for tests that must cover every command. */
final class CommandNames {

    private CommandNames() {}

    /** Each command without subcommands, such as {@code token create}. */
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
