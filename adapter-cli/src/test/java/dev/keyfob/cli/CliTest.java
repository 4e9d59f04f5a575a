package dev.keyfob.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.RecordingTerminal;
import dev.keyfob.domain.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests what all commands have in common: exit codes, help, tables, and that no secret is repeated. */
class CliTest extends CliStories {

    @ParameterizedTest
    @CsvSource({
        "2, token create --owner alice@example.com",
        "2, token create --owner alice --name CI",
        "2, token create --owner alice@example.com --name CI --expires soon",
        "3, token create --owner nobody@example.com --name CI",
        "4, token create --owner alice@example.com --name CI --expires 367d",
        "4, token create --owner alice@example.com --name CI --permission recipe:deploy",
        "5, token create --owner alice@example.com --name laptop",
        "2, token show 1-1-1-1-1",
        "3, token show 00000000-0000-0000-0000-000000000000",
        "3, token revoke 00000000-0000-0000-0000-000000000000",
        "2, token revoke",
        "4, token revoke --owner alice@example.com",
        "2, token list --state dead",
        "2, token list -o xml",
        "2, token list --unused soon",
        "2, token list --expiring 0d",
        "3, user disable nobody@example.com",
        "2, audit list --limit 0",
        "2, audit list --action nothing",
        "2, audit list --since soon",
        "3, audit list --about nobody@example.com",
        "2, token create --owner alice@example.com --name CI --network here",
        "2, token edit 00000000-0000-0000-0000-000000000000",
        "3, token edit 00000000-0000-0000-0000-000000000000 --name CI",
        "3, token suspend 00000000-0000-0000-0000-000000000000",
        "3, token resume 00000000-0000-0000-0000-000000000000",
        "2, token revoke --all --owner alice@example.com",
        "4, token revoke --all",
        "2, policy set longest_life=soon",
        "2, policy set colour=red",
        "2, policy preview",
        "2, client add two words",
        "2, client add !",
        "3, client rotate nobody",
        "3, client remove nobody",
        "2, db export",
        "2, db import",
        "3, db import nowhere",
        "1, db export /",
        "1, db export nowhere/backup",
        "2, frobnicate",
        "2, ''",
    })
    void each_mistake_has_its_exit_code_and_a_sentence(int expected, String line) {
        keyfob.tokenOf(keyfob.alice, "Laptop");

        int code = line.isEmpty() ? run() : run(line.split(" "));

        assertThat(code).isEqualTo(expected);
        assertThat(terminal.complained()).startsWith("keyfob: ");
        assertThat(terminal.printed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void every_reason_has_an_exit_code(Reason reason) {
        assertThat(ExitCode.of(reason)).isBetween(1, 5);
    }

    @Test
    void names_that_would_move_the_cursor_are_made_harmless_in_tables() {
        assertThat(run("token", "create", "--owner", "alice@example.com", "--name", "a\u001b[2Jb"))
                .isEqualTo(2);
        assertThat(terminal.complained()).doesNotContain("\u001b");
    }

    // A secret in the wrong place must not be repeated, and an argument such as @file must not be read as a file.
    @Test
    void a_secret_given_as_an_argument_is_not_repeated_and_no_argument_names_a_file() {
        String secret = keyfob.tokenOf(keyfob.alice, "Laptop").secret().reveal();

        assertThat(run("token", "verify", secret)).isEqualTo(2);
        assertThat(terminal.complained()).doesNotContain(secret.substring(6));
        assertThat(run("token", "create", "--owner", "alice@example.com", "--name", "@/etc/hostname", "-q"))
                .isZero();
        run("token", "list");
        assertThat(terminal.printed()).contains("@/etc/hostname");
    }

    @Test
    void help_version_and_completion_need_no_data() {
        Cli without = new Cli(() -> {
            throw new CommandFailed("the data was opened");
        });

        for (String line : new String[] {"--help", "token --help", "token create --help", "--version", "completion"}) {
            terminal = RecordingTerminal.piped("");
            assertThat(without.run(terminal, line.split(" "))).as(line).isZero();
            assertThat(terminal.printed()).isNotBlank();
        }
        assertThat(terminal.printed()).contains("revoke", "verify", "audit");
    }

    @Test
    void the_data_directory_is_found_in_the_arguments() {
        assertThat(Cli.dataDirectoryOf("token", "list", "--data", "a"))
                .map(Object::toString)
                .contains("a");
        assertThat(Cli.dataDirectoryOf("--data=b", "token"))
                .map(Object::toString)
                .contains("b");
        assertThat(Cli.dataDirectoryOf("token", "list")).isEqualTo(Optional.empty());
    }

    // A spreadsheet reads such a cell as a formula.
    @Test
    void no_cell_of_a_csv_begins_like_a_formula() {
        for (String name : new String[] {"=1+1", "+1", "-1", "@SUM(A1)"}) {
            keyfob.tokenOf(keyfob.alice, name);
        }

        run("token", "list", "-o", "csv");

        assertThat(terminal.printed()).contains("'=1+1", "'+1", "'-1", "'@SUM(A1)");
    }

    @Test
    void every_command_explains_itself() {
        for (String command : new String[] {
            "token",
            "token create",
            "token list",
            "token show",
            "token edit",
            "token suspend",
            "token resume",
            "token revoke",
            "token verify",
            "token pattern",
            "policy",
            "policy show",
            "policy set",
            "policy preview",
            "user",
            "user add",
            "user password",
            "user list",
            "user show",
            "user edit",
            "user identities",
            "user link",
            "user unlink",
            "user remove",
            "user free-email",
            "user roles",
            "user disable",
            "user enable",
            "client",
            "client add",
            "client list",
            "client rotate",
            "client remove",
            "audit",
            "audit list",
            "db",
            "db export",
            "db import",
            "db check",
            "completion"
        }) {
            assertThat(run((command + " --help").split(" "))).as(command).isZero();
            assertThat(terminal.printed()).as(command).startsWith("Usage: keyfob " + command);
        }
    }
}
