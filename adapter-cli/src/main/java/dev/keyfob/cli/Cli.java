package dev.keyfob.cli;

import dev.keyfob.application.UseCases;
import dev.keyfob.cli.audit.AuditCommands;
import dev.keyfob.cli.client.ApiClientCommands;
import dev.keyfob.cli.command.CommandGroup;
import dev.keyfob.cli.command.ConfirmationOption;
import dev.keyfob.cli.command.OutputOption;
import dev.keyfob.cli.command.SecretOutputOption;
import dev.keyfob.cli.completion.CompletionCandidatesCommand;
import dev.keyfob.cli.completion.CompletionScript;
import dev.keyfob.cli.db.DbCommands;
import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.mail.MailCommands;
import dev.keyfob.cli.pickup.PickUpCommands;
import dev.keyfob.cli.policy.PolicyCommands;
import dev.keyfob.cli.scan.LeakCommands;
import dev.keyfob.cli.terminal.OutputState;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.token.TokenCommands;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.cli.usage.HelpCommand;
import dev.keyfob.cli.usage.HelpPage;
import dev.keyfob.cli.usage.SecretRedaction;
import dev.keyfob.cli.usage.UsageMistake;
import dev.keyfob.cli.user.UserCommands;
import dev.keyfob.cli.webhook.WebhookCommands;
import dev.keyfob.domain.Refusal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: parses the arguments, runs the command and returns its exit code. */
public final class Cli {

    private static final String DATA_VARIABLE = "KEYFOB_DATA_DIRECTORY";
    private static final String DATABASE_VARIABLE = "KEYFOB_DATABASE_URL";
    private static final String COMPLETION = "completion";

    private final DataOpener data;
    private final List<Object> furtherCommands;

    public Cli(DataOpener data, Object... furtherCommands) {
        this.data = data;
        this.furtherCommands = List.of(furtherCommands);
    }

    public int run(Terminal terminal, String... args) {
        int code = commands(terminal, args).execute(args);
        if (terminal.flushOut() != OutputState.LOST) {
            return code;
        }
        if (code != ExitCode.FAILURE) {
            terminal.err()
                    .println("keyfob: Standard output could not be written to its end: what is there is incomplete. Is"
                            + " the disk full? What the command changed is changed all the same.");
        }
        return code == ExitCode.DONE ? ExitCode.FAILURE : code;
    }

    /** Returns the tree of all commands. */
    public CommandLine everything(Terminal terminal) {
        return commands(terminal, COMPLETION);
    }

