package dev.keyfob.domain.token;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The first characters of an id, hyphens included. They identify a record if only one id begins with them. */
public record IdPrefix(String text) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{4,8}|[0-9a-f]{8}-[0-9a-f-]{0,27}");

    private static final String LOWEST = "00000000-0000-0000-0000-000000000000";
    private static final String HIGHEST = "ffffffff-ffff-ffff-ffff-ffffffffffff";

    /** Returns the prefix; empty if the text is not one, is shorter than four characters, or is a whole id. */
    public static Optional<IdPrefix> parse(String typed) {
        String text = typed.toLowerCase(Locale.ROOT);
        return FORM.matcher(text).matches() && text.length() < LOWEST.length() && hasHyphensInPlace(text)
                ? Optional.of(new IdPrefix(text))
                : Optional.empty();
    }

    /** Returns the lowest id with this prefix. */
    public UUID lowest() {
        return UUID.fromString(text + LOWEST.substring(text.length()));
    }

    /** Returns the highest id with this prefix. */
    public UUID highest() {
        return UUID.fromString(text + HIGHEST.substring(text.length()));
    }

    private static boolean hasHyphensInPlace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ((text.charAt(i) == '-') != (LOWEST.charAt(i) == '-')) {
                return false;
            }
        }
        return true;
    }
}
