package dev.keyfob.domain.user;

/** In which order users are listed. Ties are broken by id, in the same direction. */
public record UserOrder(Field field, boolean ascending) {

    public static final UserOrder LATEST_FIRST = new UserOrder(Field.JOINED, false);

    public enum Field {
        JOINED,
        EMAIL,
        /** What stands before the @ of the address. */
        USERNAME,
        /** Administrators come before all others when ascending. */
        ROLE,
        /** Users of whom nothing was seen come before all others when ascending. */
        LAST_ACTIVE
    }
}
