package dev.keyfob.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The filters and orders of the pages, by REST and GraphQL. */
class TokenFiltersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, true);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void rest_filters_by_use_expiry_and_several_states() throws Exception {
        Visitor alice = withThreeTokens();

        assertThat(rest(alice, "unused=never")).isEqualTo("Quiet Ended");
        assertThat(rest(alice, "unused=7")).isEqualTo("Quiet Used Ended");
        assertThat(rest(alice, "unused=9")).isEqualTo("Quiet Ended");
        assertThat(rest(alice, "expiring=366")).isEqualTo("Quiet Used");
        assertThat(rest(alice, "expiring=19")).isEmpty();
        assertThat(rest(alice, "state=active&state=revoked")).isEqualTo("Quiet Used Ended");
        assertThat(rest(alice, "state=suspended&state=revoked")).isEqualTo("Ended");
    }

    @Test
    void rest_sorts_by_name_and_last_use() throws Exception {
        Visitor alice = withThreeTokens();

        assertThat(rest(alice, "sort=name&state=active")).isEqualTo("Quiet Used");
        assertThat(rest(alice, "sort=-last_used_at&state=active")).isEqualTo("Used Quiet");
    }

    @Test
    void the_next_page_asks_for_the_same_states() throws Exception {
        Visitor alice = withThreeTokens();

        String link = alice.get("/api/v1/tokens?limit=1&state=active&state=suspended")
                .headers()
                .firstValue("Link")
                .orElseThrow();

        assertThat(link).contains("state=active&state=suspended");
    }

    @Test
    void graphql_has_the_same() throws Exception {
        Visitor alice = withThreeTokens();

        assertThat(graphQl(alice, "where: {neverUsed: true}")).isEqualTo("Quiet");
        assertThat(graphQl(alice, "where: {neverUsed: false}")).isEqualTo("Used");
        assertThat(graphQl(alice, "where: {unusedForDays: 9}")).isEqualTo("Quiet");
        assertThat(graphQl(alice, "orderBy: [{field: DESCRIPTION}]")).isEqualTo("Quiet Used");
        assertThat(graphQl(alice, "orderBy: [{field: LAST_USED, direction: DESC}]"))
                .isEqualTo("Used Quiet");
    }

    /**
     * Creates a token that was used eight days ago, one that was never used, and a revoked one, all created ten days
     * ago.
     */
    private Visitor withThreeTokens() throws Exception {
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, keyfob.tokenOf(keyfob.alice, "Ended").token().id());
        keyfob.clock.advance(Duration.ofSeconds(1));
        CreatedToken used = keyfob.tokenOf(keyfob.alice, "Used");
        keyfob.clock.advance(Duration.ofSeconds(1));
        keyfob.tokenOf(keyfob.alice, "Quiet");
        keyfob.clock.advance(Duration.ofDays(2));
        keyfob.bearer(used);
        keyfob.useCases.recentUses.flush();
        keyfob.clock.advance(Duration.ofDays(8));
        return new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }

    private static String rest(Visitor person, String query) throws Exception {
        JsonNode answer = JSON.readTree(person.get("/api/v1/tokens?" + query).body());
        return String.join(" ", answer.get("items").findValuesAsText("name"));
    }

    private static String graphQl(Visitor person, String arguments) throws Exception {
        String query = "{ currentUser { tokens(" + arguments + ") { edges { node { description } } } } }";
        String body = JSON.writeValueAsString(JSON.createObjectNode().put("query", query));
        JsonNode answer = JSON.readTree(person.send(person.to("/graphql")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)))
                .body());
        return String.join(" ", answer.findValuesAsText("description"));
    }
}
