package dev.keyfob.domain.token;

import dev.keyfob.domain.user.Email;

/** How many tokens one owner has. */
public record OwnerCount(Email owner, long tokens) {}
