package dev.keyfob.persistence;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("whole")
class MailRacesOnH2WholeTest extends MailRaces {

    @TempDir
    Path directory;

    @Override
    Database open() {
        return PatientDatabase.inDirectory(directory);
    }
}
