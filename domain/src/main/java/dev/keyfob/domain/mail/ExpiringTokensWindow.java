package dev.keyfob.domain.mail;

import java.time.Instant;

/**
 * The tokens to warn of this number of days before they expire: those that expire after {@code after} and not after
 * {@code until}, and were created more than that number of days before their expiry.
 */
public record ExpiringTokensWindow(int days, Instant after, Instant until) {}
