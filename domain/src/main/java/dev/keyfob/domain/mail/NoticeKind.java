package dev.keyfob.domain.mail;

import java.util.Locale;

/** The kinds of notices in the daily digest. A user can turn each off. The names are stored and must not change. */
public enum NoticeKind {
    EXPIRING("Tokens that expire soon", "14 days, 3 days and one day before they do"),
    BY_OTHERS("Tokens that others changed", "created for you or revoked by an administrator, the operator or an API");

    private final String title;
    private final String words;

    NoticeKind(String title, String words) {
        this.title = title;
        this.words = words;
    }

    /** Returns the name used in forms and in the audit log. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
        return title;
    }

    public String words() {
        return words;
    }
}
