package dev.keyfob.bench;

import java.util.List;

/**
 * What callers know about the rows that were stored.
 *
 * @param secrets of a sample of the tokens, spread over all of them
 * @param ownerSessions cookies of people who own as many tokens as everybody
 * @param newcomerSessions cookies of people who own none yet
 */
record Seeded(
        List<String> secrets,
        List<String> ownerSessions,
        List<String> newcomerSessions,
        String clientId,
        String clientSecret) {}
