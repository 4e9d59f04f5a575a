package dev.keyfob.domain.user;

import java.time.Instant;

/**
 * A former address of an account. Other programs may still identify the user by it, so no other account can have it
 * until an administrator frees it.
 */
public record ReservedEmail(Email email, UserId user, Instant since) {}
