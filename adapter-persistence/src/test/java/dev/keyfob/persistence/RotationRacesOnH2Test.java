package dev.keyfob.persistence;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class RotationRacesOnH2Test extends RotationRaces {

    @TempDir
    Path directory;

    @Override
    List<Database> open() {
        return List.of(PatientDatabase.inDirectory(directory));
    }
}
