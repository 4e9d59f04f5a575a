package dev.keyfob.cli;

import dev.keyfob.application.UseCases.LeakVerbs;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.leak.TokenPattern;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Rules for other scanners: how the tokens issued here are recognised. */
@Command(
        name = "pattern",
        description = "Print what other scanners need to recognise tokens: a regular expression, or rules for gitleaks."
                + " It follows the prefix that is configured.",
        mixinStandardHelpOptions = true)
final class PatternCommand implements Callable<Integer> {

    private static final String PREFIX_IS =
            "A prefix is 3 to 14 lower-case letters and digits, a letter first, then _.";

    private final Supplier<LeakVerbs> leaks;
    private final Terminal terminal;

    /** For whom it is printed. */
    enum Format {
        regex,
        gitleaks
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--format", defaultValue = "regex", paramLabel = "FORMAT", description = "regex or gitleaks.")
    private Format format;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            description = "Also tokens that were issued under this earlier prefix, such as acme_; repeatable.")
    private List<String> earlier;

    @Option(
            names = "--any-prefix",
            description =
                    "Tokens of every prefix there can be. It finds many look-alikes: let scan check the checksum.")
    private boolean anyPrefix;

    PatternCommand(Supplier<LeakVerbs> leaks, Terminal terminal) {
        this.leaks = leaks;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (anyPrefix && earlier != null) {
            throw new ParameterException(spec.commandLine(), "Give --prefix or --any-prefix: one has the other in it.");
        }
        if (anyPrefix) {
            print(TokenPattern.regexForAnyPrefix(), List.of());
        } else {
            TokenPattern pattern = pattern();
            print(pattern.regex(), pattern.prefixes());
        }
        terminal.out().flush();
        terminal.err().flush();
        return ExitCode.DONE;
    }

    private TokenPattern pattern() {
        try {
            return leaks.get().showPattern.show(new Actor.Operator(), earlier == null ? List.of() : earlier);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), PREFIX_IS);
        }
    }

    private void print(String regex, List<String> prefixes) {
        if (format == Format.regex) {
            terminal.out().println(regex);
        } else {
            terminal.out().print(gitleaks(regex, prefixes));
        }
        if (prefixes.size() == 1) {
            terminal.err()
                    .println(
                            "This finds tokens issued under " + prefixes.get(0)
                                    + ". For earlier prefixes add --prefix for each; keyfob scan finds every prefix by itself.");
        }
    }

    // Fresh secrets have an entropy above 4 by gitleaks' measure; hexadecimal numbers have less, and examples like
    // kfpat_xxxx far less.
    private static String gitleaks(String regex, List<String> prefixes) {
        String keywords = prefixes.stream().map(prefix -> '"' + prefix + '"').collect(Collectors.joining(", "));
        return """
                # Keyfob tokens: append this to .gitleaks.toml. These rules find look-alikes too, for they cannot compute
                # the checksum. "keyfob scan" can, and says whose a token is.
                [[rules]]
                id = "%s"
                description = "Keyfob access token: revoke it, then replace it"
                regex = '''%s'''
                entropy = %s
                keywords = [%s]
                """.formatted(
                        prefixes.isEmpty() ? "keyfob-token-any-prefix" : "keyfob-token",
                        regex,
                        prefixes.isEmpty() ? "4" : "3",
                        keywords.isEmpty() ? "\"_\"" : keywords);
    }
}
