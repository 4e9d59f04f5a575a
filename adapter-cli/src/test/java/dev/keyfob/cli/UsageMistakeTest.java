package dev.keyfob.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.usage.SecretRedaction;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.webhook.SigningSecret;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the messages about unknown words: they suggest what was meant, and never repeat a secret. */
class UsageMistakeTest extends CliStories {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tokens list | Unknown command \"tokens\". Did you mean \"keyfob token list\"?",
                "tokens | Unknown command \"tokens\". Did you mean \"keyfob token\"?",
                "tokens frobnicate | Unknown command \"tokens\". Did you mean \"keyfob token\"?",
                "token lst | Unknown command \"lst\". Did you mean \"keyfob token list\"?",
                "token delete ID | Unknown command \"delete\". Did you mean \"keyfob token revoke\"?",
                "client create x | Unknown command \"create\". Did you mean \"keyfob client add\"?",
                "token-list | Unknown command \"token-list\". Did you mean \"keyfob token list\"?",
                "backup | Unknown command \"backup\". Did you mean \"keyfob db export\"?",
                "token help | Unknown command \"help\". Did you mean \"keyfob help token\"?",
                "help token lst | Unknown command \"lst\". Did you mean \"keyfob token list\"?",
                "frobnicate | Unknown command \"frobnicate\".",
                "token frobnicate | Unknown command \"frobnicate\".",
                "token list --json | Unknown option \"--json\". Did you mean \"-o json\"?",
                "token list --expirng 3d | Unknown option \"--expirng\". Did you mean \"--expiring\"?",
                "token list --ownr=alice | Unknown option \"--ownr\". Did you mean \"--owner\"?",
                "token list -x | Unknown option \"-x\".",
                "-o json token list | Unknown option \"-o\". Options of a command follow it, such as: keyfob token"
                        + " create -o",
                "token list alice | Unknown argument \"alice\" of token list: it takes options alone.",
                "token list expiring | Unknown argument \"expiring\" of token list: it takes options alone."
                        + " Did you mean \"--expiring\"?",
                "token show a b | Unknown argument \"b\" of token show: it takes ID.",
                "token show | Missing: ID.",
                "token create --name CI | Missing: --owner EMAIL.",
            })
    void the_mistake_is_named_with_what_was_meant(String line, String sentence) {
        int code = run(line.split(" "));

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.complained().lines().findFirst()).contains("keyfob: " + sentence);
        assertThat(terminal.printed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "token list --state dead, keyfob token list",
        "audit list --limit 0, keyfob audit list",
        "token frobnicate, keyfob token",
        "frobnicate, keyfob",
    })
    void the_help_that_is_pointed_to_is_that_of_the_command(String line, String command) {
        run(line.split(" "));

        assertThat(terminal.complained()).contains("Try '" + command + " --help'.");
    }

    // A script whose command is missing has done nothing, so the exit code is not 0. For people, the commands are
    // listed.
    @ParameterizedTest
    @CsvSource({"'', keyfob", "token, keyfob token"})
    void where_no_command_is_given_the_help_is_printed_and_the_code_is_2(String line, String command) {
        int code = line.isEmpty() ? run() : run(line.split(" "));

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.complained())
                .startsWith("keyfob: No command given.")
                .contains("Usage: " + command, "Commands:");
        assertThat(terminal.printed()).isEmpty();
    }

    @Test
    void help_prints_what_the_option_of_that_name_does() {
        run("token", "create", "--help");
        String page = terminal.printed();

        assertThat(run("help", "token", "create")).isZero();

        assertThat(terminal.printed()).isEqualTo(page);
    }

    @ParameterizedTest
    @CsvSource({"-v", "-V", "--version"})
    void the_version_is_told_by_a_small_letter_too(String option) {
        assertThat(run(option)).isZero();

        assertThat(terminal.printed()).startsWith("keyfob ");
    }

    @Test
    void options_that_all_commands_have_are_explained_once() {
        run("--help");
        assertThat(terminal.printed()).contains("--data=DIR", "--db=URL", "--version");

        run("token", "list", "--help");
        assertThat(terminal.printed())
                .doesNotContain("--data=DIR", "--version", "[-h")
                .contains("see keyfob --help");
    }

    @Test
    void a_password_in_the_wrong_place_is_not_repeated() {
        for (String line : new String[] {
            "user add alice@example.com hunter2",
            "user password alice@example.com hunter2",
            "user add alice@example.com --password hunter2",
            "user add alice@example.com --password=hunter2",
            "user add alice@example.com -phunter2",
            "token verify hunter2"
        }) {
            assertThat(run(line.split(" "))).as(line).isEqualTo(ExitCode.USAGE);
            assertThat(terminal.complained())
                    .as(line)
                    .doesNotContain("hunter2")
                    .contains("it is read from standard input");
        }
    }

    @TestFactory
    Stream<DynamicTest> no_command_repeats_a_secret_wherever_it_stands() {
        String secret = TokenFormat.standard().generate(new SecureRandom()).reveal();
        return CommandTree.commandsOf(cli).stream()
                .map(command -> DynamicTest.dynamicTest(command, () -> {
                    for (List<String> wrong : List.of(
                            List.of("--none-such", secret),
                            List.of("--state", secret, secret),
                            List.of("-o", secret))) {
                        List<String> words = new ArrayList<>(List.of(command.split(" ")));
                        words.addAll(wrong);

                        run(words.toArray(String[]::new));

                        assertThat(terminal.complained() + terminal.printed())
                                .as("%s", words)
                                .doesNotContain(secret.substring(10, 30));
                    }
                }));
    }

    @Test
    void secrets_of_every_kind_are_known_in_any_sentence() {
        String token = TokenFormat.standard().generate(new SecureRandom()).reveal();
        String signing = SigningSecret.generate(new SecureRandom()).reveal();

        assertThat(SecretRedaction.redact("Not '" + token + "', but " + token.substring(0, 35) + "."))
                .isEqualTo("Not '(a secret)', but (a secret).");
        assertThat(SecretRedaction.redact("--secret=" + signing)).startsWith("--secret=(a secret)");
        assertThat(SecretRedaction.redact("recipe:view in /var/lib/keyfob_data"))
                .isEqualTo("recipe:view in /var/lib/keyfob_data");
    }
}
