package dev.keyfob.persistence.store;

/** The connections to the database: those at work, those at rest, who waits for one, and how many there may be. */
public record PoolUse(int active, int idle, int waiting, int most) {}
