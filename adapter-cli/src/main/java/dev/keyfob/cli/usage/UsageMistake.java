package dev.keyfob.cli.usage;

import dev.keyfob.domain.text.PlainLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Describes what is wrong with a command line, and what to type instead. */
public final class UsageMistake {

    private static final int LONGEST_WORD = 60;

    private static final String SECRETS_COME_IN =
            "A secret is never an argument, where others on this machine can read it: it is read from standard input,"
                    + " or asked for.";

    /** Commands that read a secret. An extra word may be a password, which looks like any other word. */
    private static final Set<String> READ_SECRETS = Set.of("user add", "user password", "token verify");

    private static final Set<String> OPTIONS_FOR_SECRETS =
            Set.of("--password", "--passphrase", "--secret", "--token", "--pass", "-p");

    private final ParameterException mistake;
    private final CommandLine command;
    private final Supplier<CommandLine> everything;

    /** {@code everything} supplies the tree of all commands, which is built only if it is needed. */
    public UsageMistake(ParameterException mistake, Supplier<CommandLine> everything) {
        this.mistake = mistake;
        this.command = mistake instanceof UnmatchedArgumentException
                ? mistake.getCommandLine()
                : meant(mistake.getCommandLine());
        this.everything = everything;
    }

    /** Returns the command, as far as it was recognised. */
    public CommandLine command() {
        return command;
    }

    /** Returns whether the command is missing or only a group was named. The user then needs the list of commands. */
    public boolean isCommandMissing() {
        return mistake.getClass() == ParameterException.class
                && mistake.getArgSpec() == null
                && !command.getSubcommands().isEmpty();
    }

    /** Returns one or two sentences about the mistake. */
    public String inWords() {
        if (isCommandMissing()) {
            return "No command given.";
        }
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return aboutUnknown(unmatched.getUnmatched());
        }
        String told = mistake instanceof MissingParameterException missing
                        && !missing.getMissing().isEmpty()
                ? "Missing: "
                        + missing.getMissing().stream()
                                .map(UsageMistake::asTyped)
                                .collect(Collectors.joining(", "))
                : Objects.requireNonNull(mistake.getMessage());
        return told.endsWith(".") ? told : told + ".";
    }

    private static String asTyped(ArgSpec missing) {
        return missing instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : missing.paramLabel();
    }

    private String aboutUnknown(List<String> words) {
        String word = words.get(0);
        if (word.startsWith("-") && word.length() > 1) {
            return aboutOption(nameOf(word));
        }
        if (SecretRedaction.isSecret(word)) {
            return "A word of this command is a secret. " + SECRETS_COME_IN;
        }
        String name = relativeName();
        if (READ_SECRETS.contains(name)) {
            return "There is a word too many. " + SECRETS_COME_IN;
        }
        return command.getSubcommands().isEmpty() ? aboutArgument(word, name) : aboutCommand(words);
    }

    private String aboutOption(String name) {
        if (OPTIONS_FOR_SECRETS.contains(name)) {
            return "There is no option " + name + ". " + SECRETS_COME_IN;
        }
        String unknown = "Unknown option \"" + shown(name) + "\".";
        if (!command.getSubcommands().isEmpty()) {
            return unknown
                    + Suggestions.commandWith(name, everything.get())
                            .map(taker -> " Options of a command follow it, such as: " + taker + " " + name)
                            .or(() -> Suggestions.option(name, command).map(UsageMistake::didYouMean))
                            .orElse("");
        }
        return unknown
                + Suggestions.option(name, command)
                        .map(UsageMistake::didYouMean)
                        .orElse("");
    }

    private String aboutCommand(List<String> words) {
        List<String> typed = new ArrayList<>(
                relativeName().isEmpty() ? List.of() : List.of(relativeName().split(" ")));
        int known = typed.size();
        words.stream().takeWhile(word -> !word.startsWith("-")).limit(2).forEach(typed::add);
        List<String> near = Suggestions.commands(typed, known, everything.get());
        String unknown = "Unknown command \"" + shown(words.get(0)) + "\".";
        return near.isEmpty()
                ? unknown
                : unknown
                        + didYouMean(
                                near.stream().map(path -> "keyfob " + path).collect(Collectors.joining("\", or \"")));
    }

    private String aboutArgument(String word, String name) {
        List<String> taken = command.getCommandSpec().positionalParameters().stream()
                .map(each -> each.paramLabel())
                .distinct()
                .toList();
        String takes = taken.isEmpty() ? "it takes options alone" : "it takes " + String.join(" ", taken);
        return "Unknown argument \"" + shown(word) + "\" of " + name + ": " + takes + "."
                + Suggestions.option("--" + word.toLowerCase(Locale.ROOT), command)
                        .map(UsageMistake::didYouMean)
                        .orElse("");
    }

    private String relativeName() {
        String name = command.getCommandSpec().qualifiedName();
        return name.substring(Math.min(name.length(), name.indexOf(' ') < 0 ? name.length() : name.indexOf(' ') + 1));
    }

    private static String didYouMean(String instead) {
        return " Did you mean \"" + instead + "\"?";
    }

    // The text after the name may be a secret, which looks like any other word.
    private static String nameOf(String option) {
        if (option.startsWith("--")) {
            return option.split("=", 2)[0];
        }
        return option.substring(0, 2);
    }

    private static String shown(String word) {
        String plain = PlainLine.marked(SecretRedaction.redact(word), '?');
        int letters = plain.codePointCount(0, plain.length());
        return letters <= LONGEST_WORD ? plain : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_WORD)) + "…";
    }

    private static CommandLine meant(CommandLine at) {
        CommandLine.ParseResult parsed = at.getParseResult();
        return parsed == null || !parsed.hasSubcommand()
                ? at
                : meant(parsed.subcommand().commandSpec().commandLine());
    }
}
