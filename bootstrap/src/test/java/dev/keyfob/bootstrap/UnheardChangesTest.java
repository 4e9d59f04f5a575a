package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The connection that listens is alive, but notifications never arrive on it. */
class UnheardChangesTest {

    private static final Duration BOUND = Duration.ofSeconds(1);

    @Test
    void a_node_that_does_not_hear_itself_asks_the_database_and_says_so() throws Exception {
        PostgresConnectionInfo address = PostgresServer.newMigrated();
        swallowNotifications(address);
        try (TwoNodes nodes = new TwoNodes(address)) {
            CreatedToken token = nodes.token("Laptop");
            nodes.awaitStatus(token, 200);

            nodes.revoke(token);

            assertThat(nodes.awaitStatus(token, 401).lastSentAfter()).isLessThan(BOUND);
            Eventually.passes(() -> assertThat(nodes.ready())
                    .isEqualTo("{\"status\":\"up\",\"parts\":{\"database\":\"ready\",\"migrations\":\"ready\","
                            + "\"channel\":\"degraded\",\"history\":\"ready\",\"clock\":\"ready\"},"
                            + "\"warnings\":[\"Changes by other nodes do not arrive. Every token is looked up"
                            + " until they do.\"]}"));
        }
    }

    @Test
    void a_node_that_hears_itself_warns_of_nothing() throws Exception {
        try (TwoNodes nodes = new TwoNodes(PostgresServer.newMigrated())) {
            nodes.awaitStatus(nodes.token("Laptop"), 200);

            Eventually.passes(() -> assertThat(nodes.ready())
                    .isEqualTo("{\"status\":\"up\",\"parts\":{\"database\":\"ready\",\"migrations\":\"ready\","
                            + "\"channel\":\"ready\",\"history\":\"ready\",\"clock\":\"ready\"}}"));
        }
    }

    // PostgreSQL finds functions along the search path, so this one replaces its own.
    private static void swallowNotifications(PostgresConnectionInfo address) {
        String database = address.url().substring(address.url().lastIndexOf('/') + 1);
        PostgresServer.executeIn(
                database,
                "create function public.pg_notify(text, text) returns void language sql as 'select null::void'");
        PostgresServer.execute("alter database " + database + " set search_path = public, pg_catalog");
    }
}
