package dev.keyfob.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import dev.keyfob.persistence.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresTest {

    @TempDir
    Path directory;

    @Test
    void the_password_is_the_one_line_of_its_file() throws IOException {
        assertThat(passwordIn("hush\n")).isEqualTo("hush");
        assertThat(passwordIn("\ufeffhush\r\n")).isEqualTo("hush");
        assertThat(passwordIn(" hush ")).isEqualTo(" hush ");
        assertThatThrownBy(() -> passwordIn("hush\n\n")).hasMessageContaining("one line");
        assertThatThrownBy(() -> passwordIn("hush\0")).isInstanceOf(DatabaseUnavailable.class);
    }

    @Test
    void a_connection_has_the_name_of_its_process_before_anything_is_asked() throws SQLException {
        HikariConfig pool = Postgres.pool(PostgresServer.newDatabase(), "keyfob-test", Timeouts.OF_POSTGRES);

        try (Connection connection = DriverManager.getConnection(pool.getJdbcUrl(), pool.getDataSourceProperties());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show application_name")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("keyfob-test", Timeouts.OF_POSTGRES);
        }
    }

    private String passwordIn(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("password"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        PostgresConnectionInfo address = new PostgresConnectionInfo(
                "jdbc:postgresql://localhost/keyfob", Optional.of("keyfob"), Optional.of(file));
        return Postgres.pool(address, "keyfob-test", Timeouts.OF_POSTGRES)
                .getDataSourceProperties()
                .getProperty("password");
    }
}
