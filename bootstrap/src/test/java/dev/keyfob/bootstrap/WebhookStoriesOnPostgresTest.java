package dev.keyfob.bootstrap;

import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.PostgresAddress;
import dev.keyfob.persistence.PostgresServer;

class WebhookStoriesOnPostgresTest extends WebhookStories {

    private final PostgresAddress address = PostgresServer.newDatabase();

    @Override
    Database open() {
        return Database.onPostgres(address);
    }
}
