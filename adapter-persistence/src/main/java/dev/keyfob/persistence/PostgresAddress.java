package dev.keyfob.persistence;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is, and who asks it. The password is in a file of its own, or in the user's
 * {@code .pgpass}; never in the address, which ends up in process lists.
 */
public record PostgresAddress(String url, Optional<String> user, Optional<Path> passwordFile) {

    private static final Pattern FORM = Pattern.compile("jdbc:postgresql://[^\\s/?]+/[^\\s?]+(\\?\\S*)?");
    private static final Pattern WITH_PASSWORD = Pattern.compile("(?i)[?&](ssl)?password=|//[^/?]*@");

    public PostgresAddress {
        if (!isUrl(url)) {
            throw new IllegalArgumentException("not the address of a PostgreSQL database");
        }
    }

    public static boolean isUrl(String text) {
        return FORM.matcher(text).matches() && !WITH_PASSWORD.matcher(text).find();
    }

    /** Without its parameters, to be shown. */
    String shown() {
        return url.split("\\?", 2)[0];
    }
}
