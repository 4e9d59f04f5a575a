package dev.keyfob.domain.audit;

import java.util.Locale;

/** The action that an audit entry records. The codes are stable, such as {@code token.created}. */
public enum AuditAction {
    TOKEN_CREATED,
    TOKEN_REVOKED,
    TOKEN_SUSPENDED,
    TOKEN_RESUMED,
    TOKEN_EDITED,
    TOKENS_REVOKED,
    TOKENS_PURGED,
    USER_ADDED,
    USER_DISABLED,
    USER_ENABLED,
    USER_ROLES_CHANGED,
    PASSWORD_CHANGED,
    PASSWORD_LINK_ISSUED,
    PASSWORD_LINK_USED,
    USER_RENAMED,
    USER_EMAIL_CHANGED,
    USER_EMAIL_FREED,
    USER_REMOVED,
    USER_IDENTITY_LINKED,
    USER_IDENTITY_UNLINKED,
    POLICY_CHANGED,
    CLIENT_ADDED,
    CLIENT_ROTATED,
    CLIENT_REMOVED,
    SESSION_STARTED,
    SESSION_REFUSED,
    SESSION_ENDED,
    TOKEN_LEAKED,
    TOKEN_ROTATED,
    TOKEN_ROTATION_REPEATED,
    TOKEN_ROTATION_FINISHED,
    TOKEN_REUSED,
    /** A user dismissed the alarm about the use of an old secret. */
    TOKEN_REUSE_DISMISSED,
    /** A token was prepared for its owner, who has to pick it up. */
    TOKEN_PREPARED,
    TOKEN_ROTATION_ASKED,
    TOKEN_PICKUP_DECLINED,
    TOKEN_PICKUP_WITHDRAWN,
    /** A request was refused because the caller lacks a permission. */
    ACCESS_DENIED,
    AUDIT_EXPORTED,
    AUDIT_CUT,
    DATA_EXPORTED,
    DATA_IMPORTED,
    WEBHOOK_ADDED,
    WEBHOOK_RENAMED,
    WEBHOOK_REMOVED,
    WEBHOOK_ROTATED,
    WEBHOOK_DISABLED,
    WEBHOOK_ENABLED,
    DELIVERY_RETRIED,
    CLOCK_JUMPED,
    /** A user chose which mails to receive. */
    MAIL_CHOSEN,
    /** A mail could not be delivered, and Keyfob stopped trying. */
    MAIL_FAILED,
    /** The database lacks a record that a node saw in it earlier, because it was replaced by an older copy. */
    HISTORY_LOST;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
