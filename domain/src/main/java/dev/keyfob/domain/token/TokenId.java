package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.UUID;
import java.util.regex.Pattern;

/** The permanent id of a token. It is public, because it gives its reader no additional rights. */
public record TokenId(UUID value) {

    // UUID.fromString also accepts short groups such as 1-1-1-1-1, which would give one id several spellings.
    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    public static TokenId random() {
        return new TokenId(UUID.randomUUID());
    }

    public static TokenId parse(String typed) {
        if (!FORM.matcher(typed).matches()) {
            throw new Refusal(
                    Reason.ID_UNREADABLE,
                    "That is not a token's id. An id looks like 0c2f7b6e-52a1-4d5f-9a39-6f1f2a7c9b10;"
                            + " the list of tokens shows it.");
        }
        return new TokenId(UUID.fromString(typed));
    }

    /** Returns the refusal if no token has this id, or if the actor may not see the token. */
    public static Refusal notFound() {
        return new Refusal(Reason.TOKEN_NOT_FOUND, "There is no such token.");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
