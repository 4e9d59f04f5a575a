package dev.keyfob.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.cli.CliStories;
import org.junit.jupiter.api.Test;

/** Tests the {@code client} commands. */
class ApiClientCommandsTest extends CliStories {

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
}
