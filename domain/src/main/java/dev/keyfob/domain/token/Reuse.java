package dev.keyfob.domain.token;

import java.time.Instant;

/** When and from where a secret was used that nobody should have used any more. */
public record Reuse(Instant at, String address) {}
