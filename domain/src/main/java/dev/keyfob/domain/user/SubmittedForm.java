package dev.keyfob.domain.user;

import java.time.Duration;
import java.util.HexFormat;

/**
 * The record of a form that a session has submitted, so that a repeat creates nothing again. Its id can be stored. Its
 * key encrypts what the form created, and can be derived only from the session's secret.
 */
public final class SubmittedForm {

    /** How long the created result can still be shown. */
    public static final Duration SHOWN_WITHIN = Duration.ofMinutes(1);

    /** How long a repeat is detected. The session always ends before that. */
    public static final Duration REMEMBERED = Duration.ofDays(31);

    private final byte[] id;
    private final byte[] key;

    SubmittedForm(byte[] id, byte[] key) {
        this.id = id;
        this.key = key;
    }

    public String id() {
        return HexFormat.of().formatHex(id);
    }

    /** Returns a key of 256 bits. */
    public byte[] key() {
        return key.clone();
    }

    @Override
    public String toString() {
        return "SubmittedForm[hidden]";
    }
}
