package dev.keyfob.cli.scan;

import dev.keyfob.cli.command.CommandDispatcher;
import dev.keyfob.cli.command.Count;
import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Progress;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.leak.LeakLocation;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Finds leaked tokens. The scan always runs in the caller's process and with the caller's permissions, even if a server
 * runs, because the two may not be able to read the same files. Only look-ups and revocations go to the server.
 */
@Command(
        name = "scan",
        description =
                "Find tokens in files, folders, archives, git histories and, as -, in standard input; report their"
                        + " owners and whether they work. No secret is printed.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  keyfob scan --revoke src",
            "  keyfob scan --no-lookup -o sarif . > keyfob.sarif",
            "  kubectl logs deploy/orders | keyfob scan -",
            "",
            "Exit codes: 10 tokens were found, 0 none were; 1 failure: see docs/leaks.md."
        })
public final class ScanCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    private final CommandDispatcher data;
    private final Terminal terminal;
    private final InputStream standardInput;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "A file, a folder, a git repository (its history too), or - for standard input.")
    private List<String> paths;

    @Option(names = "--no-history", description = "Search only the files of git repositories.")
    private boolean noHistory;

    @Option(
            names = "--no-lookup",
            description = "Do not look up the tokens, so no data is needed. Checksums are still checked.")
    private boolean noLookup;

    @Option(names = "--known", description = "Leave out unknown tokens, such as those of another instance.")
    private boolean knownOnly;

    @Option(names = "--revoke", description = "Revoke every token that was found and is not revoked yet.")
    private boolean revoke;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "table, json, csv or sarif.")
    private ScanListing.Format format;

    public ScanCommand(CommandDispatcher data, Terminal terminal, InputStream standardInput) {
        this.data = data;
        this.terminal = terminal;
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() {
        requireSense();
        Scan scan = look();
        LeakLookup tokens = new LeakLookup(data);
        List<FoundSecret> findings = scan.findings();
        Optional<String> failure = noLookup || findings.isEmpty() ? Optional.empty() : ask(tokens, findings);
        if (knownOnly && failure.isEmpty()) {
            findings = findings.stream()
                    .filter(finding -> tokens.of(finding).isPresent())
                    .toList();
        }
        new ScanListing(findings, tokens, !noLookup && failure.isEmpty()).print(terminal, format);
        tell(scan, findings);
        failure.ifPresent(sentence -> terminal.err().println("keyfob: " + sentence));
        terminal.err().flush();
        return exitCode(scan, findings, failure);
    }

    private void requireSense() {
        if (noLookup && (revoke || knownOnly)) {
            throw new ParameterException(
                    spec.commandLine(), "--revoke and --known look up the tokens. Leave --no-lookup out.");
        }
        for (String path : paths) {
            if (!path.equals(STANDARD_INPUT) && !Files.exists(Path.of(path))) {
                throw new ParameterException(
                        spec.commandLine(), "There is no file or folder " + LeakLocation.readable(path) + ".");
            }
        }
        if (!noLookup) {
            try {
                data.requireDataLocation();
            } catch (CommandFailed unnamed) {
                throw new ParameterException(
                        spec.commandLine(),
                        unnamed.getMessage() + " Or add --no-lookup: then the tokens are not looked up.");
            }
        }
    }

    private Scan look() {
        try (Bars bars = new Bars(terminal)) {
            Scan scan = new Scan(!noHistory, bars, sentence -> bars.aside("keyfob: " + sentence));
            scan.paths(paths.stream()
                    .filter(path -> !path.equals(STANDARD_INPUT))
                    .map(Path::of)
                    .toList());
            if (paths.contains(STANDARD_INPUT)) {
                scan.stream("(standard input)", standardInput);
            }
            return scan;
        }
    }

    /**
     * Looks up the findings, and revokes them if requested. Returns an error message instead of failing, because the
     * findings are reported in any case.
     */
    private Optional<String> ask(LeakLookup tokens, List<FoundSecret> findings) {
        try {
            tokens.trace(findings);
            if (revoke) {
                int ended = tokens.revoke(findings);
                terminal.err().println("Revoked " + Count.of(ended, "token") + ".");
            }
            tokens.clientsAmong(findings)
                    .forEach(name -> terminal.err()
                            .println("keyfob: The secret of the API client " + name
                                    + " works. Give it another: keyfob client rotate " + name));
            return Optional.empty();
        } catch (CommandFailed failed) {
            return Optional.of(failed.getMessage());
        }
    }

    private void tell(Scan scan, List<FoundSecret> findings) {
        long tokens = findings.stream().map(LeakLookup::digestOf).distinct().count();
        if (format == ScanListing.Format.table) {
            terminal.err()
                    .println(
                            findings.isEmpty()
                                    ? "No token was found."
                                    : Count.of(tokens, "token") + " in " + Count.of(findings.size(), "place") + ".");
        }
        if (scan.isIncomplete()) {
            terminal.err().println("keyfob: The scan is incomplete; see the messages above.");
        }
    }

    private static int exitCode(Scan scan, List<FoundSecret> findings, Optional<String> failure) {
        if (failure.isPresent()) {
            return ExitCode.FAILURE;
        }
        if (!findings.isEmpty()) {
            return ExitCode.FINDINGS;
        }
        return scan.isIncomplete() ? ExitCode.FAILURE : ExitCode.DONE;
    }

    /** Shows a progress bar for each phase of the scan, redrawn at most ten times a second. */
    private static final class Bars implements ScanProgress, AutoCloseable {

        private static final long BETWEEN_NANOS = 100_000_000;
        private static final long KB = 1024;

        private final Terminal terminal;
        private @Nullable Progress progress;
        private long unit;
        private long done;
        private long total;
        private long drawnAt;

        Bars(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public void begin(long units, String name) {
            close();
            unit = name.equals("bytes") ? KB : 1;
            total = units;
            done = 0;
            if (units > 0) {
                Progress bar = new Progress(terminal, units / unit, unit == KB ? "KB" : name);
                progress = bar;
                draw(bar);
            }
        }

        @Override
        public void advance(long units) {
            done += units;
            if (progress != null && (System.nanoTime() - drawnAt > BETWEEN_NANOS || done >= total)) {
                draw(progress);
            }
        }

        /** Prints a sentence without overwriting the bar. */
        void aside(String sentence) {
            if (progress != null) {
                progress.close();
            }
            terminal.err().println(sentence);
        }

        @Override
        public void close() {
            if (progress != null) {
                progress.close();
                progress = null;
            }
        }

        private void draw(Progress bar) {
            drawnAt = System.nanoTime();
            bar.accept(done / unit);
        }
    }
}
