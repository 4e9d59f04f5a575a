package dev.keyfob.domain.token;

import java.time.Instant;

/** When something was done to a token, and the name that the actor had then. */
public record Stamp(Instant at, String by) {}
