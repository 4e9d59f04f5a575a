package dev.keyfob.domain.token;

import dev.keyfob.domain.user.Email;

/** The number of tokens of one owner. */
public record OwnerCount(Email owner, long tokens) {}
