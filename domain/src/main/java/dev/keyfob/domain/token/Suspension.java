package dev.keyfob.domain.token;

/** A suspension of a token, and whether it was the owner's own. Owners may end only their own. */
public record Suspension(Stamp stamp, boolean isByOwner) {}
