package dev.keyfob.domain.user;

/**
 * Who somebody is at an identity provider: its issuer and its own, unchanging name for them (OpenID Connect Core section
 * 5.7). Never the e-mail address, which changes hands.
 */
public record Identity(String issuer, String subject) {

    private static final int LONGEST = 255;

    public Identity {
        if (issuer.isBlank() || subject.isBlank() || issuer.length() > LONGEST || subject.length() > LONGEST) {
            throw new IllegalArgumentException("an identity has an issuer and a subject of at most 255 characters");
        }
    }
}
