package dev.keyfob.bench;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What callers know about the rows that were stored.
 *
 * @param secrets the secrets of a sample of the tokens, spread over all of them
 * @param ownerSessions cookies of users who own an average number of tokens
 * @param newcomerSessions cookies of users who own none yet
 */
record Seeded(
        List<String> secrets,
        List<String> ownerSessions,
        List<String> newcomerSessions,
        String clientId,
        String clientSecret)
        implements Serializable {

    void write(Path file) throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
            out.writeObject(this);
        }
    }

    static Seeded read(Path file) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
            return (Seeded) in.readObject();
        }
    }
}
