package dev.keyfob.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.cli.CliStories;
import dev.keyfob.cli.terminal.RecordingTerminal;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the {@code token} commands. */
class TokenCommandsTest extends CliStories {

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
        // A spreadsheet must not read a name as a formula.
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

    // The secret is read from standard input or a prompt.
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
    void verify_from_an_address_tells_the_wrong_network_and_too_many_wrong_tokens() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Laptop");
        String secret = created.secret().reveal();
        run("token", "edit", created.token().id().toString(), "--network", "203.0.113.0/24");

        assertThat(verify(secret)).isZero();
        assertThat(terminal.printed()).doesNotContain("rate limited");
        assertThat(verify(secret, "--address", "203.0.113.7")).isZero();
        assertThat(terminal.printed()).containsPattern("rate limited +false");
        assertThat(verify(secret, "--address", "192.0.2.1")).isEqualTo(4);
        assertThat(terminal.printed()).containsPattern("reason +wrong_network");
        for (int i = 0; i < 20; i++) {
            keyfob.useCases.tokens.verifyToken.verify(
                    "203.0.113.7",
                    TokenFormat.standard().generate(keyfob.random).reveal(),
                    List.of());
        }
        verify(secret, "--address", "203.0.113.7");
        assertThat(terminal.printed()).containsPattern("rate limited +true");
        for (String wrong : List.of("", "keyfob.example.com", "203.0.113.0/24", "203.0.113.999")) {
            assertThat(verify(secret, "--address", wrong)).as(wrong).isEqualTo(2);
            assertThat(terminal.complained()).contains("Give one IP address");
        }
    }

    @Test
    void a_piped_token_may_have_a_byte_order_mark_before_it() {
        CreatedToken created = keyfob.tokenOf(keyfob.alice, "Laptop");
        terminal = RecordingTerminal.piped("\ufeff" + created.secret().reveal() + "\r\n");

        assertThat(cli.run(terminal, "token", "verify")).isZero();
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
    void a_token_is_created_with_a_note() {
        assertThat(run("token", "create", "--owner", "alice@example.com", "--name", "CI", "--note", "Ask Bob"))
                .isZero();

        assertThat(keyfob.tokens.findUnrevoked(keyfob.alice.id(), TokenName.parse("CI")))
                .hasValueSatisfying(token -> assertThat(token.note().value()).isEqualTo("Ask Bob"));
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

    private int verify(String input, String... further) {
        terminal = RecordingTerminal.piped(input);
        String[] args = new String[further.length + 2];
        args[0] = "token";
        args[1] = "verify";
        System.arraycopy(further, 0, args, 2, further.length);
        return cli.run(terminal, args);
    }
}
