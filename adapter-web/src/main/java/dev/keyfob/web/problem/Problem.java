package dev.keyfob.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a caller is told when the answer is no. The reason is a stable code (RFC 9457 calls this an extension). */
public record Problem(int status, String title, String detail, String reason) {

    public static final String MEDIA_TYPE = "application/problem+json; charset=utf-8";

    private static final ObjectMapper JSON = new ObjectMapper();

    public static Problem of(Refusal refusal) {
        Reason reason = refusal.reason();
        return switch (reason) {
            case UNKNOWN_PERMISSION,
                    ROLE_BOUND,
                    SESSION_ONLY,
                    NOT_GRANTED,
                    ROLE_MISSING,
                    NO_RULE,
                    CREATION_OFF,
                    SUSPENDED_BY_OTHERS,
                    SELF_ROTATION_OFF -> new Problem(403, "Not allowed", refusal.explanation(), reason.code());
            // One answer for all: a stranger does not learn which tokens once were.
            case MALFORMED,
                    UNKNOWN_TOKEN,
                    EXPIRED,
                    REVOKED,
                    OWNER_DISABLED,
                    SUSPENDED,
                    POLICY_EXPIRED,
                    IDLE_TOO_LONG,
                    WRONG_NETWORK,
                    SUPERSEDED,
                    REUSED ->
                new Problem(401, "Token not accepted", "The access token is not valid here.", "invalid_token");
            case NOT_SIGNED_IN -> new Problem(401, "Not signed in", refusal.explanation(), reason.code());
            case SIGN_IN_FAILED -> new Problem(401, "Sign-in failed", refusal.explanation(), reason.code());
            case SIGN_IN_TOO_SOON, TOO_MANY_REQUESTS ->
                new Problem(429, "Too many tries", refusal.explanation(), reason.code());
            case TOO_MANY_CHANGES -> new Problem(429, "Too many changes", refusal.explanation(), reason.code());
            case TOO_BUSY, PROVIDER_UNAVAILABLE, AUDIT_KEY_WRONG ->
                new Problem(503, "Back in a moment", refusal.explanation(), reason.code());
            case TOKEN_NOT_FOUND,
                    USER_NOT_FOUND,
                    CLIENT_NOT_FOUND,
                    SESSION_NOT_FOUND,
                    FILE_NOT_FOUND,
                    DATA_NOT_FOUND,
                    WEBHOOK_NOT_FOUND,
                    DELIVERY_NOT_FOUND -> new Problem(404, "Not found", refusal.explanation(), reason.code());
            // An id that cannot be one names nothing, and is answered like any other unknown id.
            case ID_UNREADABLE ->
                new Problem(404, "Not found", "There is no such token.", Reason.TOKEN_NOT_FOUND.code());
            case NAME_TAKEN,
                    TOO_MANY_TOKENS,
                    EMAIL_TAKEN,
                    CLIENT_NAME_TAKEN,
                    TOKEN_ENDED,
                    ROTATION_PENDING,
                    ROTATION_FINISHED,
                    AUDIT_NOT_INTACT,
                    AUDIT_TOO_RECENT,
                    DATA_NOT_EMPTY,
                    DATA_IN_USE,
                    FILE_TAKEN,
                    TOO_MANY_WEBHOOKS,
                    WEBHOOK_KEY_MISSING,
                    DELIVERY_UNDER_WAY -> new Problem(409, "In the way", refusal.explanation(), reason.code());
            case CURSOR_UNREADABLE, QUERY_UNREADABLE ->
                new Problem(400, "Unreadable request", refusal.explanation(), reason.code());
            case SIGNATURE_WRONG -> new Problem(400, "Signature not accepted", refusal.explanation(), reason.code());
            case NAME_MISSING,
                    NAME_TOO_LONG,
                    NAME_NOT_PLAIN,
                    EXPIRY_UNREADABLE,
                    EXPIRY_PAST,
                    EXPIRY_TOO_FAR,
                    EXPIRY_REQUIRED,
                    PERMISSION_UNREADABLE,
                    PERMISSION_ABOVE_CEILING,
                    EMAIL_UNREADABLE,
                    CLIENT_NAME_UNREADABLE,
                    NETWORK_UNREADABLE,
                    POLICY_UNREADABLE,
                    OVERLAP_UNREADABLE,
                    OVERLAP_TOO_LONG,
                    TOO_MANY_AT_ONCE,
                    BACKUP_UNREADABLE,
                    BACKUP_TOO_NEW,
                    BACKUP_NOT_RESTORED,
                    EVENT_UNREADABLE,
                    WEBHOOK_URL_UNREADABLE,
                    WEBHOOK_URL_REFUSED,
                    ROLE_UNREADABLE,
                    PASSWORD_TOO_SHORT,
                    PASSWORD_TOO_LONG,
                    PASSWORD_GUESSABLE -> new Problem(422, "Cannot be accepted", refusal.explanation(), reason.code());
        };
    }

    /** Something broke. The caller is told the id, but where the database cannot be reached. */
    public static Problem of(Incident incident) {
        return incident.isDatabaseTrouble() ? unavailable() : broken(incident.id());
    }

    /** HTTP itself was used in a way that is not understood or not allowed here. */
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> new Problem(400, "Unreadable request", "The request could not be understood.", "bad_request");
            case 403 ->
                new Problem(
                        403,
                        "This form is out of date",
                        "It did not come from this page, or stood open too long. Go back, reload and send it again.",
                        "foreign_form");
            case 404 ->
                new Problem(
                        404, "Page not found", "There is nothing at this address. Check it for typos.", "not_found");
            case 405 -> new Problem(405, "Not possible here", "This address does not take such a request.", "method");
            case 413 -> new Problem(413, "Too large", "Send at most 64 KB.", "too_large");
            case 415 ->
                new Problem(
                        415, "Another format is needed", "Pages take URL-encoded forms, APIs take JSON.", "media_type");
            default -> new Problem(status, "Not possible", "The request could not be carried out.", "refused");
        };
    }

    /** More is asked than can be answered. */
    public static Problem busy() {
        return new Problem(
                503, "Back in a moment", "Too many requests are waiting here. Try again shortly.", "too_busy");
    }

    /** The database cannot be reached. */
    public static Problem unavailable() {
        return new Problem(
                503,
                "Back in a moment",
                "Keyfob cannot reach its data right now. Try again shortly; if this was a change, look first whether"
                        + " it was made.",
                "unavailable");
    }

    private static Problem broken(String id) {
        return new Problem(
                500,
                "Something broke",
                "The fault is ours and has been noted under " + id + ". Tell an administrator this number.",
                "internal");
    }

    /** The body of an answer of {@link #MEDIA_TYPE}. */
    public byte[] json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:keyfob:problem:" + reason);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        members.put("reason", reason);
        try {
            return JSON.writeValueAsBytes(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text and numbers can always be written", e);
        }
    }
}
