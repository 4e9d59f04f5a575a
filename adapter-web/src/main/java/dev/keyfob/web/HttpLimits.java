package dev.keyfob.web;

import java.time.Duration;

/**
 * The limits of connections from the settings: the size of a request's first line and headers in bytes, at
 * {@code /auth/check} and elsewhere, and how long a connection is kept open between two requests.
 */
public record HttpLimits(int largestHeader, int largestCheckedHeader, Duration idle) {}
