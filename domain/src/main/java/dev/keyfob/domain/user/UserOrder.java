package dev.keyfob.domain.user;

/** The order of users in a list. Ties are broken by id, in the same direction. */
public record UserOrder(Field field, boolean ascending) {

    public static final UserOrder LATEST_FIRST = new UserOrder(Field.JOINED, false);

    public enum Field {
        JOINED,
        EMAIL,
        /** The part of the address before the @. */
        USERNAME,
        /** Users with the role {@code admin} come first in ascending order. */
        ROLE,
        /** Users without any activity come first in ascending order. */
        LAST_ACTIVE
    }
}
