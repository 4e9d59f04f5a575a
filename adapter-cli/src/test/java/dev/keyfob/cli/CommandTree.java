package dev.keyfob.cli;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** All that can be asked for on the command line, for tests that leave nothing out. */
public final class CommandTree {

    private CommandTree() {}

    /** Every command that does something, as it is typed, such as {@code token create}. */
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
