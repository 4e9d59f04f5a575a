package dev.keyfob.application.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.backup.BackupProgress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportDataTest {

    private static final BackupProgress UNWATCHED = (stage, done, total) -> {};

    @TempDir
    Path directory;

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void uses_that_wait_in_memory_are_stored_before_an_export() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        keyfob.useCases.tokens.verifyToken.verify("192.0.2.1", token.secret().reveal(), List.of());

        export();

        assertThat(keyfob.tokens.find(token.token().id()).orElseThrow().lastUsedAt())
                .contains(InMemoryKeyfob.START);
    }

    private Path export() throws IOException {
        Path file = directory.resolve("file");
        try (OutputStream bytes = Files.newOutputStream(file)) {
            keyfob.useCases.backup.exportData.export(keyfob.operator, bytes, UNWATCHED);
        }
        return file;
    }
}
