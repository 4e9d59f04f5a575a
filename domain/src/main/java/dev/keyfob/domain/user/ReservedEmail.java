package dev.keyfob.domain.user;

import java.time.Instant;

/**
 * An address that an account had before. Programs may still know its owner by it, so no other account gets it until an
 * administrator frees it.
 */
public record ReservedEmail(Email email, UserId user, Instant since) {}
