package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names a token for good. It is public: nothing can be done with it that its reader may not do anyway. */
public record TokenId(UUID value) {

    // UUID.fromString also takes short groups such as 1-1-1-1-1; two spellings of one id are one too many.
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

    /** What is answered where no token has this id, and where the token is none of the actor's concern. */
    public static Refusal notFound() {
        return new Refusal(Reason.TOKEN_NOT_FOUND, "There is no such token.");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
