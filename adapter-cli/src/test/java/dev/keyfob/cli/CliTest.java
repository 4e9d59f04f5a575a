package dev.keyfob.cli;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.OneTimeCode;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

public class CliTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final Cli cli = new Cli(() -> keyfob.useCases);
    private RecordingTerminal terminal = RecordingTerminal.piped("");

    @Test
    void create_prints_the_secret_and_nothing_else_when_quiet() {
        int code = run("token", "create", "--owner", "alice@example.com", "--name", "CI", "--quiet");

        assertThat(code).isZero();
        assertThat(terminal.printed()).matches("kfpat_[0-9A-Za-z]{38}\\R");
        assertThat(terminal.complained()).isEmpty();
    }

    @Test
    void create_tells_what_the_secret_is_beside_standard_output() {
        run("token", "create", "--owner", "alice@example.com", "--name", "CI", "--expires", "never");
        assertThat(terminal.complained()).contains("Tokens expire");

        int code = run("token", "create", "--owner", "alice@example.com", "--name", "CI", "--expires", "90d");

        assertThat(code).isZero();
        assertThat(terminal.complained()).contains("n't be able to see it again");
        assertThat(TokenFormat.parse(terminal.printed().strip())).isPresent();
    }

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
        "2, audit list --since yesterday",
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
    void list_shows_a_table_json_and_csv() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "=1+1");

        run("token", "list");
        assertThat(terminal.printed())
                .contains(
                        "id",
                        "=1+1",
                        "alice@example.com",
                        "active",
                        created.token().hint());
        run("token", "list", "--owner", "alice@example.com", "--state", "active", "--search", "1+", "-o", "json");
        assertThat(terminal.printed())
                .contains("\"id\" : \"" + created.token().id() + "\"", "\"permissions\" : null")
                .contains("\"created_at\" : \"2026-11-24T09:30:00Z\"");
        // A spreadsheet must not take a name for a formula.
        run("token", "list", "-o", "csv");
        assertThat(terminal.printed())
                .startsWith("id,name,owner,")
                .contains("'=1+1")
                .doesNotContain(",=1+1");
        assertThat(terminal.printed()).doesNotContain(created.secret().reveal());
    }

    @Test
    void tokens_are_listed_by_when_they_expire_and_when_they_were_used() {
        keyfob.tokenOf(keyfob.alice, "Idle");
        keyfob.clock.advance(Duration.ofDays(10));
        keyfob.tokenOf(keyfob.alice, "Young");

        run("token", "list", "--unused", "9d", "-o", "csv");
        assertThat(terminal.printed()).contains("Idle").doesNotContain("Young");
        run("token", "list", "--expiring", "20d", "-o", "csv");
        assertThat(terminal.printed()).contains("Idle").doesNotContain("Young");
        run("token", "list", "--never-used", "-o", "csv");
        assertThat(terminal.printed()).contains("Idle", "Young");
    }

    @Test
    void revoking_ends_a_token_and_is_the_same_twice() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Laptop");

        assertThat(run("token", "revoke", created.token().id().toString())).isZero();
        assertThat(run("token", "revoke", created.token().id().toString())).isZero();

        assertThat(keyfob.auditLog.entries)
                .filteredOn(e -> e.action() == AuditAction.TOKEN_REVOKED)
                .hasSize(1);
    }

    @Test
    void revoking_all_of_an_owner_asks_with_the_count_first() {
        keyfob.tokenOf(keyfob.alice, "One");
        keyfob.tokenOf(keyfob.alice, "Two");

        terminal = RecordingTerminal.answering("n");
        assertThat(cli.run(terminal, "token", "revoke", "--owner", "alice@example.com"))
                .isEqualTo(4);
        assertThat(terminal.complained()).contains("Revoke 2 tokens of alice@example.com?");
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isEqualTo(2);

        terminal = RecordingTerminal.answering("y");
        assertThat(cli.run(terminal, "token", "revoke", "--owner", "alice@example.com"))
                .isZero();
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isZero();
    }

    // A secret comes in by standard input or prompt.
    @Test
    void verify_says_exactly_why_and_is_no_use_of_the_token() {
        CreatedToken created = keyfob.tokenOf(keyfob.admin, "Laptop");
        String secret = created.secret().reveal();

        assertThat(verify(secret + "\n", "--permission", "recipe:run")).isZero();
        assertThat(terminal.printed()).containsPattern("active +true").containsPattern("allowed +recipe:run");
        assertThat(verify(secret, "--permission", "recipe:deploy")).isEqualTo(4);
        assertThat(terminal.printed()).contains("recipe:deploy=role_bound");
        assertThat(verify("nonsense")).isEqualTo(4);
        assertThat(terminal.printed()).contains("malformed");
        assertThat(verify(TokenFormat.standard().generate(keyfob.random).reveal()))
                .isEqualTo(4);
        assertThat(terminal.printed()).contains("unknown_token");
        run("user", "disable", "admin@example.com", "--yes");
        assertThat(verify(secret)).isEqualTo(4);
        assertThat(terminal.printed()).contains("owner_disabled");
        run("user", "enable", "admin@example.com");
        assertThat(verify(secret)).isEqualTo(4);
        assertThat(terminal.printed()).contains("revoked");
        assertThat(keyfob.useCases
                        .tokens
                        .showToken
                        .show(keyfob.operator, created.token().id())
                        .lastUsedAt())
                .isEmpty();
    }

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
                .contains(
                        "The link for carol@example.com works once, until 2026-11-25T09:30:00Z. You won't be able to see it again:");
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

    // What an editor or a shell adds is no part of the password; what nobody could type at sign-in is none of it
    // either.
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
    void a_piped_token_may_have_a_byte_order_mark_before_it() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Laptop");
        terminal = RecordingTerminal.piped("\ufeff" + created.secret().reveal() + "\r\n");

        assertThat(cli.run(terminal, "token", "verify")).isZero();
    }

    @Test
    void the_audit_log_is_listed_the_latest_first() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Laptop");

        assertThat(run("audit", "list", "-o", "csv")).isZero();

        assertThat(terminal.printed()).contains("token.created", "Laptop", "alice@example.com", "success");
        assertThat(terminal.printed()).doesNotContain(created.secret().reveal());
    }

    @Test
    void names_that_would_move_the_cursor_are_made_harmless_in_tables() {
        assertThat(run("token", "create", "--owner", "alice@example.com", "--name", "a\u001b[2Jb"))
                .isEqualTo(2);
        assertThat(terminal.complained()).doesNotContain("\u001b");
    }

    // A secret in the wrong place is not repeated, and no argument makes us read a file.
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

    private int verify(String input, String... further) {
        terminal = RecordingTerminal.piped(input);
        String[] args = new String[further.length + 2];
        args[0] = "token";
        args[1] = "verify";
        System.arraycopy(further, 0, args, 2, further.length);
        return cli.run(terminal, args);
    }

    private int run(String... args) {
        terminal = RecordingTerminal.piped("");
        return cli.run(terminal, args);
    }

    @Test
    void of_several_ids_the_known_end_and_each_unknown_is_named() {
        String one = keyfob.tokenOf(keyfob.alice, "One").token().id().toString();
        String two = keyfob.tokenOf(keyfob.alice, "Two").token().id().toString();
        String unknown = "00000000-0000-4000-8000-000000000000";

        int code = run("token", "revoke", one, unknown, one, two, "--yes");

        assertThat(code).isEqualTo(3);
        assertThat(terminal.complained())
                .isEqualToNormalizingNewlines("Revoked 2 tokens.\nkeyfob: There is no token " + unknown + ".\n");
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isZero();
    }

    @Test
    void a_clients_id_and_secret_are_printed_once_on_two_lines() {
        assertThat(run("client", "add", "orders-api")).isZero();
        String[] printed = terminal.printed().strip().split("\\R");
        assertThat(printed).hasSize(2);
        assertThat(keyfob.useCases.clients.authenticateClient.authenticate(printed[0], printed[1], "192.0.2.1"))
                .isPresent();

        assertThat(run("client", "add", "orders-api")).isEqualTo(5);
        assertThat(run("client", "list", "-o", "csv")).isZero();
        assertThat(terminal.printed())
                .isEqualTo("id,name,created_at,last_used_at\r\n" + printed[0]
                        + ",orders-api,2026-11-24T09:30:00Z,2026-11-24T09:30:00Z\r\n");

        assertThat(run("client", "rotate", "orders-api")).isZero();
        assertThat(keyfob.useCases.clients.authenticateClient.authenticate(printed[0], printed[1], "192.0.2.1"))
                .isEmpty();
        assertThat(run("client", "remove", "orders-api")).isZero();
        assertThat(keyfob.clients.all()).isEmpty();
    }

    // A spreadsheet takes such a cell for a formula.
    @Test
    void no_cell_of_a_csv_begins_like_a_formula() {
        for (String name : new String[] {"=1+1", "+1", "-1", "@SUM(A1)"}) {
            keyfob.tokenOf(keyfob.alice, name);
        }

        run("token", "list", "-o", "csv");

        assertThat(terminal.printed()).contains("'=1+1", "'+1", "'-1", "'@SUM(A1)");
    }

    @Test
    void purge_removes_what_ended_long_ago_and_says_first_how_much() {
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, keyfob.tokenOf(keyfob.alice, "Old").token().id());
        keyfob.clock.advance(Duration.ofDays(91));
        keyfob.tokenOf(keyfob.alice, "New");

        assertThat(run("token", "purge", "--older-than", "90d", "--dry-run")).isEqualTo(0);
        assertThat(terminal.complained()).contains("1 token ended more than 90d ago.");
        assertThat(run("token", "purge", "--older-than", "90d")).isEqualTo(4);
        assertThat(run("token", "purge", "--older-than", "90d", "--yes")).isEqualTo(0);
        assertThat(terminal.complained()).contains("Removed 1 token.");
        assertThat(run("token", "purge", "--older-than", "90")).isEqualTo(2);
        assertThat(keyfob.useCases.tokens.listTokens.count(keyfob.operator, TokenFilter.everything()))
                .isEqualTo(1);
        assertThat(keyfob.auditLog.entries)
                .last()
                .satisfies(entry -> assertThat(entry.action()).isEqualTo(AuditAction.TOKENS_PURGED));
    }

    @Test
    void the_policy_is_shown_previewed_and_set_with_the_count_first() {
        keyfob.tokenOf(keyfob.alice, "Old");
        keyfob.clock.advance(Duration.ofDays(20));
        keyfob.tokenOf(keyfob.bob, "New");

        assertThat(run("policy", "show")).isZero();
        assertThat(terminal.printed()).containsPattern("longest_life +366d").containsPattern("creation +on");
        assertThat(run("policy", "preview", "longest_life=10d", "-o", "csv")).isZero();
        assertThat(terminal.printed()).contains("alice@example.com,1,stop", "bob@example.com,1,end sooner");

        assertThat(run("policy", "set", "longest_life=10d")).isEqualTo(4);
        assertThat(terminal.complained()).contains("Nothing was changed");
        terminal = RecordingTerminal.answering("y");
        assertThat(cli.run(terminal, "policy", "set", "longest_life=10d")).isZero();
        assertThat(terminal.complained())
                .contains("1 token of 1 user stop now, 0 work again", "The policy is changed.");
        run("token", "list", "--state", "expired", "-o", "csv");
        assertThat(terminal.printed()).contains("Old").doesNotContain("New");

        assertThat(run("policy", "set", "longest_life=default")).isZero();
        assertThat(terminal.complained()).contains("1 work again");
    }

    @Test
    void a_policy_that_lets_tokens_end_sooner_is_told_and_asked_about() {
        keyfob.tokenOf(keyfob.alice, "One");

        assertThat(run("policy", "preview", "longest_life=20d", "idle_limit=25d", "-o", "csv"))
                .isZero();
        assertThat(terminal.printed()).contains("alice@example.com,1,end sooner");
        assertThat(terminal.complained())
                .contains("0 tokens of 0 users would stop now, 0 would work again;"
                        + " 1 would end sooner, the first on 14 Dec 2026.");

        assertThat(run("policy", "set", "longest_life=20d")).isEqualTo(4);
        assertThat(terminal.complained()).contains("1 will end sooner, the first on 14 Dec 2026. Nothing was changed.");
        assertThat(run("policy", "set", "idle_limit=25d")).isEqualTo(4);
        assertThat(terminal.complained())
                .contains("0 will end sooner, and 1 more unless they are used. Nothing was changed.");
        assertThat(run("policy", "set", "longest_life=20d", "--yes")).isZero();
    }

    @Test
    void a_token_rests_is_edited_and_works_again() {
        String id = keyfob.tokenOf(keyfob.alice, "Laptop").token().id().toString();

        assertThat(run("token", "suspend", id)).isZero();
        assertThat(run(
                        "token",
                        "edit",
                        id,
                        "--name",
                        "Desk",
                        "--note",
                        "Ask Bob",
                        "--network",
                        "10.0.0.0/8",
                        "--permission",
                        "recipe:view"))
                .isZero();
        run("token", "show", id);
        assertThat(terminal.printed())
                .containsPattern("state +suspended")
                .containsPattern("name +Desk")
                .containsPattern("note +Ask Bob")
                .containsPattern("networks +10.0.0.0/8")
                .containsPattern("suspended by +operator");
        assertThat(run(
                        "token",
                        "edit",
                        id,
                        "--network",
                        "any",
                        "--permission",
                        "all",
                        "--expires",
                        "90d",
                        "--note",
                        ""))
                .isZero();
        assertThat(run("token", "resume", id)).isZero();
        run("token", "show", id);
        assertThat(terminal.printed())
                .containsPattern("state +active")
                .containsPattern("permissions +-")
                .containsPattern("note +-");
    }

    @Test
    void the_emergency_brake_asks_with_the_count_first() {
        keyfob.tokenOf(keyfob.alice, "One");
        keyfob.tokenOf(keyfob.bob, "Two");

        assertThat(run("token", "revoke", "--all", "--dry-run")).isZero();
        assertThat(terminal.complained()).contains("This would revoke 2 tokens of everyone.");
        terminal = RecordingTerminal.answering("n");
        assertThat(cli.run(terminal, "token", "revoke", "--all")).isEqualTo(4);
        assertThat(terminal.complained()).contains("Revoke 2 tokens of everyone?");
        assertThat(run("token", "revoke", "--all", "--yes")).isZero();

        run("token", "list", "--state", "active", "-o", "json");
        assertThat(terminal.printed()).isEqualToIgnoringWhitespace("[ ]");
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
                        "keyfob: No permission requires the role amdin, so it gives nothing. Here these do: admin.");

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

    @Test
    void the_audit_log_is_filtered_by_action_by_whom_it_is_about_and_by_time() {
        keyfob.tokenOf(keyfob.alice, "One");
        keyfob.tokenOf(keyfob.bob, "Two");

        run("audit", "list", "--action", "token.created", "--about", "alice@example.com", "-o", "csv");
        assertThat(terminal.printed()).contains("One").doesNotContain("Two", "user.added");
        run("audit", "list", "--until", "2026-11-24T09:30:00Z", "-o", "json");
        assertThat(terminal.printed()).isEqualToIgnoringWhitespace("[ ]");
        run("audit", "list", "--since", "2026-11-24T09:30:00Z", "--action", "token.created", "-o", "csv");
        assertThat(terminal.printed()).contains("One", "Two");
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
            "completion"
        }) {
            assertThat(run((command + " --help").split(" "))).as(command).isZero();
            assertThat(terminal.printed()).as(command).startsWith("Usage: keyfob " + command);
        }
    }
}
