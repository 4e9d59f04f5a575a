package dev.keyfob.cli;

import dev.keyfob.domain.Reason;

/** How a command ended, for scripts. The only translation of refusals in this adapter. */
public final class ExitCode {

    public static final int DONE = 0;
    public static final int FAILURE = 1;
    public static final int USAGE = 2;
    public static final int NOT_FOUND = 3;
    public static final int REFUSED = 4;
    public static final int CONFLICT = 5;

    /** Nothing is broken: what was looked for was found. */
    public static final int FINDINGS = 10;

    private ExitCode() {}

    static int of(Reason reason) {
        return switch (reason) {
            case NAME_MISSING,
                    NAME_TOO_LONG,
                    NAME_NOT_PLAIN,
                    EXPIRY_UNREADABLE,
                    PERMISSION_UNREADABLE,
                    ID_UNREADABLE,
                    EMAIL_UNREADABLE,
                    ROLE_UNREADABLE,
                    CURSOR_UNREADABLE,
                    QUERY_UNREADABLE,
                    CLIENT_NAME_UNREADABLE,
                    NETWORK_UNREADABLE,
                    POLICY_UNREADABLE,
                    OVERLAP_UNREADABLE,
                    EVENT_UNREADABLE,
                    WEBHOOK_URL_UNREADABLE -> USAGE;
            case TOKEN_NOT_FOUND,
                    USER_NOT_FOUND,
                    CLIENT_NOT_FOUND,
                    SESSION_NOT_FOUND,
                    FILE_NOT_FOUND,
                    DATA_NOT_FOUND,
                    WEBHOOK_NOT_FOUND,
                    DELIVERY_NOT_FOUND -> NOT_FOUND;
            case NAME_TAKEN,
                    EMAIL_TAKEN,
                    CLIENT_NAME_TAKEN,
                    TOKEN_ENDED,
                    ROTATION_PENDING,
                    ROTATION_FINISHED,
                    FILE_TAKEN,
                    DELIVERY_UNDER_WAY -> CONFLICT;
            case BACKUP_UNREADABLE, BACKUP_NOT_RESTORED -> FAILURE;
            case UNKNOWN_PERMISSION,
                    ROLE_BOUND,
                    SESSION_ONLY,
                    NOT_GRANTED,
                    ROLE_MISSING,
                    NO_RULE,
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
                    SELF_ROTATION_OFF,
                    OVERLAP_TOO_LONG,
                    CREATION_OFF,
                    SUSPENDED_BY_OTHERS,
                    EXPIRY_PAST,
                    EXPIRY_TOO_FAR,
                    EXPIRY_REQUIRED,
                    PERMISSION_ABOVE_CEILING,
                    TOO_MANY_TOKENS,
                    PASSWORD_TOO_SHORT,
                    PASSWORD_TOO_LONG,
                    PASSWORD_GUESSABLE,
                    NOT_SIGNED_IN,
                    SIGN_IN_FAILED,
                    SIGN_IN_TOO_SOON,
                    PROVIDER_UNAVAILABLE,
                    SIGNATURE_WRONG,
                    TOO_MANY_REQUESTS,
                    TOO_MANY_CHANGES,
                    TOO_MANY_AT_ONCE,
                    TOO_BUSY,
                    AUDIT_NOT_INTACT,
                    AUDIT_TOO_RECENT,
                    AUDIT_KEY_WRONG,
                    BACKUP_TOO_NEW,
                    DATA_NOT_EMPTY,
                    DATA_IN_USE,
                    WEBHOOK_URL_REFUSED,
                    WEBHOOK_KEY_MISSING,
                    TOO_MANY_WEBHOOKS -> REFUSED;
        };
    }
}
