package dev.keyfob.domain.mail;

import java.time.Instant;

/**
 * Tokens to warn of, so many days before their end: those that end after the first time and not after the second, and
 * were created more than so many days before their end.
 */
public record DigestWindow(int days, Instant after, Instant until) {}
