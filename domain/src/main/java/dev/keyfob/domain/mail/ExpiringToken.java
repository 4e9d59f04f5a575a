package dev.keyfob.domain.mail;

import java.time.Instant;

/** A token that expires soon, as its owner's digest shows it. */
public record ExpiringToken(String name, String hint, Instant expiresAt) {}
