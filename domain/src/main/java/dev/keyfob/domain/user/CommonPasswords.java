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
 * The passwords that were used most often, as far as they are long enough for a new one. Where they come from, and
 * under which licence, stands in the notice beside the file.
 */
final class CommonPasswords {

    private static final String FILE = "common-passwords.txt";

    private CommonPasswords() {}

    /**
     * Is it one of them, without regard to case? {@code folded} is in the form of {@link Caseless#fold}. The file is
     * read each time: new passwords are rare, and a set would stay in memory for ever.
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
