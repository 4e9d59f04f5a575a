package dev.keyfob.application.token;

import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenRestrictions;
import dev.keyfob.domain.user.Email;

/** The parameters of a new token. */
public record NewToken(Email owner, TokenName name, TokenNote note, Expiry expiry, TokenRestrictions restrictions) {

    /** Describes a token without a note that is usable from everywhere. */
    public NewToken(Email owner, TokenName name, Expiry expiry, Narrowing narrowing) {
        this(owner, name, TokenNote.none(), expiry, new TokenRestrictions(narrowing, Networks.any()));
    }
}
