package dev.keyfob.domain.token;

import java.time.Instant;

/** When and from where a secret was used after it should no longer be in use. */
public record Reuse(Instant at, String address) {}
