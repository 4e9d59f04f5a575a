package dev.keyfob.domain.token;

import dev.keyfob.domain.user.User;

/** A token together with whose it is. */
public record OwnedToken(AccessToken token, User owner) {}
