package dev.keyfob.cli.token;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.UseCases.LeakVerbs;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.leak.ScannerPattern;
import dev.keyfob.domain.webhook.SigningSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Implements {@code token pattern}, which prints the patterns that other scanners need to find secrets of this
 * instance.
 */
@Command(
        name = "pattern",
        description = "Print what other scanners need to recognise tokens, and the secrets of API clients and webhooks:"
                + " regular expressions, one a line, or rules for gitleaks. It follows the prefix that is configured.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob token pattern", "  keyfob token pattern --format gitleaks >> .gitleaks.toml"})
final class PatternCommand implements Callable<Integer> {

    private static final String PREFIX_IS =
            "A prefix is 3 to 14 lower-case letters and digits, a letter first, then _.";

    /** A kind of secret to find. In gitleaks it is one rule, otherwise one line. */
    private record Sought(String id, String description, String regex, String entropy, List<String> keywords) {}

    /**
     * The secrets whose format no setting changes. A signing secret has no checksum, and other products use the same
     * format.
     */
    private static final List<Sought> FURTHER = List.of(
            new Sought(
                    "keyfob-client-secret",
                    "Secret of a Keyfob API client: rotate the client",
                    new ScannerPattern(List.of(ApiClient.SECRET_PREFIX)).regex(),
                    "3",
                    List.of(ApiClient.SECRET_PREFIX)),
            new Sought(
                    "keyfob-webhook-secret",
                    "Signing secret of a webhook (Standard Webhooks): rotate it",
                    SigningSecret.PATTERN,
                    "3",
                    List.of(SigningSecret.PREFIX)));

    private final Supplier<LeakVerbs> leaks;
    private final Terminal terminal;

    /** The output formats. */
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
                    "Tokens with any possible prefix. This matches many look-alikes: check them with keyfob scan.")
    private boolean anyPrefix;

    PatternCommand(Supplier<LeakVerbs> leaks, Terminal terminal) {
        this.leaks = leaks;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (anyPrefix && earlier != null) {
            throw new ParameterException(
                    spec.commandLine(), "Give --prefix or --any-prefix: the second includes the first.");
        }
        List<Sought> sought = new ArrayList<>();
        if (anyPrefix) {
            sought.add(tokens("keyfob-token-any-prefix", ScannerPattern.regexForAnyPrefix(), "4", List.of("_")));
        } else {
            ScannerPattern pattern = pattern();
            sought.add(tokens("keyfob-token", pattern.regex(), "3", pattern.prefixes()));
        }
        sought.addAll(FURTHER);
        print(sought);
        if (!anyPrefix && earlier == null) {
            terminal.err()
                    .println("This finds tokens issued under "
                            + sought.get(0).keywords().get(0)
                            + ", the secrets of API clients, and those of webhooks. For earlier prefixes add"
                            + " --prefix for each; keyfob scan finds every prefix by itself.");
        }
        terminal.out().flush();
        terminal.err().flush();
        return ExitCode.DONE;
    }

    private static Sought tokens(String id, String regex, String entropy, List<String> keywords) {
        return new Sought(id, "Keyfob access token: revoke it, then replace it", regex, entropy, keywords);
    }

    private ScannerPattern pattern() {
        try {
            return leaks.get().showScannerPattern.show(OPERATOR, earlier == null ? List.of() : earlier);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), PREFIX_IS);
        }
    }

    private void print(List<Sought> sought) {
        if (format == Format.regex) {
            sought.forEach(each -> terminal.out().println(each.regex()));
            return;
        }
        terminal.out().print("""
                # Keyfob's secrets: append this to .gitleaks.toml. These rules match look-alikes too, because they
                # cannot compute the checksum. "keyfob scan" can, and names the owner of a token.
                """);
        sought.forEach(each -> terminal.out().print(gitleaks(each)));
    }

    // Generated secrets have an entropy above 4 by gitleaks' measure. Hexadecimal numbers have less, and examples like
    // kfpat_xxxx far less.
    private static String gitleaks(Sought sought) {
        return """
                [[rules]]
                id = "%s"
                description = "%s"
                regex = '''%s'''
                entropy = %s
                keywords = [%s]
                """.formatted(
                sought.id(),
                sought.description(),
                sought.regex(),
                sought.entropy(),
                sought.keywords().stream().map(keyword -> '"' + keyword + '"').collect(Collectors.joining(", ")));
    }
}
