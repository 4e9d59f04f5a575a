package dev.keyfob.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.RecordingTerminal;
import dev.keyfob.domain.token.TokenId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the output formats: complete records for programs, fitted tables for people, and records with new secrets. */
class OutputTest extends CliStories {

    @Test
    void at_a_terminal_a_list_fits_it_and_a_program_reads_all_of_it() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Build server of a department with a long name");
        terminal = RecordingTerminal.ofColumns(80, false);

        cli.run(terminal, "token", "list");

        assertThat(terminal.printed().lines()).allMatch(line -> line.length() <= 80);
        assertThat(terminal.printed())
                .contains(token.token().id().toString().substring(0, 8) + "  Build server", "in 30 days")
                .doesNotContain(token.token().id().toString(), token.token().hint());
        run("token", "list");
        assertThat(terminal.printed())
                .contains(token.token().id().toString(), token.token().hint())
                .contains(token.token().expiresAt().orElseThrow().toString());
    }

    @Test
    void at_a_terminal_wide_shows_what_a_program_reads() {
        keyfob.tokenOf(keyfob.alice, "Laptop");
        terminal = RecordingTerminal.ofColumns(80, false);
        cli.run(terminal, "token", "list", "--wide");
        String wide = terminal.printed();

        run("token", "list");

        assertThat(wide).isEqualTo(terminal.printed());
    }

    @Test
    void the_beginning_of_an_id_is_enough_where_it_is_one_tokens_alone() {
        TokenId id = keyfob.tokenOf(keyfob.alice, "Laptop").token().id();
        String beginning = id.toString().substring(0, 9).toUpperCase(Locale.ROOT);

        for (String line : List.of("show", "edit --name Desk", "suspend", "resume", "rotate", "revoke")) {
            assertThat(run(("token " + line + " " + beginning).split(" ")))
                    .as(line)
                    .isZero();
        }
        assertThat(run("token", "show", "fff")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void a_new_token_is_printed_as_rest_answers_it() {
        run("token", "create", "--owner", "alice@example.com", "--name", "CI", "-o", "json");

        assertThat(terminal.printed())
                .startsWith("{")
                .contains("\"name\" : \"CI\"", "\"owner\" : \"alice@example.com\"", "\"token\" : \"kfpat_");
        assertThat(terminal.complained()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client add orders",
                "user add carol@example.com --invite",
                "user password alice@example.com --link",
                "webhook add https://hooks.example.com/keyfob",
                "token create --owner alice@example.com --name CI"
            })
    void every_new_secret_comes_as_json_and_never_as_ids_which_would_lose_it(String line) {
        assertThat(run((line + " -o ids").split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.complained()).contains("nobody would see the secret");

        assertThat(run((line + " -o json").split(" "))).isZero();

        assertThat(terminal.printed()).startsWith("{").containsPattern("\"(secret|link|token)\" : \"");
    }

    @Test
    void ids_are_what_other_commands_take() {
        TokenId id = keyfob.tokenOf(keyfob.alice, "Laptop").token().id();
        run("client", "add", "orders");

        assertThat(printedBy("token list -o ids")).containsExactly(id.toString());
        assertThat(printedBy("client list -o ids")).containsExactly("orders");
        assertThat(printedBy("user list -o ids")).contains("alice@example.com", "bob@example.com");
        assertThat(printedBy("policy show -o ids")).contains("longest_life");
    }

    @Test
    void what_is_added_and_prepared_is_a_record_too() {
        terminal = RecordingTerminal.piped("four words make sense");
        cli.run(terminal, "user", "add", "carol@example.com", "-o", "json");
        assertThat(terminal.printed()).contains("\"email\" : \"carol@example.com\"");

        assertThat(printedBy("pickup prepare --owner alice@example.com --name CI -o ids"))
                .singleElement()
                .satisfies(id -> assertThat(run("pickup", "withdraw", id.substring(0, 8)))
                        .isZero());
        assertThat(printedBy("audit verify -o csv").get(0)).startsWith("good,intact,records");
    }

    @Test
    void a_time_is_also_how_long_ago() {
        keyfob.tokenOf(keyfob.alice, "Laptop");

        assertThat(printedBy("audit list --since 1h -o csv")).hasSizeGreaterThan(1);
        assertThat(printedBy("audit list --since 7d --until 1h -o csv")).hasSize(1);
        assertThat(printedBy("audit list --since yesterday -o csv")).hasSizeGreaterThan(1);
        assertThat(run("audit", "list", "--since", "soon")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.complained()).contains("A time is how long ago, such as 7d", "not 'soon'");
    }

    @Test
    void nothing_on_standard_input_is_not_called_a_malformed_token() {
        assertThat(run("token", "verify")).isEqualTo(ExitCode.USAGE);

        assertThat(terminal.complained()).startsWith("keyfob: No token on standard input.");
    }

    private List<String> printedBy(String line) {
        assertThat(run(line.split(" "))).as(line).isZero();
        return terminal.printed().lines().toList();
    }
}
