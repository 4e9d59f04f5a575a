package dev.keyfob.domain.client;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.regex.Pattern;

/** The name of a client, such as {@code orders-api}: 1 to 64 ASCII letters, digits, dots, dashes, underscores. */
public record ClientName(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public ClientName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a client name");
        }
    }

    public static ClientName parse(String typed) {
        if (!FORM.matcher(typed).matches()) {
            throw new Refusal(
                    Reason.CLIENT_NAME_UNREADABLE,
                    "A client's name is 1 to 64 letters, digits, dots, dashes and underscores, such as orders-api.");
        }
        return new ClientName(typed);
    }

    @Override
    public String toString() {
        return value;
    }
}
