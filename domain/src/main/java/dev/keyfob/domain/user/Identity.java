package dev.keyfob.domain.user;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;

/**
 * Who somebody is at an identity provider: its issuer and its own, unchanging name for them (OpenID Connect Core
 * section 5.7). Never the e-mail address, which changes hands.
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
     * Reads what an operator typed, exactly as the provider writes both.
     *
     * @throws Refusal IDENTITY_UNREADABLE
     */
    public static Identity parse(String issuer, String subject) {
        if (!isWellFormed(issuer) || !isWellFormed(subject)) {
            throw new Refusal(
                    Reason.IDENTITY_UNREADABLE,
                    "An identity has an issuer and a subject of 1 to " + LONGEST + " characters each. The audit log"
                            + " names both where a sign-in was refused.");
        }
        return new Identity(issuer, subject);
    }

    private static boolean isWellFormed(String part) {
        return !part.isBlank() && part.length() <= LONGEST;
    }

    /** Who a trusted proxy says is there: it has no other name for a person than the address. */
    public static Identity byProxy(Email email) {
        return new Identity(PROXY, email.value());
    }

    /** Did a proxy say who is there, and no provider? */
    public boolean isOfProxy() {
        return issuer.equals(PROXY);
    }

    @Override
    public String toString() {
        return "subject " + subject + " of " + issuer;
    }
}
