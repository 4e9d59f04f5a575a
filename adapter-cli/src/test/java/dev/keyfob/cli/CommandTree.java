package dev.keyfob.cli;

import dev.keyfob.cli.terminal.RecordingTerminal;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Lists all commands, for tests that must cover every one. */
public final class CommandTree {

    private CommandTree() {}

    /** Returns all commands that are not groups, as they are typed, such as {@code token create}. */
    public static List<String> commandsOf(Cli cli) {
        CommandLine root = cli.everything(RecordingTerminal.piped(""));
        return leavesBelow(root, "").toList();
    }

    private static Stream<String> leavesBelow(CommandLine command, String name) {
        return command.getSubcommands().entrySet().stream().flatMap(each -> {
            String path = (name + " " + each.getKey()).strip();
            return each.getValue().getSubcommands().isEmpty() ? Stream.of(path) : leavesBelow(each.getValue(), path);
        });
    }
}
