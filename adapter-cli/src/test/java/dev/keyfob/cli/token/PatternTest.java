package dev.keyfob.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.TokenSettings;
import dev.keyfob.cli.Cli;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.RecordingTerminal;
import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.webhook.SigningSecret;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the printed patterns with RE2 and with gitleaks' measure of entropy. */
class PatternTest {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final SecureRandom random = new SecureRandom();
    private RecordingTerminal terminal = RecordingTerminal.piped("");

    @ParameterizedTest
    @ValueSource(strings = {"regex", "gitleaks", "regex --any-prefix", "gitleaks --any-prefix"})
    void it_matches_ten_thousand_fresh_secrets_and_the_checksum_drops_ten_thousand_look_alikes(String options) {
        assertThat(pattern("kfpat_", ("--format " + options).split(" "))).isZero();
        String printed = terminal.printed();
        boolean isRule = options.startsWith("gitleaks");
        Pattern pattern = Pattern.compile(isRule ? between(printed, "regex = '''", "'''") : line(printed, 0));
        double least = isRule ? Double.parseDouble(between(printed, "entropy = ", "\n")) : 0;
        String keyword = isRule ? between(printed, "keywords = [\"", "\"]") : "";

        for (int i = 0; i < 10_000; i++) {
            String secret = TokenFormat.standard().generate(random).reveal();
            assertThat(pattern.matches(secret)).isTrue();
            com.google.re2j.Matcher within = pattern.matcher("API_KEY = \"" + secret + "\", # " + i);
            assertThat(within.find()).isTrue();
            assertThat(within.group()).isEqualTo(secret);
            assertThat(entropy(secret)).isGreaterThan(least);
            assertThat(secret).contains(keyword);
        }
        int looksRight = 0;
        for (int i = 0; i < 10_000; i++) {
            String lookAlike = lookAlike();
            looksRight += pattern.matches(lookAlike) ? 1 : 0;
            assertThat(TokenFormat.parse(lookAlike)).isEmpty();
        }
        assertThat(looksRight).isEqualTo(10_000);
    }

    @Test
    void it_follows_the_configured_prefix_and_takes_earlier_ones() {
        pattern("acme_");
        assertThat(line(terminal.printed(), 0)).isEqualTo("acme_[0-9A-Za-z]{38}");
        assertThat(terminal.complained()).contains("issued under acme_", "--prefix");

        pattern("acme_", "--prefix", "kfpat_", "--format", "gitleaks");
        assertThat(terminal.printed())
                .contains("regex = '''(?:acme|kfpat)_[0-9A-Za-z]{38}'''")
                .contains("keywords = [\"acme_\", \"kfpat_\"]")
                .contains("id = \"keyfob-token\"", "description = ", "[[rules]]");
        assertThat(terminal.complained()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format regex", "--format gitleaks", "--any-prefix", "--prefix acme_"})
    void it_has_the_secrets_of_api_clients_and_of_webhooks_too(String options) {
        pattern("kfpat_", options.split(" "));
        String printed = terminal.printed();
        List<Pattern> patterns = options.contains("gitleaks")
                ? printed.lines()
                        .filter(line -> line.startsWith("regex = "))
                        .map(line -> Pattern.compile(between(line, "'''", "'''")))
                        .toList()
                : printed.lines().map(Pattern::compile).toList();

        assertThat(patterns).hasSize(3);
        assertThat(patterns.get(1).matches(ApiClient.generateSecret(random).reveal()))
                .isTrue();
        assertThat(patterns.get(2).matches(SigningSecret.generate(random).reveal()))
                .isTrue();
    }

    @Test
    void mistakes_are_told() {
        assertThat(pattern("kfpat_", "--prefix", ".*")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.complained()).contains("A prefix is 3 to 14");
        assertThat(pattern("kfpat_", "--prefix", "acme_", "--any-prefix")).isEqualTo(ExitCode.USAGE);
        assertThat(pattern("kfpat_", "--format", "grep")).isEqualTo(ExitCode.USAGE);
    }

    private int pattern(String prefix, String... options) {
        InMemoryKeyfob keyfob = new InMemoryKeyfob(
                new TokenSettings(new TokenFormat(prefix), PermissionCatalogue.sample(), TokenPolicy.standard()));
        terminal = RecordingTerminal.piped("");
        String[] args = new String[options.length + 2];
        args[0] = "token";
        args[1] = "pattern";
        System.arraycopy(options, 0, args, 2, options.length);
        return new Cli(() -> keyfob.useCases).run(terminal, args);
    }

    private static String line(String text, int number) {
        return text.lines().skip(number).findFirst().orElseThrow();
    }

    private String lookAlike() {
        String real = TokenFormat.standard().generate(random).reveal();
        int at = TokenFormat.DEFAULT_PREFIX.length() + random.nextInt(38);
        char other = ALPHABET.charAt((ALPHABET.indexOf(real.charAt(at)) + 1 + random.nextInt(61)) % 62);
        return real.substring(0, at) + other + real.substring(at + 1);
    }

    /** Returns the Shannon entropy in bits per character. */
    private static double entropy(String text) {
        Map<Integer, Integer> counts = new HashMap<>();
        text.chars().forEach(each -> counts.merge(each, 1, Integer::sum));
        return counts.values().stream()
                .mapToDouble(count -> (double) count / text.length())
                .map(share -> -share * Math.log(share) / Math.log(2))
                .sum();
    }

    private static String between(String text, String begin, String end) {
        Matcher found = java.util.regex.Pattern.compile(
                        java.util.regex.Pattern.quote(begin) + "(.*?)" + java.util.regex.Pattern.quote(end))
                .matcher(text);
        assertThat(found.find()).as(begin).isTrue();
        return found.group(1);
    }
}
