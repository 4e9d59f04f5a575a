package dev.keyfob.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.cli.CliStories;
import dev.keyfob.cli.terminal.RecordingTerminal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests the {@code policy} commands: show, preview, and set after a confirmation with the number of tokens. */
class PolicyCommandsTest extends CliStories {

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
}
