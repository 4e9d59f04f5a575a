package dev.keyfob.domain.user;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;

/**
 * The identity of a user at an identity provider: the issuer and its permanent id for the user (OpenID Connect Core
 * section 5.7). Never the e-mail address, which can pass to another person.
 */
public record Identity(String issuer, String subject) {

    private static final int LONGEST = 255;
    private static final String PROXY = "proxy";

    public Identity {
        if (!isWellFormed(issuer) || !isWellFormed(subject)) {
            throw new IllegalArgumentException("an identity has an issuer and a subject of at most 255 characters");
        }
    }

    /**
     * Parses what an operator typed, which must be exactly as the provider writes both parts.
     *
     * @throws Refusal IDENTITY_UNREADABLE
     */
    public static Identity parse(String issuer, String subject) {
        if (!isWellFormed(issuer) || !isWellFormed(subject)) {
            throw new Refusal(
                    Reason.IDENTITY_UNREADABLE,
                    "An identity has an issuer and a subject of 1 to " + LONGEST + " characters each. The audit log"
                            + " shows both for a refused sign-in.");
        }
        return new Identity(issuer, subject);
    }

    private static boolean isWellFormed(String part) {
        return !part.isBlank() && part.length() <= LONGEST;
    }

    /**
     * Returns the identity of a user whom a trusted proxy authenticated. The proxy identifies users only by address.
     */
    public static Identity byProxy(Email email) {
        return new Identity(PROXY, email.value());
    }

    /** Whether a proxy, and not an identity provider, authenticated the user. */
    public boolean isOfProxy() {
        return issuer.equals(PROXY);
    }

    @Override
    public String toString() {
        return "subject " + subject + " of " + issuer;
    }
}
