package dev.keyfob.persistence.cache;

/**
 * How a cache was used since the start.
 *
 * @param name what it contains
 * @param hits answered from the cache
 * @param misses read from the database because the cache did not have it
 * @param untrusted read from the database because changes by other nodes did not arrive
 */
public record CacheStats(String name, long hits, long misses, long untrusted) {}
