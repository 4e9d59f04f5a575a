package dev.keyfob.bootstrap;

import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.PostgresServer;
import dev.keyfob.persistence.connection.PostgresAddress;
import org.junit.jupiter.api.Tag;

@Tag("whole")
class WebhookStoriesOnPostgresWholeTest extends WebhookStories {

    private final PostgresAddress address = PostgresServer.newMigrated();

    @Override
    Database open() {
        return Database.onPostgres(address);
    }
}
