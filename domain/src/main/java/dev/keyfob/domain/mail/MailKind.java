package dev.keyfob.domain.mail;

/**
 * The kinds of mail. All but the digest and the password reset are alarms. The names are stored and must not change.
 */
public enum MailKind {
    /** News that is not urgent, at most once a day; {@link NoticeKind} lists its contents. */
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
    /** A link to set a new password, for a user who forgot the old one. */
    PASSWORD_RESET("Forgotten password");

    private final String words;

    MailKind(String words) {
        this.words = words;
    }

    /** Whether this is an alarm about the recipient's own account. */
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
