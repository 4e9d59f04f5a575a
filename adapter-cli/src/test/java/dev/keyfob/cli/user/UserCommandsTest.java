package dev.keyfob.cli.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.cli.CliStories;
import dev.keyfob.cli.terminal.RecordingTerminal;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.OneTimeCode;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the {@code user} commands. */
class UserCommandsTest extends CliStories {

    @Test
    void a_user_is_added_with_a_password_from_standard_input_or_typed_twice() {
        terminal = RecordingTerminal.piped("four words make sense\n");
        assertThat(cli.run(terminal, "user", "add", "carol@example.com", "--role", "admin"))
                .isZero();
        terminal = RecordingTerminal.answering("four words make sense", "four words make cents");
        assertThat(cli.run(terminal, "user", "add", "dave@example.com")).isEqualTo(1);
        terminal = RecordingTerminal.piped("short\n");
        assertThat(cli.run(terminal, "user", "add", "dave@example.com")).isEqualTo(4);
        terminal = RecordingTerminal.piped("four words make sense\n");
        assertThat(cli.run(terminal, "user", "add", "carol@example.com")).isEqualTo(5);

        run("user", "show", "carol@example.com");
        assertThat(terminal.printed()).contains("carol@example.com").containsPattern("roles +admin");
        run("user", "list", "-o", "json");
        assertThat(terminal.printed()).contains("carol@example.com", "alice@example.com");
    }

    @Test
    void an_invited_user_has_no_password_and_a_link_on_standard_output() {
        assertThat(run("user", "add", "carol@example.com", "--role", "admin", "--invite"))
                .isZero();

        assertThat(terminal.printed())
                .startsWith("http://localhost:8080/set-password#")
                .hasLineCount(1);
        assertThat(terminal.complained())
                .contains("The link for carol@example.com works once, until 2026-11-25T09:30:00Z. You won't be"
                        + " able to see it again:");
        assertThat(use(terminal.printed())).isEqualTo("carol@example.com");
    }

    @Test
    void a_password_is_set_from_standard_input_or_typed_twice_and_ends_sessions() {
        use(link());
        terminal = RecordingTerminal.piped("four words make sense\n");
        assertThat(cli.run(terminal, "user", "password", "alice@example.com")).isZero();
        assertThat(terminal.complained()).contains("The password of alice@example.com is set. 1 session stopped.");
        terminal = RecordingTerminal.answering("four words make sense", "four words make cents");
        assertThat(cli.run(terminal, "user", "password", "alice@example.com")).isEqualTo(1);
        terminal = RecordingTerminal.piped("short\n");
        assertThat(cli.run(terminal, "user", "password", "alice@example.com")).isEqualTo(4);
        terminal = RecordingTerminal.piped("four words make sense\n");
        assertThat(cli.run(terminal, "user", "password", "nobody@example.com")).isEqualTo(3);

        assertThat(keyfob.passwordHashes.find(keyfob.alice.id())).contains("plain:four words make sense");
    }

    @Test
    void an_empty_standard_input_is_named_as_such() {
        terminal = RecordingTerminal.piped("");

        assertThat(cli.run(terminal, "user", "password", "alice@example.com")).isEqualTo(1);
        assertThat(terminal.complained()).contains("No password on standard input. Pipe one in");
    }

    @Test
    void a_link_sets_the_password_once_and_none_is_given_to_a_disabled_account() {
        String link = link();

        assertThat(use(link)).isEqualTo("alice@example.com");
        assertRefused(() -> use(link), Reason.CODE_REFUSED);
        run("user", "disable", "alice@example.com");
        assertThat(run("user", "password", "alice@example.com", "--link")).isEqualTo(4);
    }

    private String link() {
        assertThat(run("user", "password", "alice@example.com", "--link")).isZero();
        return terminal.printed();
    }

