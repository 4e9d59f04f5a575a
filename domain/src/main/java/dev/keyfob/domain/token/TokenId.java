package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.text.Uuids;
import java.util.UUID;

/** The permanent id of a token. It is public, because it gives its reader no additional rights. */
public record TokenId(UUID value) {

    public static TokenId random() {
        return new TokenId(UUID.randomUUID());
    }

    public static TokenId parse(String typed) {
        return Uuids.parse(typed)
                .map(TokenId::new)
                .orElseThrow(() -> new Refusal(
                        Reason.ID_UNREADABLE,
                        "That is not a token's id. An id looks like 0c2f7b6e-52a1-4d5f-9a39-6f1f2a7c9b10;"
                                + " the list of tokens shows it."));
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
