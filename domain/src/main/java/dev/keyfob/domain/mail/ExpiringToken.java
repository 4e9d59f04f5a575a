package dev.keyfob.domain.mail;

import java.time.Instant;

/** A token that ends soon, as its owner's digest names it. */
public record ExpiringToken(String name, String hint, Instant expiresAt) {}
