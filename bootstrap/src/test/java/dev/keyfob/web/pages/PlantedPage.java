package dev.keyfob.web.pages;

import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.web.WebServer;
import dev.keyfob.web.graphql.GraphQlEndpoint;
import java.time.Instant;
import java.util.Random;

/**
 * Breaks: web_and_cli_go_through_use_cases, pages_ignore_graphql, secrets_are_revealed_in_named_places_only,
 * refusals_are_translated_once_per_adapter, time_comes_from_the_clock, only_the_cli_prints, no_guessable_randomness,
 * packages_do_not_go_in_circles.
 */
record PlantedPage(Users users, GraphQlEndpoint endpoint, WebServer server) {

    int statusOf(Reason reason, TokenSecret secret) {
        System.out.println(secret.reveal() + Instant.now());
        return switch (reason) {
            case REVOKED -> 401;
            default -> new Random().nextInt();
        };
    }
}
