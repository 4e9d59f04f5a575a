package dev.keyfob.domain.outbox;

import java.util.Locale;

/** How far a delivery has come. */
public enum DeliveryState {
    /** Waits for its next attempt. */
    PENDING,
    /** Somebody is about it right now. */
    SENDING,
    /** The receiver said that it has it. */
    DELIVERED,
    /** Given up, until the operator or an administrator has it tried again. */
    FAILED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
