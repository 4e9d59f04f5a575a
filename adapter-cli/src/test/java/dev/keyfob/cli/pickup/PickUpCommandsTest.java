package dev.keyfob.cli.pickup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.cli.CliStories;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.domain.pickup.PickUp;
import org.junit.jupiter.api.Test;

class PickUpCommandsTest extends CliStories {

    @Test
    void a_token_is_prepared_without_a_secret_and_listed_and_withdrawn() {
        assertThat(run("pickup", "prepare", "--owner", "alice@example.com", "--name", "CI", "--days", "90"))
                .isZero();
        assertThat(terminal.printed()).isEmpty();
        assertThat(terminal.complained())
                .contains("alice@example.com can pick it up", "until 2026-12-01T09:30:00Z")
                .doesNotContain("kfpat_");

        run("pickup", "list", "-o", "csv");
        assertThat(terminal.printed())
                .contains(",alice@example.com,CI,new token,90,,2026-11-24T09:30:00Z,operator,2026-12-01T09:30:00Z");

        assertThat(run("pickup", "withdraw", waiting().token().toString())).isZero();
        assertThat(run("pickup", "withdraw", "00000000-0000-0000-0000-000000000000"))
                .isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void an_owner_is_asked_for_a_rotation_by_a_day() {
        String id = keyfob.tokenOf(keyfob.alice, "Laptop").token().id().toString();

        assertThat(run("pickup", "rotate", id, "--old-ends", "2026-12-05")).isZero();
        assertThat(terminal.complained()).contains("ends at 2026-12-06T00:00:00Z, picked up or not");

        assertThat(run("pickup", "rotate", id, "--old-ends", "never")).isEqualTo(ExitCode.USAGE);
        assertThat(run("pickup", "rotate", id, "--old-ends", "2020-01-01")).isNotZero();
        assertThat(terminal.complained()).contains("That day is over");
    }

    @Test
    void days_that_are_none_are_refused() {
        assertThat(run("pickup", "prepare", "--owner", "alice@example.com", "--name", "CI", "--days", "ten"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.complained()).contains("not a number of days");
    }

    private PickUp waiting() {
        return keyfob.useCases.pickUps.listPickUps.all(keyfob.operator).get(0);
    }
}
