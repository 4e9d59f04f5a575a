package dev.keyfob.domain;

import java.util.Locale;

/**
 * Every reason for which Keyfob refuses a request, each with its kind.
 *
 * <p>The codes are stable, because programs compare them. A new reason is one line here, because adapters translate the
 * kinds. Adapters that explain single reasons have a text for all others.
 */
public enum Reason {
    // why a token or a user may not do something
    UNKNOWN_PERMISSION(Kind.FORBIDDEN),
    ROLE_BOUND(Kind.FORBIDDEN),
    SESSION_ONLY(Kind.FORBIDDEN),
    NOT_GRANTED(Kind.FORBIDDEN),
    ROLE_MISSING(Kind.FORBIDDEN),
    SWITCHED_OFF(Kind.FORBIDDEN),
    NO_RULE(Kind.FORBIDDEN),

    // why a presented token cannot be used at all
    MALFORMED(Kind.UNUSABLE_TOKEN),
    UNKNOWN_TOKEN(Kind.UNUSABLE_TOKEN),
    EXPIRED(Kind.UNUSABLE_TOKEN),
    REVOKED(Kind.UNUSABLE_TOKEN),
    OWNER_DISABLED(Kind.UNUSABLE_TOKEN),
    SUSPENDED(Kind.UNUSABLE_TOKEN),
    POLICY_EXPIRED(Kind.UNUSABLE_TOKEN),
    IDLE_TOO_LONG(Kind.UNUSABLE_TOKEN),
    WRONG_NETWORK(Kind.UNUSABLE_TOKEN),
    SUPERSEDED(Kind.UNUSABLE_TOKEN),
    REUSED(Kind.UNUSABLE_TOKEN),

    // invalid values, and changes that a rule or the current state forbids
    NAME_MISSING(Kind.UNREADABLE),
    NAME_TOO_LONG(Kind.UNREADABLE),
    NAME_NOT_PLAIN(Kind.UNREADABLE),
    NAME_TAKEN(Kind.CONFLICT),
    NOTE_TOO_LONG(Kind.UNREADABLE),
    NOTE_NOT_PLAIN(Kind.UNREADABLE),
    EXPIRY_UNREADABLE(Kind.UNREADABLE),
    EXPIRY_PAST(Kind.UNACCEPTABLE),
    EXPIRY_TOO_FAR(Kind.UNACCEPTABLE),
    EXPIRY_REQUIRED(Kind.UNACCEPTABLE),
    PERMISSION_UNREADABLE(Kind.UNREADABLE),
    PERMISSION_ABOVE_CEILING(Kind.UNACCEPTABLE),
    TOO_MANY_TOKENS(Kind.BLOCKED),
    TOO_MANY_PICKUPS(Kind.BLOCKED),
    CREATION_OFF(Kind.FORBIDDEN),
    NETWORK_UNREADABLE(Kind.UNREADABLE),
    POLICY_UNREADABLE(Kind.UNREADABLE),
    TOKEN_ENDED(Kind.CONFLICT),
    SUSPENDED_BY_OTHERS(Kind.FORBIDDEN),
    SELF_ROTATION_OFF(Kind.FORBIDDEN),
    OVERLAP_UNREADABLE(Kind.UNREADABLE),
    OVERLAP_TOO_LONG(Kind.UNACCEPTABLE),
    ROTATION_PENDING(Kind.CONFLICT),
    ROTATION_FINISHED(Kind.CONFLICT),
    ID_UNREADABLE(Kind.UNREADABLE_ID),
    ID_AMBIGUOUS(Kind.UNREADABLE_ID),
    EMAIL_UNREADABLE(Kind.UNREADABLE),
    EMAIL_TAKEN(Kind.CONFLICT),
    EMAIL_RESERVED(Kind.CONFLICT),
    IDENTITY_UNREADABLE(Kind.UNREADABLE),
    IDENTITY_TAKEN(Kind.CONFLICT),
    LAST_WAY_TO_SIGN_IN(Kind.BLOCKED),
    ROLE_UNREADABLE(Kind.UNREADABLE),
    OWN_ADMINISTRATION(Kind.FORBIDDEN),
    LAST_ADMINISTRATOR(Kind.BLOCKED),
    PASSWORD_TOO_SHORT(Kind.UNACCEPTABLE),
    PASSWORD_TOO_LONG(Kind.UNACCEPTABLE),
    PASSWORD_NOT_PLAIN(Kind.UNREADABLE),
    PASSWORD_GUESSABLE(Kind.UNACCEPTABLE),
    PASSWORD_WRONG(Kind.UNACCEPTABLE),
    PASSWORD_NOT_SET(Kind.BLOCKED),
    LOCAL_SIGN_IN_OFF(Kind.BLOCKED),
    USER_DISABLED(Kind.BLOCKED),
    CURSOR_UNREADABLE(Kind.UNREADABLE_REQUEST),
    QUERY_UNREADABLE(Kind.UNREADABLE_REQUEST),
    TWO_TOKENS(Kind.UNREADABLE_REQUEST),
    CLIENT_NAME_UNREADABLE(Kind.UNREADABLE),
    CLIENT_NAME_TAKEN(Kind.CONFLICT),
    EVENT_UNREADABLE(Kind.UNREADABLE),
    WEBHOOK_NAME_TAKEN(Kind.CONFLICT),
    WEBHOOK_URL_UNREADABLE(Kind.UNREADABLE),
    WEBHOOK_URL_REFUSED(Kind.UNACCEPTABLE),
    WEBHOOK_KEY_MISSING(Kind.BLOCKED),
    TOO_MANY_WEBHOOKS(Kind.BLOCKED),
    DELIVERY_UNDER_WAY(Kind.CONFLICT),
    MAIL_OFF(Kind.BLOCKED),

