package dev.keyfob.application.token;

import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import java.util.Optional;

/** The changes to a token; an empty value leaves that part unchanged. */
public record TokenEdit(
        Optional<TokenName> name,
        Optional<Expiry> expiry,
        Optional<Narrowing> narrowing,
        Optional<Networks> networks,
        Optional<TokenNote> note) {

    /** Describes an edit that leaves the note unchanged. */
    public TokenEdit(
            Optional<TokenName> name,
            Optional<Expiry> expiry,
            Optional<Narrowing> narrowing,
            Optional<Networks> networks) {
        this(name, expiry, narrowing, networks, Optional.empty());
    }

    /** Describes an edit of only the name and the note. */
    public static TokenEdit ofWords(Optional<TokenName> name, Optional<TokenNote> note) {
        return new TokenEdit(name, Optional.empty(), Optional.empty(), Optional.empty(), note);
    }
}
