package dev.keyfob.domain.token;

import dev.keyfob.domain.user.User;

/** A token together with whose it is, and by which of its secrets it was found. */
public record OwnedToken(AccessToken token, User owner, ShownSecret shown) {

    /** Found by the secret that is in use. */
    public OwnedToken(AccessToken token, User owner) {
        this(token, owner, new ShownSecret.Current(token.digest()));
    }
}
