package dev.keyfob.cli.usage;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code help token create} prints what {@code token create --help} does. */
@Command(
        name = "help",
        description = "Print the help of a command, or of keyfob itself.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob help token create"})
public final class HelpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "Such as token, or token create.")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        CommandLine command = spec.root().commandLine();
        for (int i = 0; i < words.size(); i++) {
            CommandLine below = command.getSubcommands().get(words.get(i));
            if (below == null) {
                throw new UnmatchedArgumentException(command, words.subList(i, words.size()));
            }
            command = below;
        }
        command.usage(command.getOut(), command.getColorScheme());
        command.getOut().flush();
        return 0;
    }
}
