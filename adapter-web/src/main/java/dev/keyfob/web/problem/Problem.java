package dev.keyfob.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.TokenId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The reason of a refusal or failure, as the caller receives it. {@code reason} is a stable code (RFC 9457 calls this
 * an extension).
 */
public record Problem(int status, String title, String detail, String reason) {

    public static final String MEDIA_TYPE = "application/problem+json; charset=utf-8";

    private static final ObjectMapper JSON = new ObjectMapper();

    public static Problem of(Refusal refusal) {
        Reason reason = refusal.reason();
        return switch (reason.kind()) {
            // The same answer for all, so that a stranger does not learn which tokens once existed.
            case UNUSABLE_TOKEN -> tokenNotAccepted();
            // A malformed id is answered like any unknown id.
            case UNREADABLE_ID -> of(404, "Not found", TokenId.notFound());
            case NOT_SIGNED_IN -> of(401, "Not signed in", refusal);
            case FORBIDDEN -> of(403, "Not allowed", refusal);
            case TOO_MANY -> of(429, "Too many tries", refusal);
            case UNAVAILABLE -> of(503, "Temporarily unavailable", refusal);
            case ABSENT -> of(404, "Not found", refusal);
            case CONFLICT, BLOCKED -> of(409, "Conflict", refusal);
            case UNREADABLE_REQUEST -> of(400, "Unreadable request", refusal);
            case WRONG_SIGNATURE -> of(400, "Signature not accepted", refusal);
            case UNREADABLE, UNACCEPTABLE, DAMAGED -> of(422, "Cannot be accepted", refusal);
        };
    }

    private static Problem tokenNotAccepted() {
        return new Problem(401, "Token not accepted", "The access token is not valid here.", "invalid_token");
    }

    private static Problem of(int status, String title, Refusal refusal) {
        return new Problem(
                status, title, refusal.explanation(), refusal.reason().code());
    }

    /** Returns the problem of a failure. It contains the id, unless the database cannot be reached. */
    public static Problem of(Incident incident) {
        return incident.isDatabaseTrouble() ? unavailable() : broken(incident.id());
    }

    /**
     * Returns the problem with this reason, in the words of {@link ReasonExplanation}; empty if the reason is unknown. It
     * does not reveal which tokens once existed either.
     */
    public static Optional<Problem> named(String code) {
        return Stream.of(Reason.values())
                .filter(reason -> reason.code().equals(code))
                .map(reason ->
                        of(new Refusal(reason, ReasonExplanation.of(reason).text())))
                .findFirst()
                .or(() -> Stream.concat(
                                Stream.of(
                                        tokenNotAccepted(),
                                        busy(),
                                        unavailable(),
                                        fromAnotherSite(),
                                        outOfDateForm(),
                                        withoutPasswords()),
                                IntStream.of(400, 404, 405, 413, 415).mapToObj(Problem::ofStatus))
                        .filter(problem -> problem.reason().equals(code))
                        .findFirst());
    }

    /** Returns the same problem with the missing permission in its detail. */
    public Problem about(Permission lacked) {
        return new Problem(status, title, "This token may not do " + lacked + ". " + detail, reason);
    }

    /** Returns the problem with a status that proxies know: 401 to ask for a token, and 403 for any other refusal. */
    public Problem atProxy() {
        return status == 401 ? this : new Problem(403, title, detail, reason);
    }

    /** Returns the problem of a request that HTTP itself does not understand or allow here. */
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> new Problem(400, "Unreadable request", "The request could not be understood.", "bad_request");
            case 404 ->
                new Problem(
                        404, "Page not found", "There is nothing at this address. Check it for typos.", "not_found");
            case 405 -> new Problem(405, "Not possible here", "This address does not support this method.", "method");
            case 413 -> new Problem(413, "Too large", "Send at most 64 KB.", "too_large");
            case 415 ->
                new Problem(
                        415,
                        "Another format is needed",
                        "Pages take URL-encoded forms, APIs take JSON, both in UTF-8 and not compressed.",
                        "media_type");
            default -> new Problem(status, "Not possible", "The request could not be carried out.", "refused");
        };
    }

    static Problem fromAnotherSite() {
        return new Problem(
                403,
                "Sent from another site",
                "Your browser reports that another site sent this request, so nothing was done. Open the page here, and"
                        + " send it from there.",
                "foreign_form");
    }

    static Problem outOfDateForm() {
        return new Problem(
                403,
                "This form is out of date",
                "It did not come from this page, or stood open too long. Go back, reload and send it again.",
                "form_out_of_date");
    }

    static Problem withoutPasswords() {
        return new Problem(
                403,
                "No passwords here",
                "Nobody signs in with a password here. Open the sign-in page and choose another way.",
                "no_passwords");
    }

    /** Returns the problem of an overloaded server. */
    public static Problem busy() {
        return new Problem(
                503, "Temporarily unavailable", "Too many requests are waiting here. Try again shortly.", "too_busy");
    }

    /** Returns the problem of a database that cannot be reached. */
    public static Problem unavailable() {
        return new Problem(
                503,
                "Temporarily unavailable",
                "Keyfob cannot reach its data right now. Try again shortly; if this was a change, check first whether"
                        + " it took effect.",
                "unavailable");
    }

    private static Problem broken(String id) {
        return new Problem(
                500,
                "Something broke",
                "The fault is ours and has been recorded under " + id + ". Tell an administrator this number.",
                "internal");
    }

    /** Returns the body of an answer with {@link #MEDIA_TYPE}. */
    public byte[] json() {
        return json(Map.of());
    }

    /** Returns the same body with additional members. */
    byte[] json(Map<String, String> more) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:keyfob:problem:" + reason);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        members.put("reason", reason);
        members.putAll(more);
        try {
            return JSON.writeValueAsBytes(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text and numbers can always be written", e);
        }
    }
}