    // Line ends and byte order marks that an editor or a shell adds are removed. Characters that nobody can type at
    // sign-in are refused.
    @ParameterizedTest
    @CsvSource({
        "'four words make sense\n\n', 2",
        "'four words make sense\0\n', 2",
        "'four words\nmake sense', 2",
        "'\ufefffour words make sense\r\n', 0"
    })
    void a_piped_password_is_one_line_that_can_be_typed_again(String piped, int code) {
        terminal = RecordingTerminal.piped(piped);

        assertThat(cli.run(terminal, "user", "add", "carol@example.com")).isEqualTo(code);

        if (code == 0) {
            assertThat(keyfob.passwordHashes.find(keyfob.users
                            .findByEmail(new Email("carol@example.com"))
                            .orElseThrow()
                            .id()))
                    .contains("plain:four words make sense");
        }
    }

    @Test
    void disabling_tells_what_stops_and_enabling_brings_tokens_back_only_where_asked() {
        keyfob.tokenOf(keyfob.alice, "One");

        terminal = RecordingTerminal.answering("n");
        assertThat(cli.run(terminal, "user", "disable", "alice@example.com")).isEqualTo(4);
        assertThat(terminal.complained()).contains("1 active token will stop at once");
        assertThat(run("user", "disable", "alice@example.com")).isZero();
        assertThat(terminal.complained()).contains("1 active token and 0 sessions stopped");
        assertThat(run("user", "enable", "alice@example.com", "--keep-tokens")).isZero();
        run("user", "show", "alice@example.com");
        assertThat(terminal.printed()).containsPattern("active tokens +1");
    }

    @Test
    void a_name_and_an_address_are_changed_and_the_earlier_address_is_freed_by_a_command() {
        assertThat(run("user", "edit", "alice@example.com")).isEqualTo(2);
        assertThat(terminal.complained()).contains("Give --name, --email or both.", "keyfob user edit --help");
        assertThat(run("user", "edit", "alice@example.com", "--name", "Alice", "--email", "alice.new@example.com"))
                .isZero();
        assertThat(terminal.complained())
                .contains("Changed alice@example.com, now alice.new@example.com.", "user free-email alice@example.com");
        run("user", "show", "alice.new@example.com");
        assertThat(terminal.printed()).containsPattern("name +Alice");

        assertThat(run("user", "edit", "bob@example.com", "--email", "alice@example.com"))
                .isEqualTo(5);
        assertThat(terminal.complained())
                .contains("alice@example.com was the address of another account", "user free-email alice@example.com");
        assertThat(run("user", "free-email", "alice@example.com")).isZero();
        assertThat(run("user", "free-email", "alice@example.com")).isEqualTo(3);
        assertThat(run("user", "edit", "bob@example.com", "--email", "alice@example.com"))
                .isZero();
        assertThat(run("user", "edit", "alice@example.com", "--name", "")).isZero();
        assertThat(terminal.complained()).contains("Changed alice@example.com.");
    }

    @Test
    void a_user_is_removed_after_a_question_and_the_last_administrator_never() {
        keyfob.tokenOf(keyfob.alice, "One");

        assertThat(run("user", "remove", "alice@example.com")).isEqualTo(4);
        assertThat(terminal.complained())
                .contains("alice@example.com for good, with 1 active token. Add --yes to do it.");
        terminal = RecordingTerminal.answering("n");
        assertThat(cli.run(terminal, "user", "remove", "alice@example.com")).isEqualTo(4);
        terminal = RecordingTerminal.answering("y");
        assertThat(cli.run(terminal, "user", "remove", "alice@example.com")).isZero();

        assertThat(terminal.complained()).contains("1 token revoked and 0 sessions ended", "user free-email");
        assertThat(run("user", "show", "alice@example.com")).isEqualTo(3);
        assertThat(run("user", "remove", "admin@example.com", "--yes")).isEqualTo(4);
        assertThat(terminal.complained())
                .contains("is the last enabled user who may manage tokens. Give another user that role first.");
    }

