package dev.keyfob.persistence.store;

/**
 * The use of the connection pool: active connections, idle ones, threads that wait for one, and the size of the pool.
 */
public record PoolUse(int active, int idle, int waiting, int most) {}