    // the thing does not exist, or the caller is not signed in
    TOKEN_NOT_FOUND(Kind.ABSENT),
    USER_NOT_FOUND(Kind.ABSENT),
    EMAIL_NOT_RESERVED(Kind.ABSENT),
    IDENTITY_NOT_FOUND(Kind.ABSENT),
    CLIENT_NOT_FOUND(Kind.ABSENT),
    SESSION_NOT_FOUND(Kind.ABSENT),
    PICKUP_NOT_FOUND(Kind.ABSENT),
    WEBHOOK_NOT_FOUND(Kind.ABSENT),
    DELIVERY_NOT_FOUND(Kind.ABSENT),
    NOT_SIGNED_IN(Kind.NOT_SIGNED_IN),
    SIGN_IN_FAILED(Kind.NOT_SIGNED_IN),
    SIGN_IN_TOO_OLD(Kind.FORBIDDEN),
    CODE_REFUSED(Kind.NOT_SIGNED_IN),
    SIGN_IN_TOO_SOON(Kind.TOO_MANY),
    PROVIDER_UNAVAILABLE(Kind.UNAVAILABLE),
    SIGNATURE_WRONG(Kind.WRONG_SIGNATURE),
    TOO_MANY_REQUESTS(Kind.TOO_MANY),
    TOO_MANY_CHANGES(Kind.TOO_MANY),
    TOO_MANY_AT_ONCE(Kind.UNACCEPTABLE),
    TOO_BUSY(Kind.UNAVAILABLE),

    // audit log
    AUDIT_NOT_INTACT(Kind.BLOCKED),
    AUDIT_TOO_RECENT(Kind.BLOCKED),
    AUDIT_KEY_WRONG(Kind.UNAVAILABLE),
    // backups, data and files
    BACKUP_UNREADABLE(Kind.DAMAGED),
    BACKUP_TOO_NEW(Kind.UNACCEPTABLE),
    BACKUP_NOT_RESTORED(Kind.DAMAGED),
    DATA_NOT_FOUND(Kind.ABSENT),
    DATA_NOT_EMPTY(Kind.BLOCKED),
    DATA_IN_USE(Kind.BLOCKED),
    FILE_TAKEN(Kind.CONFLICT),
    FILE_NOT_FOUND(Kind.ABSENT);

    /**
     * The kind of refusal. Each adapter translates the kinds in one exhaustive switch, so a new kind does not compile
     * until someone has decided what people will see.
     */
    public enum Kind {
        /** The request is valid, but this actor may not make it. */
        FORBIDDEN,
        /** The presented token cannot be used at all. Anonymous callers get the same answer for every reason. */
        UNUSABLE_TOKEN,
        /** The caller is not signed in, or a sign-in failed. */
        NOT_SIGNED_IN,
        /** There were too many requests. The same request may succeed later. */
        TOO_MANY,
        /** The request cannot be served now, for a cause outside of it. */
        UNAVAILABLE,
        /** The requested object does not exist, or this actor may not see it. */
        ABSENT,
        /** The text is not a valid id, or it fits several objects. */
        UNREADABLE_ID,
        /** The request conflicts with existing data. Another name or another time may work. */
        CONFLICT,
        /** The state of the data forbids the request until something else is done. */
        BLOCKED,
        /** A part of the request itself, such as a cursor, cannot be read. */
        UNREADABLE_REQUEST,
        /** A value has the wrong form. */
        UNREADABLE,
        /** A value has the right form, but a rule forbids it. */
        UNACCEPTABLE,
        /** A signature does not match the signed content. */
        WRONG_SIGNATURE,
        /** A file does not have the expected content. */
        DAMAGED
    }

    private final Kind kind;

    Reason(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Returns the name that clients see, such as {@code role_bound}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
