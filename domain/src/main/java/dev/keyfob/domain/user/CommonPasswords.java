package dev.keyfob.domain.user;

import dev.keyfob.domain.text.Caseless;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The most frequently used passwords that are long enough for a new one. The notice beside the file states their source
 * and licence.
 */
final class CommonPasswords {

    private static final String FILE = "common-passwords.txt";

    private CommonPasswords() {}

    /**
     * Whether the password is in the list, without regard to case. {@code folded} has the form of
     * {@link Caseless#fold}. The file is read each time, because new passwords are rare and a set would stay in memory.
     */
    static boolean contain(String folded) {
        try (InputStream file = Objects.requireNonNull(CommonPasswords.class.getResourceAsStream(FILE));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines().map(Caseless::fold).anyMatch(folded::equals);
        } catch (IOException e) {
            throw new UncheckedIOException("the list of common passwords is part of the program", e);
        }
    }
}
