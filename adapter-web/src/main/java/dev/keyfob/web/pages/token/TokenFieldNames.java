package dev.keyfob.web.pages.token;

import static java.util.Map.entry;

import dev.keyfob.domain.Reason;
import java.util.Map;

/** The fields of the forms that create and change a token, and the field that each refusal concerns. */
final class TokenFieldNames {

    static final String NAME = "name";
    static final String NOTE = "note";
    static final String DATE = "date";
    static final String PERMISSION = "permission";
    static final String NETWORKS = "networks";

    /** What the user types to confirm a deletion. */
    static final String CONFIRM = "confirm";

    static final Map<Reason, String> BY_REASON = Map.ofEntries(
            entry(Reason.NAME_MISSING, NAME),
            entry(Reason.NAME_TOO_LONG, NAME),
            entry(Reason.NAME_NOT_PLAIN, NAME),
            entry(Reason.NAME_TAKEN, NAME),
            entry(Reason.NOTE_TOO_LONG, NOTE),
            entry(Reason.NOTE_NOT_PLAIN, NOTE),
            entry(Reason.EXPIRY_UNREADABLE, DATE),
            entry(Reason.EXPIRY_PAST, DATE),
            entry(Reason.EXPIRY_TOO_FAR, DATE),
            entry(Reason.EXPIRY_REQUIRED, DATE),
            entry(Reason.PERMISSION_UNREADABLE, PERMISSION),
            entry(Reason.PERMISSION_ABOVE_CEILING, PERMISSION),
            entry(Reason.NETWORK_UNREADABLE, NETWORKS));

    private TokenFieldNames() {}
}
