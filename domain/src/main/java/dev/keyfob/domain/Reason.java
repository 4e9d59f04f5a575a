package dev.keyfob.domain;

import java.util.Locale;

/**
 * Every way in which Keyfob says no.
 *
 * <p>The codes are stable: programs compare them. Each adapter translates them in one exhaustive switch, so a new
 * constant does not compile until someone has decided what people will see.
 */
public enum Reason {
    // what a token, or a user, may not do
    UNKNOWN_PERMISSION,
    ROLE_BOUND,
    SESSION_ONLY,
    NOT_GRANTED,
    ROLE_MISSING,
    NO_RULE,

    // why a presented token cannot be used at all
    MALFORMED,
    UNKNOWN_TOKEN,
    EXPIRED,
    REVOKED,
    OWNER_DISABLED,
    SUSPENDED,
    POLICY_EXPIRED,
    IDLE_TOO_LONG,
    WRONG_NETWORK,
    SUPERSEDED,
    REUSED,

    // what was typed
    NAME_MISSING,
    NAME_TOO_LONG,
    NAME_NOT_PLAIN,
    NAME_TAKEN,
    EXPIRY_UNREADABLE,
    EXPIRY_PAST,
    EXPIRY_TOO_FAR,
    EXPIRY_REQUIRED,
    PERMISSION_UNREADABLE,
    PERMISSION_ABOVE_CEILING,
    TOO_MANY_TOKENS,
    CREATION_OFF,
    NETWORK_UNREADABLE,
    POLICY_UNREADABLE,
    TOKEN_ENDED,
    SUSPENDED_BY_OTHERS,
    SELF_ROTATION_OFF,
    OVERLAP_UNREADABLE,
    OVERLAP_TOO_LONG,
    ROTATION_PENDING,
    ROTATION_FINISHED,
    ID_UNREADABLE,
    EMAIL_UNREADABLE,
    EMAIL_TAKEN,
    ROLE_UNREADABLE,
    PASSWORD_TOO_SHORT,
    PASSWORD_TOO_LONG,
    PASSWORD_GUESSABLE,
    CURSOR_UNREADABLE,
    QUERY_UNREADABLE,
    CLIENT_NAME_UNREADABLE,
    CLIENT_NAME_TAKEN,
    EVENT_UNREADABLE,
    WEBHOOK_URL_UNREADABLE,
    WEBHOOK_URL_REFUSED,
    WEBHOOK_KEY_MISSING,
    TOO_MANY_WEBHOOKS,
    DELIVERY_UNDER_WAY,

    // what is not there, and who is not in
    TOKEN_NOT_FOUND,
    USER_NOT_FOUND,
    CLIENT_NOT_FOUND,
    SESSION_NOT_FOUND,
    WEBHOOK_NOT_FOUND,
    DELIVERY_NOT_FOUND,
    NOT_SIGNED_IN,
    SIGN_IN_FAILED,
    SIGN_IN_TOO_SOON,
    PROVIDER_UNAVAILABLE,
    SIGNATURE_WRONG,
    TOO_MANY_REQUESTS,
    TOO_MANY_CHANGES,
    TOO_MANY_AT_ONCE,
    TOO_BUSY,

    // what the audit log does not let happen
    AUDIT_NOT_INTACT,
    AUDIT_TOO_RECENT,
    AUDIT_KEY_WRONG,
    // why data does not move
    BACKUP_UNREADABLE,
    BACKUP_TOO_NEW,
    BACKUP_NOT_RESTORED,
    DATA_NOT_FOUND,
    DATA_NOT_EMPTY,
    DATA_IN_USE,
    FILE_TAKEN,
    FILE_NOT_FOUND;

    /** The name that goes over the wire, such as {@code role_bound}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
