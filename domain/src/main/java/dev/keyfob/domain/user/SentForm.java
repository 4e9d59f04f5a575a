package dev.keyfob.domain.user;

import java.time.Duration;
import java.util.HexFormat;

/**
 * One form that a session was given and has sent. Its id can be stored; its key closes what the form made, and only who
 * has the session's secret can make it again.
 */
public final class SentForm {

    /** So long what it made waits to be shown. */
    public static final Duration SHOWN_WITHIN = Duration.ofMinutes(1);

    /** So long it makes nothing a second time; its session has ended before. */
    public static final Duration REMEMBERED = Duration.ofDays(31);

    private final byte[] id;
    private final byte[] key;

    SentForm(byte[] id, byte[] key) {
        this.id = id;
        this.key = key;
    }

    public String id() {
        return HexFormat.of().formatHex(id);
    }

    /** 256 bits. */
    public byte[] key() {
        return key.clone();
    }

    @Override
    public String toString() {
        return "SentForm[hidden]";
    }
}
