package dev.keyfob.persistence;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class WebhookRacesOnH2Test extends WebhookRaces {

    @TempDir
    Path directory;

    @Override
    Database open() {
        return PatientDatabase.inDirectory(directory);
    }
}
