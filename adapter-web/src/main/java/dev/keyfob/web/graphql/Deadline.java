package dev.keyfob.web.graphql;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time until which a request may begin new work. Work in progress is completed, so no change stops halfway. */
record Deadline(InstantSource clock, Instant end) {

    static final Duration LONGEST = Duration.ofSeconds(5);

    static Deadline from(InstantSource clock) {
        return new Deadline(clock, clock.instant().plus(LONGEST));
    }

    void check() {
        if (clock.instant().isAfter(end)) {
            throw RequestRefused.limit("The request took longer than " + LONGEST.toSeconds() + " s. Ask for less.");
        }
    }
}
