package dev.keyfob.domain.outbox;

import java.util.Locale;

/** The state of a delivery. */
public enum DeliveryState {
    /** The delivery waits for its next attempt. */
    PENDING,
    /** A worker is sending it now. */
    SENDING,
    /** The receiver confirmed it. */
    DELIVERED,
    /** All attempts failed. It is not tried again unless the operator or an administrator requests it. */
    FAILED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
