package dev.keyfob.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.cli.CliStories;
import dev.keyfob.cli.terminal.RecordingTerminal;
import dev.keyfob.domain.token.TokenFormat;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotateCommandTest extends CliStories {

    private CreatedToken token;
    private String id;

    @BeforeEach
    void create() {
        token = keyfob.tokenOf(keyfob.alice, "CI");
        id = token.token().id().toString();
    }

    @Test
    void quiet_prints_the_new_secret_and_nothing_else() {
        int code = run("token", "rotate", id, "--quiet");

        assertThat(code).isZero();
        assertThat(terminal.printed()).matches("kfpat_[0-9A-Za-z]{38}\\R");
        assertThat(terminal.complained()).isEmpty();
        assertThat(isGood(terminal.printed().strip())).isTrue();
    }

    @Test
    void it_tells_until_when_the_old_secret_works_beside_standard_output() {
        int code = run("token", "rotate", id, "--overlap", "1h");

        assertThat(code).isZero();
        assertThat(terminal.complained()).contains("not beyond 2026-11-24T10:30:00Z", "n't be able to see");
        assertThat(TokenFormat.parse(terminal.printed().strip())).isPresent();
        run("token", "show", id, "-o", "json");
        assertThat(terminal.printed())
                .contains("\"rotation_begun_at\" : \"2026-11-24T09:30:00Z\"")
                .contains("\"old_works_until\" : \"2026-11-24T10:30:00Z\"")
                .contains("\"reused_at\" : null");
    }

    @Test
    void an_unused_new_secret_is_replaced_only_when_that_is_asked_for() {
        run("token", "rotate", id, "-q");
        String first = terminal.printed().strip();

        assertThat(run("token", "rotate", id, "-q")).isEqualTo(5);
        assertThat(terminal.complained()).startsWith("keyfob: This token already has a new secret");
        assertThat(terminal.printed()).isEmpty();
        assertThat(run("token", "rotate", id, "-q", "--replace")).isZero();

        assertThat(isGood(first)).isFalse();
        assertThat(isGood(terminal.printed().strip())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2, token rotate",
        "2, token rotate 1-1-1-1-1",
        "3, token rotate 00000000-0000-0000-0000-000000000000",
        "2, token rotate ID --overlap soon",
        "4, token rotate ID --overlap 8d",
        "2, policy set reuse=maybe",
        "2, policy set self_rotation=perhaps",
        "2, policy set default_overlap=1w",
    })
    void each_mistake_has_its_exit_code_and_a_sentence(int expected, String line) {
        int code = run(line.replace("ID", id).split(" "));

        assertThat(code).isEqualTo(expected);
        assertThat(terminal.complained()).startsWith("keyfob: ");
        assertThat(terminal.printed()).isEmpty();
    }

    @Test
    void a_revoked_token_is_refused() {
        keyfob.useCases.tokens.revokeToken.revoke(keyfob.operator, token.token().id());

        assertThat(run("token", "rotate", id)).isEqualTo(5);
        assertThat(terminal.complained()).contains("was revoked, which is for good");
    }

    @Test
    void the_operator_learns_why_an_old_secret_is_refused_and_what_happened() {
        run("token", "rotate", id, "-q", "--overlap", "0");
        String successor = terminal.printed().strip();
        assertThat(reason()).contains("\"reason\" : \"superseded\"");
        isGood(successor);
        keyfob.clock.advance(Duration.ofSeconds(60));
        assertThat(reason()).contains("\"reason\" : \"reused\"");

        isGood(token.secret().reveal());

        run("token", "show", id, "-o", "json");
        assertThat(terminal.printed())
                .contains("\"reused_from\" : \"192.0.2.66\"", "\"revoked_by\" : \"reuse detection\"");
        run("audit", "list", "--action", "token.reused", "-o", "json");
        assertThat(terminal.printed()).containsOnlyOnce("token.reused").contains("192.0.2.66");
    }

    @Test
    void the_policy_shows_and_takes_what_it_says_of_rotation() {
        assertThat(run("policy", "set", "self_rotation=on", "reuse=report", "default_overlap=2h", "longest_overlap=2d"))
                .isZero();

        run("policy", "show", "-o", "csv");

        assertThat(terminal.printed())
                .contains("self_rotation,on", "reuse,report", "default_overlap,2h", "longest_overlap,2d");
        assertThat(run("token", "rotate", "--help")).isZero();
        assertThat(terminal.printed()).startsWith("Usage: keyfob token rotate");
    }

    private String reason() {
        terminal = RecordingTerminal.piped(token.secret().reveal() + "\n");
        cli.run(terminal, "token", "verify", "-o", "json");
        return terminal.printed();
    }

    private boolean isGood(String secret) {
        return keyfob.useCases
                .tokens
                .verifyToken
                .verify("192.0.2.66", secret, List.of())
                .isUsable();
    }
}
