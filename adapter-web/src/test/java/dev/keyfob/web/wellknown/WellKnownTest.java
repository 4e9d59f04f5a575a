package dev.keyfob.web.wellknown;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Discovery;
import dev.keyfob.web.SampleWebConfig;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import dev.keyfob.web.signin.Carrier;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The documents at well-known addresses. */
class WellKnownTest {

    private static final String OF_API = "https://api.example.com/.well-known/oauth-protected-resource";
    private static final String ANNOUNCED =
            ", resource_metadata=\"http://localhost:8080/.well-known/oauth-protected-resource\"";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    private WebServer serve(Discovery discovery) {
        return SampleWebConfig.of(keyfob)
                .carriers(EnumSet.of(Carrier.BEARER, Carrier.BASIC))
                .discovery(discovery)
                .serve();
    }

    // RFC 9728 sections 2 and 3.3: the resource is the address from which the document's address is derived.
    @Test
    void the_resource_is_described_and_no_authorization_server_is_promised() throws Exception {
        try (WebServer server = serve(Discovery.standard())) {
            HttpResponse<String> answer = new Visitor(server).get("/.well-known/oauth-protected-resource");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/json");
            assertThat(new ObjectMapper().readTree(answer.body())).isEqualTo(new ObjectMapper().readTree("""
                    {"resource": "http://localhost:8080", "resource_name": "Keyfob",
                     "bearer_methods_supported": ["header"],
                     "resource_documentation": "http://localhost:8080/docs/http-api"}"""));
            assertThat(new Visitor(server).get("/docs/http-api").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void nothing_is_announced_and_nobody_named_where_nothing_is_set() throws Exception {
        try (WebServer server = serve(Discovery.standard())) {
            Visitor caller = new Visitor(server);

            assertThat(caller.get("/.well-known/security.txt").statusCode()).isEqualTo(404);
            for (String path : List.of("/api/v1/tokens/self", "/auth/check")) {
                assertThat(caller.get(path).headers().allValues("WWW-Authenticate"))
                        .containsExactly("Bearer realm=\"keyfob\"");
            }
        }
    }

    @Test
    void a_challenge_names_the_metadata_of_the_apis_that_it_is_about() throws Exception {
        try (WebServer server = serve(new Discovery(true, Optional.of(OF_API), List.of()))) {
            Visitor caller = new Visitor(server);
            String token = keyfob.tokenOf(keyfob.alice, "CI").secret().reveal();
            String bearer = "Bearer realm=\"keyfob\"";
            String ofApi = ", resource_metadata=\"" + OF_API + "\"";

            assertThat(challenge(caller.get("/api/v1/tokens/self"))).isEqualTo(bearer + ANNOUNCED);
            assertThat(challenge(caller.get("/api/v1/tokens/self", Map.of("Authorization", "Bearer none"))))
                    .isEqualTo(bearer + ", error=\"invalid_token\"" + ANNOUNCED);
            assertThat(challenge(caller.send(caller.to("/graphql")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"query\":\"{ currentUser { email } }\"}")))))
                    .isEqualTo(bearer + ANNOUNCED);
            assertThat(challenge(caller.get("/auth/check"))).isEqualTo(bearer + ofApi);
            assertThat(challenge(caller.get("/auth/check?challenge=basic")))
                    .isEqualTo("Basic realm=\"keyfob\", " + bearer + ofApi);
            assertThat(challenge(caller.get(
                            "/auth/check?permission=recipe:deploy", Map.of("Authorization", "Bearer " + token))))
                    .isEqualTo(bearer + ", error=\"insufficient_scope\"" + ofApi);
        }
    }

    // RFC 9116
    @Test
    void whoever_finds_a_weakness_is_told_whom_to_tell() throws Exception {
        try (WebServer server = serve(new Discovery(
                false, Optional.empty(), List.of("mailto:security@example.com", "https://example.com/security")))) {
            for (int day = 0; day < 3; day++) {
                HttpResponse<String> answer = new Visitor(server).get("/.well-known/security.txt");

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .isEqualToIgnoringWhitespace("text/plain;charset=utf-8");
                assertThat(answer.body()
                                .lines()
                                .filter(line -> !line.startsWith("Expires: "))
                                .toList())
                        .containsExactly(
                                "Contact: mailto:security@example.com",
                                "Contact: https://example.com/security",
                                "Preferred-Languages: en",
                                "Canonical: http://localhost:8080/.well-known/security.txt");
                Instant expires = Instant.parse(answer.body()
                        .lines()
                        .filter(line -> line.startsWith("Expires: "))
                        .findFirst()
                        .orElseThrow()
                        .substring(9));
                assertThat(expires)
                        .isBetween(
                                keyfob.clock.instant().plus(Duration.ofDays(28)),
                                keyfob.clock.instant().plus(Duration.ofDays(31)));
                keyfob.clock.advance(Duration.ofHours(23));
            }
        }
    }

    private static String challenge(HttpResponse<String> answer) {
        List<String> challenges = answer.headers().allValues("WWW-Authenticate");
        assertThat(challenges).hasSize(1);
        return challenges.get(0);
    }
}
