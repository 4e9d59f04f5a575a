package dev.keyfob.domain.token;

/** In which order tokens are listed. Ties are broken by id, in the same direction. */
public record TokenOrder(Field field, boolean ascending) {

    public static final TokenOrder NEWEST_FIRST = new TokenOrder(Field.CREATED_AT, false);

    /** Tokens that never expire come after all others when ascending. */
    public enum Field {
        CREATED_AT,
        EXPIRES_AT
    }
}
