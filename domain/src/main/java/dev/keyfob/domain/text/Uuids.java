package dev.keyfob.domain.text;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The text form of ids. */
public final class Uuids {

    // UUID.fromString also accepts short groups such as 1-1-1-1-1, which would give one id several spellings.
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Uuids() {}

    /** Parses 32 hexadecimal digits in five groups, in upper or lower case. Empty for any other text. */
    public static Optional<UUID> parse(String typed) {
        return FORM.matcher(typed).matches() ? Optional.of(UUID.fromString(typed)) : Optional.empty();
    }
}
