package dev.keyfob.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.TokenEdit;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.verify.VerifyStories;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Administrators can get every detail about a token that was presented. */
class VerifyTokenApiTest extends VerifyStories {

    @Test
    void an_administrator_is_told_the_exact_cause() throws Exception {
        Map<String, String> unusable = unusable();
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        Map<String, String> causes = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : unusable.entrySet()) {
            JsonNode answer = JSON.readTree(explain(admin, each.getValue()).body());
            assertThat(answer.get("active").booleanValue()).isFalse();
            causes.put(each.getKey(), answer.get("reason").textValue());
        }

        assertThat(causes)
                .containsExactly(
                        Map.entry("malformed", "malformed"),
                        Map.entry("checksum", "malformed"),
                        Map.entry("unknown", "unknown_token"),
                        Map.entry("revoked", "revoked"),
                        Map.entry("expired", "expired"),
                        Map.entry("owner disabled", "owner_disabled"),
                        Map.entry("a client's secret", "unknown_token"));
    }

    @Test
    void of_a_good_token_too_and_it_is_no_use() throws Exception {
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);

        JsonNode answer = JSON.readTree(explain(admin, token.secret().reveal()).body());

        assertThat(answer.get("active").booleanValue()).isTrue();
        assertThat(answer.get("reason").isNull()).isTrue();
        assertThat(answer.get("record").get("name").textValue()).isEqualTo("Über CI");
        assertThat(answer.get("decisions").toString())
                .isEqualTo("{\"recipe:deploy\":{\"allowed\":false,\"reason\":\"role_bound\"}}");
        assertThat(answer.toString()).doesNotContain(token.secret().reveal());
        assertThat(keyfob.useCases
                        .tokens
                        .showToken
                        .show(keyfob.operator, token.token().id())
                        .lastUsedAt())
                .isEmpty();
    }

    @Test
    void as_it_would_be_decided_at_an_address() throws Exception {
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        String secret = token.secret().reveal();
        keyfob.useCases.tokens.editToken.edit(
                keyfob.signedIn(keyfob.alice),
                token.token().id(),
                new TokenEdit(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Networks.parse("203.0.113.0/24")),
                        Optional.empty()));

        JsonNode outside = JSON.readTree(
                explain(admin, Map.of("token", secret, "address", "192.0.2.1")).body());
        JsonNode within = JSON.readTree(explain(admin, Map.of("token", secret, "address", "203.0.113.7"))
                .body());
        HttpResponse<String> nowhere = explain(admin, Map.of("token", secret, "address", "203.0.113.0/24"));

        assertThat(outside.get("reason").textValue()).isEqualTo("wrong_network");
        assertThat(outside.get("rate_limited").booleanValue()).isFalse();
        assertThat(within.get("active").booleanValue()).isTrue();
        assertThat(JSON.readTree(explain(admin, secret).body())
                        .get("rate_limited")
                        .isNull())
                .isTrue();
        assertThat(nowhere.statusCode()).isEqualTo(422);
        assertThat(nowhere.body()).contains("network_unreadable", "Give one IP address");
    }

    private HttpResponse<String> explain(Visitor visitor, String secret) throws Exception {
        return explain(visitor, Map.of("token", secret, "permissions", List.of("recipe:deploy")));
    }

    private HttpResponse<String> explain(Visitor visitor, Map<String, Object> body) throws Exception {
        return visitor.send(visitor.to("/api/v1/tokens/verify")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }
}
