package dev.keyfob.web;

import java.time.Duration;

/**
 * What the settings say of connections: how many bytes the head of a request may have, at {@code /auth/check} and
 * elsewhere, and for how long a connection is kept open between two requests.
 */
public record HttpLimits(int largestHeader, int largestCheckedHeader, Duration idle) {}
