package dev.keyfob.domain.mail;

/**
 * What a mail is about. All but the digest and the forgotten password are alarms. The names are stored: they must not
 * change.
 */
public enum MailKind {
    /** What need not be known at once, once a day; {@link NoticeKind} says what is in it. */
    DIGEST("Daily digest"),
    OLD_SECRET_USED("Old secret used"),
    TOKEN_LEAKED("Leaked token found"),
    PASSWORD_CHANGED("Password changed"),
    EMAIL_CHANGED("Address changed"),
    ROLES_CHANGED("Roles changed"),
    /** For administrators. */
    WEBHOOK_FAILING("Webhook failing"),
    /** For administrators. */
    AUDIT_FAULT("Fault in the audit log"),
    /** Somebody said that they forgot their password. */
    PASSWORD_RESET("Forgotten password");

    private final String words;

    MailKind(String words) {
        this.words = words;
    }

    /** Is it an alarm about one's own account? */
    public boolean isPersonalAlarm() {
        return switch (this) {
            case OLD_SECRET_USED, TOKEN_LEAKED, PASSWORD_CHANGED, EMAIL_CHANGED, ROLES_CHANGED -> true;
            case DIGEST, WEBHOOK_FAILING, AUDIT_FAULT, PASSWORD_RESET -> false;
        };
    }

    public String words() {
        return words;
    }
}
