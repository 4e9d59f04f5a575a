package dev.keyfob.domain.audit;

import java.util.Locale;

/** What was done. The codes are stable, such as {@code token.created}. */
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
    /** Somebody looked into it, and does not want to be told of it any more. */
    TOKEN_REUSE_DISMISSED,
    /** A token was prepared for its owner, who has to pick it up. */
    TOKEN_PREPARED,
    TOKEN_ROTATION_ASKED,
    TOKEN_PICKUP_DECLINED,
    TOKEN_PICKUP_WITHDRAWN,
    /** Somebody asked for what needs a permission that they lack. */
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
    /** A person chose what they are mailed. */
    MAIL_CHOSEN,
    /** A mail was given up. */
    MAIL_FAILED,
    /** The database lacks a record that a node had seen in it: it is older than what was here. */
    HISTORY_LOST;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