    private CommandLine commands(Terminal terminal, String... args) {
        List<String> words = List.of(args);
        IFactory parts = parts(terminal);
        CommandLine keyfob = new CommandLine(new Keyfob(terminal));
        Stream.of(
                        new TokenCommands(
                                verbs(all -> all.tokens),
                                verbs(all -> all.users),
                                verbs(all -> all.leaks),
                                verbs(all -> all.clock),
                                terminal),
                        new PickUpCommands(
                                verbs(all -> all.pickUps), verbs(all -> all.tokens), verbs(all -> all.users), terminal),
                        new UserCommands(
                                verbs(all -> all.tokens),
                                verbs(all -> all.users),
                                verbsOfNewData(all -> all.users),
                                terminal),
                        new PolicyCommands(verbs(all -> all.policy), terminal),
                        new ApiClientCommands(verbs(all -> all.clients), terminal),
                        new AuditCommands(
                                verbs(all -> all.users), verbs(all -> all.audit), verbs(all -> all.clock), terminal),
                        new LeakCommands(verbs(all -> all.tokens), verbs(all -> all.leaks), terminal),
                        new DbCommands(
                                verbs(all -> all.audit),
                                verbs(all -> all.backup),
                                verbsOfNewData(all -> all.backup),
                                terminal),
                        new WebhookCommands(verbs(all -> all.webhooks), terminal),
                        new MailCommands(verbs(all -> all.mail), terminal))
                .map(commands -> group(words, commands, parts))
                .forEach(keyfob::addSubcommand);
        furtherCommands.forEach(keyfob::addSubcommand);
        keyfob.addSubcommand(new HelpCommand());
        keyfob.addSubcommand(new CompletionCandidatesCommand(
                verbs(all -> all.tokens),
                verbs(all -> all.users),
                verbs(all -> all.clients),
                verbs(all -> all.webhooks),
                verbs(all -> all.pickUps),
                terminal));
        return keyfob.setExpandAtFiles(false)
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.mayColour() ? Ansi.ON : Ansi.OFF))
                .setExitCodeExceptionMapper(e -> ExitCode.FAILURE)
                .setHelpFactory(HelpPage::new)
                .setParameterExceptionHandler((e, arguments) -> usageError(e, terminal))
                .setExecutionExceptionHandler((e, command, parsed) -> exitCodeOf(e, terminal.err()));
    }

    private <T> Supplier<T> verbs(Function<UseCases, T> subject) {
        return () -> subject.apply(data.existing());
    }

    private <T> Supplier<T> verbsOfNewData(Function<UseCases, T> subject) {
        return () -> subject.apply(data.existingOrNew());
    }

    // Describing all commands by reflection took most of the time needed to print a help page. A group therefore gets
    // its subcommands only if its name is among the words. The completion script needs the subcommands of all groups.
    private static CommandLine group(List<String> words, Object commands, IFactory parts) {
        CommandLine group = new CommandLine(commands, parts);
        if (words.contains(group.getCommandName()) || words.contains(COMPLETION)) {
            if (commands instanceof CommandGroup classes) {
                classes.commands().forEach(command -> group.addSubcommand(new CommandLine(command, parts)));
            } else {
                group.getCommandSpec().addMethodSubcommands(parts);
            }
        }
        return group;
    }

    /** Creates the mixins that commands share. They need the terminal. */
    private IFactory parts(Terminal terminal) {
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                if (type == OutputOption.class) {
                    return type.cast(new OutputOption(terminal, verbs(all -> all.clock)));
                }
                if (type == SecretOutputOption.class) {
                    return type.cast(new SecretOutputOption(terminal));
                }
                if (type == ConfirmationOption.class) {
                    return type.cast(new ConfirmationOption(terminal));
                }
                return CommandLine.defaultFactory().create(type);
            }
        };
    }

    /** Returns the data directory from {@code --data}, or else from the environment. */
    public static Optional<Path> dataDirectoryOf(String... args) {
        return valueOf("--data", DATA_VARIABLE, args).map(Path::of);
    }

    /** Returns the URL of the PostgreSQL database from {@code --db}, or else from the environment. */
    public static Optional<String> databaseOf(String... args) {
        return valueOf("--db", DATABASE_VARIABLE, args);
    }

    private static Optional<String> valueOf(String option, String variable, String... args) {
        Optional<String> given = Optional.empty();
        for (int i = 0; i < args.length && given.isEmpty(); i++) {
            if (args[i].equals(option) && i + 1 < args.length) {
                given = Optional.of(args[i + 1]);
            } else if (args[i].startsWith(option + "=")) {
                given = Optional.of(args[i].substring(option.length() + 1));
            }
        }
        return given.filter(set -> !set.isBlank())
                .or(() -> Optional.ofNullable(System.getenv(variable)).filter(set -> !set.isBlank()));
    }

    /** Returns the version of the jar. */
    public static String version() {
        return Optional.ofNullable(Cli.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }

    private int usageError(ParameterException e, Terminal terminal) {
        UsageMistake mistake = new UsageMistake(e, () -> everything(terminal));
        PrintWriter err = terminal.err();
        complain(err, mistake.inWords());
        // Printing the help is still an error, because a script whose command is missing has done nothing.
        if (mistake.isCommandMissing()) {
            mistake.command().usage(err, mistake.command().getColorScheme());
        } else {
            err.println("Try '" + mistake.command().getCommandSpec().qualifiedName() + " --help'.");
        }
        err.flush();
        return ExitCode.USAGE;
    }

    private static void complain(PrintWriter err, String sentence) {
        err.println("keyfob: " + SecretRedaction.redact(sentence));
    }

    private static int exitCodeOf(Exception e, PrintWriter err) {
        if (e instanceof Refusal refusal) {
            complain(err, refusal.explanation());
            return ExitCode.of(refusal.reason());
        }
        if (e instanceof CommandFailed failed) {
            complain(err, failed.getMessage());
            return failed.exitCode();
        }
        // The message of an unknown exception may contain stored values, so only its type and its id in the log are
        // printed. The logger is created only here, because setting up logging takes longer than printing a help page.
        String id = UUID.randomUUID().toString();
        LoggerFactory.getLogger(Cli.class)
                .atError()
                .addKeyValue("incident", id)
                .setCause(e)
                .log("A command failed, recorded as {}", id);
        err.println("keyfob: Something broke (" + e.getClass().getSimpleName()
                + "). Nothing was acknowledged; look for " + id + " in the log, then try again.");
        return ExitCode.FAILURE;
    }

    /** The root command. */
    @Command(
            name = "keyfob",
            description = "Personal access tokens that never carry their owner's roles.",
            versionProvider = Version.class,
            footerHeading = Examples.HEADING,
            footer = {
                "  keyfob --data DIR serve --public-url https://keyfob.example.com",
                "  keyfob --data DIR user add alice@example.com",
                "  keyfob --data DIR token list --expiring 14d",
                "",
                "Exit codes: 0 done, 1 failure, 2 usage, 3 not found, 4 refused, 5 conflict,",
                "10 tokens found."
            })
    private static final class Keyfob implements Runnable {

        private final Terminal terminal;

        @Spec
        private CommandSpec spec;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                scope = ScopeType.INHERIT,
                description = "The data directory; KEYFOB_DATA_DIRECTORY names it too.")
        private Path data;

        @Option(
                names = "--db",
                paramLabel = "URL",
                scope = ScopeType.INHERIT,
                description = "A PostgreSQL database instead, such as jdbc:postgresql://host/keyfob;"
                        + " KEYFOB_DATABASE_URL names it too. Its password is in a file: see docs/settings.md.")
        private String database;

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Print the help of keyfob, or of a command where it follows one.")
        private boolean help;

        @Option(
                names = {"-v", "-V", "--version"},
                versionHelp = true,
                description = "Print the version.")
        private boolean version;

        Keyfob(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "No command given.");
        }

        @Command(
                name = COMPLETION,
                description =
                        "Print the script by which a shell completes the words of keyfob, also ids and names while a"
                                + " server runs.",
                mixinStandardHelpOptions = true,
                footerHeading = Examples.HEADING,
                footer = {
                    "  source <(keyfob completion bash)",
                    "  source <(keyfob completion zsh)",
                    "  keyfob completion fish | source"
                })
        int completion(
                @Parameters(
                                paramLabel = "SHELL",
                                arity = "0..1",
                                defaultValue = "bash",
                                description = "bash, zsh or fish. Default: ${DEFAULT-VALUE}.")
                        CompletionScript.Shell shell) {
            terminal.out().print(new CompletionScript(spec.root().commandLine()).of(shell));
            terminal.out().flush();
            return ExitCode.DONE;
        }
    }

    /** Returns the lines that {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"keyfob " + version(), "commit " + BuildCommit.built(), "Java " + Runtime.version()};
        }
    }
}