    @Test
    void an_identity_is_linked_listed_and_unlinked() {
        String[] company = {"alice@example.com", "--issuer", "https://id.example.com", "--subject", "4711"};

        assertThat(run(Stream.concat(Stream.of("user", "link"), Stream.of(company))
                        .toArray(String[]::new)))
                .isZero();
        assertThat(run("user", "link", "bob@example.com", "--issuer", "https://id.example.com", "--subject", "4711"))
                .isEqualTo(5);
        assertThat(run("user", "link", "bob@example.com", "--issuer", "https://id.example.com", "--subject", ""))
                .isEqualTo(2);
        run("user", "identities", "alice@example.com", "-o", "csv");
        assertThat(terminal.printed()).contains("issuer,subject,email,linked_at", "https://id.example.com,4711,,");
        assertThat(run(Stream.concat(Stream.of("user", "unlink"), Stream.of(company))
                        .toArray(String[]::new)))
                .isZero();
        assertThat(run(Stream.concat(Stream.of("user", "unlink"), Stream.of(company))
                        .toArray(String[]::new)))
                .isEqualTo(3);
    }

    @Test
    void roles_are_shown_and_set_all_at_once_or_one_by_one() {
        assertThat(run("user", "roles", "alice@example.com", "admin")).isZero();
        run("user", "show", "alice@example.com");
        assertThat(terminal.printed()).containsPattern("roles +admin");

        assertThat(run("user", "roles", "alice@example.com")).isZero();
        assertThat(terminal.printed()).containsPattern("roles +admin");
        assertThat(run("user", "roles", "alice@example.com", "--add", "auditor", "--remove", "admin"))
                .isZero();
        assertThat(terminal.complained()).contains("alice@example.com holds auditor.");
        assertThat(run("user", "roles", "alice@example.com", "-o", "csv")).isZero();
        assertThat(terminal.printed()).contains("alice@example.com,auditor");
        assertThat(run("user", "roles", "alice@example.com", "--none")).isZero();
        assertThat(terminal.complained()).contains("alice@example.com holds no role.");
        for (String[] two :
                new String[][] {{"admin", "--none"}, {"admin", "--add", "auditor"}, {"--none", "--add", "x"}}) {
            assertThat(run(Stream.concat(Stream.of("user", "roles", "alice@example.com"), Stream.of(two))
                            .toArray(String[]::new)))
                    .isEqualTo(2);
        }
    }

    @Test
    void a_role_that_gives_nothing_is_warned_of_and_given_all_the_same() {
        assertThat(run("user", "roles", "alice@example.com", "--add", "amdin")).isZero();
        assertThat(terminal.complained())
                .contains(
                        "alice@example.com holds amdin.",
                        "keyfob: No permission requires the role amdin, so it has no effect. Roles with an effect:"
                                + " admin.");

        terminal = RecordingTerminal.piped("four words make sense\n");
        assertThat(cli.run(terminal, "user", "add", "carol@example.com", "--role", "superuser"))
                .isZero();
        assertThat(terminal.complained()).contains("Added carol@example.com.", "the role superuser");

        assertThat(run("user", "roles", "alice@example.com", "admin")).isZero();
        assertThat(terminal.complained()).doesNotContain("No permission");
    }

    @Test
    void the_last_administrator_is_disabled_and_stripped_with_yes_alone() {
        for (String[] way : new String[][] {
            {"user", "disable", "admin@example.com"},
            {"user", "roles", "admin@example.com", "--none"},
            {"user", "roles", "admin@example.com", "--remove", "admin"},
            {"user", "roles", "admin@example.com", "auditor"}
        }) {
            assertThat(run(way)).isEqualTo(4);
            assertThat(terminal.complained()).contains("the last enabled user who may manage tokens", "--yes");
            assertThat(keyfob.users.find(keyfob.admin.id())).contains(keyfob.admin);

            assertThat(run(Stream.concat(Stream.of(way), Stream.of("--yes")).toArray(String[]::new)))
                    .isZero();
            run("user", "enable", "admin@example.com");
            run("user", "roles", "admin@example.com", "admin");
        }
    }

    private String use(String link) {
        return keyfob.useCases
                .sessions
                .usePasswordLink
                .use(
                        OneTimeCode.parse(link),
                        "four words make cents",
                        Optional.empty(),
                        "192.0.2.1",
                        "Firefox on Linux")
                .user()
                .email()
                .value();
    }
}
