package dev.keyfob.web.problem;

import static java.util.Map.entry;

import dev.keyfob.domain.Reason;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Explains in words why a request with a token is refused.
 *
 * @param why half a sentence: what the reason means
 * @param advice what the caller can do about it
 */
public record ReasonExplanation(String why, String advice) {

    private static final String TELL = "Tell the operator of the API: ";

    private static final Map<Reason, ReasonExplanation> OF_TOKENS = Map.ofEntries(
            words(
                    Reason.ROLE_BOUND,
                    "It needs a role, which no token carries",
                    "Sign in as a user who holds the role, and do it there."),
            words(Reason.SESSION_ONLY, "It needs a signed-in person", "Sign in, and do it there."),
            words(
                    Reason.NOT_GRANTED,
                    "This token was not given it",
                    "Edit the token to give it the permission, or generate one that has it."),
            words(Reason.ROLE_MISSING, "It needs a role that you do not hold", "Ask an administrator for it."),
            words(
                    Reason.SWITCHED_OFF,
                    "It is switched off for all users",
                    "Ask the operator of the API whether it will be switched on."),
            words(
                    Reason.UNKNOWN_PERMISSION,
                    "The catalogue does not have it",
                    TELL + "the permission is misspelt, or Keyfob's settings do not name it."),
            words(
                    Reason.NO_RULE,
                    "No rule says what this address needs",
                    "Check the address for typos, encoded characters and double slashes. If it is right, tell the"
                            + " operator of the API: a rule is missing."),
            words(
                    Reason.NOT_SIGNED_IN,
                    "No access token was sent",
                    "Send one: Authorization: Bearer, a space, and the token."),
            words(Reason.TWO_TOKENS, "The request carries more than one token", "Send one token, in one header."),
            words(
                    Reason.QUERY_UNREADABLE,
                    "The query by which the proxy asks Keyfob is not encoded correctly",
                    TELL + "the address by which the proxy asks Keyfob is wrong."),
            words(
                    Reason.PERMISSION_UNREADABLE,
                    "The proxy names a permission that cannot be read",
                    TELL + "the permission by which the proxy asks Keyfob is empty or misspelt."),
            words(
                    Reason.TOO_MANY_REQUESTS,
                    "Too many wrong tokens come from this address",
                    "Find what sends them, and try again in a second."),
            words(
                    Reason.EXPIRED,
                    "The token had expired",
                    "Generate another token. One that ends soon can be extended or rotated on its page."),
            words(
                    Reason.POLICY_EXPIRED,
                    "The policy had ended the token",
                    "Generate another token. The form shows how long it can live."),
            words(Reason.IDLE_TOO_LONG, "The token was not used for too long", "Generate another token."),
            words(
                    Reason.REVOKED,
                    "The token was deleted",
                    "Generate another token, and put it where this one is still used."),
            words(
                    Reason.SUSPENDED,
                    "The token was suspended",
                    "Resume it on its page. If an administrator suspended it, ask an administrator."),
            words(
                    Reason.OWNER_DISABLED,
                    "The owner's account was disabled",
                    "Ask an administrator to enable the account."),
            words(
                    Reason.WRONG_NETWORK,
                    "The token was used from a network that is not allowed",
                    "Use the token from an allowed network, or edit it to allow this one."),
            words(
                    Reason.SUPERSEDED,
                    "The secret is an old one, which a rotation ended",
                    "Put the new secret where the old one is still used."),
            words(
                    Reason.REUSED,
                    "The secret is an old one, which a rotation ended",
                    "Find out who still has the old secret. If it was stolen, delete the token."));

    private static final ReasonExplanation ELSEWHERE = new ReasonExplanation(
            "The request was refused", "The answer that named this reason says what is wrong and what to do.");

    private static Map.Entry<Reason, ReasonExplanation> words(Reason reason, String why, String advice) {
        return entry(reason, new ReasonExplanation(why, advice));
    }

    /** Returns the words of a reason. For a reason that is not about tokens, they refer to the answer that named it. */
    public static ReasonExplanation of(Reason reason) {
        return OF_TOKENS.getOrDefault(reason, ELSEWHERE);
    }

    /** Returns the reasons for which a token is refused. */
    public static Stream<Reason> ofTokens() {
        return OF_TOKENS.keySet().stream();
    }

    public String text() {
        return why + ". " + advice;
    }
}
