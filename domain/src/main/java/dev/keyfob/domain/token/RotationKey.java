package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.digest.Sha256;
import java.util.regex.Pattern;

/**
 * Identifies a repeated rotation request: SHA-256 of the caller's {@code Idempotency-Key}, in hexadecimal. The key
 * itself is not stored.
 */
public record RotationKey(String sha256) {

    private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");

    public static RotationKey parse(String sent) {
        if (!FORM.matcher(sent).matches()) {
            throw new Refusal(
                    Reason.QUERY_UNREADABLE,
                    "An Idempotency-Key is 1 to 255 visible ASCII characters, a UUID for example.");
        }
        return new RotationKey(Sha256.of(sent).hex());
    }
}
