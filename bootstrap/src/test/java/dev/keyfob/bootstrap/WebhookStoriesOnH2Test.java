package dev.keyfob.bootstrap;

import dev.keyfob.persistence.Database;

class WebhookStoriesOnH2Test extends WebhookStories {

    @Override
    Database open() {
        return Database.inDirectory(directory.resolve("data"), text -> {});
    }
}
