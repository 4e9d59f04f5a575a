package dev.keyfob.application.port;

import dev.keyfob.domain.token.TokenName;

/** Which names a reader would take for one another, such as {@code CI} and one that is written with a Cyrillic letter. */
public interface NameLikeness {

    /** Unicode Technical Standard 39, section 4. Two names that differ in case alone look alike too. */
    boolean areAlike(TokenName one, TokenName other);
}
