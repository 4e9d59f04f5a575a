package dev.keyfob.domain.user;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.Locale;
import java.util.regex.Pattern;

/** An e-mail address as people sign in with it: lower case, printable ASCII, at most 254 characters (RFC 5321). */
public record Email(String value) implements Comparable<Email> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
            + "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final int LONGEST = 254;

    public Email {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    public static Email parse(String typed) {
        String stripped = typed.strip();
        String folded = stripped.toLowerCase(Locale.ROOT);
        // Some letters of other scripts have an ASCII lower-case form, such as the Kelvin sign.
        if (stripped.chars().anyMatch(c -> c > 127) || !isWellFormed(folded)) {
            throw new Refusal(
                    Reason.EMAIL_UNREADABLE, "That is not an e-mail address. Type one such as alice@example.com.");
        }
        return new Email(folded);
    }

    /** Returns the part before the {@code @}, which is the short name shown for the user. */
    public String localPart() {
        return value.substring(0, value.indexOf('@'));
    }

    @Override
    public int compareTo(Email other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isWellFormed(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }
}
