package dev.keyfob.persistence.cache;

/**
 * How a cache was used since the start.
 *
 * @param name what it keeps
 * @param hits answered from memory
 * @param misses read from the database, since memory did not have it
 * @param unheard read from the database, since changes by other nodes did not arrive
 */
public record CacheUse(String name, long hits, long misses, long unheard) {}
