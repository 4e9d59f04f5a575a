package dev.keyfob.bootstrap;

import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.persistence.connection.PostgresConnectionInfo;
import org.junit.jupiter.api.Tag;

@Tag("whole")
class WebhookStoriesOnPostgresWholeTest extends WebhookStories {

    private final PostgresConnectionInfo address = PostgresServer.newMigrated();

    @Override
    Database open() {
        return Database.onPostgres(address);
    }
}
