package dev.keyfob.persistence;

import dev.keyfob.persistence.connection.WriteBarrier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTamperingOnH2Test extends AuditTampering {

    @TempDir
    Path directory;

    @Override
    Database open() {
        return Database.inDirectory(directory, text -> {});
    }

    @Override
    Connection direct() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:" + WriteBarrier.before("file:") + directory.resolve("keyfob"));
    }

    @Test
    void a_log_from_before_the_chain_is_chained_once() throws SQLException {
        Path before = directory.resolve("before");
        String url = "jdbc:h2:file:" + before.resolve("keyfob");
        asBeforeTheChain(url, "");
        UUID owner;
        try (Connection connection = DriverManager.getConnection(url)) {
            owner = fillAsBefore(connection);
        }

        try (Database upgraded = Database.inDirectory(before, text -> {})) {
            assertChained(upgraded, owner);
        }
    }
}
