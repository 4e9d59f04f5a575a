package dev.keyfob.bootstrap;

import dev.keyfob.cli.Cli;
import dev.keyfob.cli.terminal.Terminal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Creates a page of the manual for each command, from the same definitions as its {@code --help}. */
final class ManPages {

    /** The longest line in the source of a page. */
    private static final int WIDTH = 72;

    /** Continues a line in the next one. */
    private static final String ON = " \\\n";

    private final LocalDate date;
    private final SortedMap<String, String> pages = new TreeMap<>();

    private ManPages(LocalDate date) {
        this.date = date;
    }

    /** Returns the pages by their file names, such as {@code keyfob-token-create.1}. */
    static SortedMap<String, String> of(Cli cli, Terminal terminal, LocalDate date) {
        ManPages written = new ManPages(date);
        written.add(cli.everything(terminal));
        return written.pages;
    }

    private void add(CommandLine command) {
        pages.put(nameOf(command) + ".1", page(command));
        subcommands(command).forEach(this::add);
    }

    private String page(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        String description = text(spec.usageMessage().description());
        List<String> lines = new ArrayList<>();
        lines.add(".TH " + escaped(nameOf(command).toUpperCase(Locale.ROOT)) + " 1 " + date + " Keyfob Keyfob");
        lines.add(".SH NAME");
        lines.add(wrapped(
                escaped(nameOf(command)) + " \\- " + escaped(description.split("(?<=\\w)[;:.](?= |$)", 2)[0]), ON));
        lines.add(".SH SYNOPSIS");
        verbatim(lines, command.getHelp().synopsis(0));
        lines.add(".SH DESCRIPTION");
        lines.add(filled(description));
        listed(lines, "ARGUMENTS", spec.positionalParameters());
        listed(lines, "OPTIONS", spec.options());
        if (!command.getSubcommands().isEmpty()) {
            lines.add(".SH COMMANDS");
            subcommands(command).forEach(each -> {
                lines.add(".TP");
                lines.add(".BR " + escaped(nameOf(each)) + " (1)");
                lines.add(filled(text(each.getCommandSpec().usageMessage().description())));
            });
        }
        String footer = String.join("\n", spec.usageMessage().footer()).strip();
        if (!footer.isEmpty()) {
            String heading = text(spec.usageMessage().footerHeading());
            lines.add(".SH "
                    + escaped(
                            heading.isEmpty()
                                    ? "NOTES"
                                    : heading.replace(":", "").toUpperCase(Locale.ROOT)));
            verbatim(lines, Ansi.OFF.string(footer));
        }
        if (spec.parent() != null) {
            lines.add(".SH SEE ALSO");
            lines.add(".BR " + escaped(nameOf(spec.parent().commandLine())) + " (1)");
        }
        return String.join("\n", lines) + "\n";
    }

    private static void listed(List<String> lines, String heading, List<? extends ArgSpec> arguments) {
        List<? extends ArgSpec> shown =
                arguments.stream().filter(each -> !each.hidden()).toList();
        if (!shown.isEmpty()) {
            lines.add(".SH " + heading);
        }
        for (ArgSpec each : shown) {
            lines.add(".TP");
            lines.add(term(each));
            lines.add(filled(text(each.description())));
        }
    }

    private static String term(ArgSpec argument) {
        String label = argument.arity().max() == 0 ? "" : "\\fI" + escaped(argument.paramLabel()) + "\\fR";
        if (argument instanceof PositionalParamSpec || !(argument instanceof OptionSpec option)) {
            return label;
        }
        return Stream.of(option.names())
                        .map(name -> "\\fB" + escaped(name) + "\\fR")
                        .collect(Collectors.joining(", "))
                + (label.isEmpty() ? "" : " " + label);
    }

    private static Stream<CommandLine> subcommands(CommandLine command) {
        return command.getSubcommands().values().stream()
                .filter(each -> !each.getCommandSpec().usageMessage().hidden())
                .distinct();
    }

    private static void verbatim(List<String> lines, String text) {
        lines.add(".nf");
        text.strip()
                .lines()
                .map(line -> line.isBlank() ? ".sp" : wrapped(escaped(line.stripTrailing()), ON))
                .forEach(lines::add);
        lines.add(".fi");
    }

    private static String filled(String text) {
        return wrapped(escaped(text), "\n");
    }

    // A line that begins with a dot or a quote would be a roff request.
    private static String wrapped(String escaped, String end) {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : escaped.split(" ", -1)) {
            boolean isFirst = lines.isEmpty();
            boolean fits = isFirst || word.isEmpty() || column + 1 + word.length() <= WIDTH;
            String shown = !fits && (word.startsWith(".") || word.startsWith("'")) ? "\\&" + word : word;
            lines.append(isFirst ? "" : fits ? " " : end).append(shown);
            column = fits ? column + 1 + word.length() : shown.length();
        }
        return lines.toString();
    }

    private static String nameOf(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    private static String text(String... lines) {
        return Ansi.OFF.string(String.join(" ", lines)).replace("%n", " ").strip();
    }

    private static String escaped(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
