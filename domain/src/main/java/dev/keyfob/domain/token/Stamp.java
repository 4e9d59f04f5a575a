package dev.keyfob.domain.token;

import java.time.Instant;

/** When something was done to a token, and by whom: the name that the doer had then. */
public record Stamp(Instant at, String by) {}
