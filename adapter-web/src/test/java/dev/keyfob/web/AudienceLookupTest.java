package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.assets.Assets;
import dev.keyfob.web.html.Links;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.server.Audience;
import io.javalin.http.HandlerType;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audience of a path is defined only by its route. */
class AudienceLookupTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final List<Route> routes = Routes.of(
            SampleWebConfig.of(keyfob).demo(true).build(),
            keyfob.useCases,
            new Templates(new Links("", "", "", true)),
            new Assets());

    @ParameterizedTest
    @CsvSource({
        "/, PEOPLE",
        "/settings/access-token/1/edit, PEOPLE",
        "/openapi.json, PEOPLE",
        "/admin/audit, ADMINISTRATION",
        "/admin/tokens/1, ADMINISTRATION",
        "/api/v1/tokens/1/rotate, PROGRAMS",
        "/graphql, GRAPHQL",
        "/auth/check, VERIFICATION",
        "/auth/check/any/path, VERIFICATION",
        "/oauth2/introspect, VERIFICATION",
        "/health/live, HEALTH"
    })
    void the_path_of_a_route_serves_whom_its_row_names(String path, Audience audience) {
        assertThat(new AudienceLookup(routes).of(path)).isEqualTo(audience);
    }

    @ParameterizedTest
    @CsvSource({
        "/nowhere, PEOPLE",
        "/metrics, PEOPLE",
        "//graphql, PEOPLE",
        "/API/v1/tokens, PEOPLE",
        "/apis, PEOPLE",
        "/admin/nowhere, PEOPLE",
        "/api, PROGRAMS",
        "/api/v1/nowhere, PROGRAMS",
        "/graphql/, PROGRAMS",
        "/auth/graphql, PROGRAMS",
        "/auth/checks, PROGRAMS",
        "/oauth2/nowhere, PROGRAMS",
        "/health/nowhere, PROGRAMS"
    })
    void a_path_without_a_route_serves_people_or_programs_as_its_neighbours_do(String path, Audience audience) {
        assertThat(new AudienceLookup(routes).of(path)).isEqualTo(audience);
    }

    @Test
    void no_path_at_all_serves_people() {
        assertThat(new AudienceLookup(routes).of(null)).isEqualTo(Audience.PEOPLE);
    }

    @Test
    void two_routes_with_one_first_segment_are_both_for_people_or_both_for_programs() {
        List<Route> torn = List.of(route(Audience.PEOPLE, "/reports"), route(Audience.PROGRAMS, "/reports/{id}"));

        assertThatThrownBy(() -> new AudienceLookup(torn))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/reports/{id}");
    }

    @Test
    void programs_are_refused_in_json_and_people_by_a_page() throws Exception {
        try (WebServer server = Visitor.serve(keyfob, true)) {
            Visitor stranger = new Visitor(server);
            for (Route route : routes) {
                if (route.path().startsWith("/auth/check")) {
                    continue;
                }
                HttpResponse<String> refused =
                        stranger.send(stranger.to(route.path().replaceAll("[{}]", ""))
                                .method("PUT", HttpRequest.BodyPublishers.noBody()));

                assertThat(refused.statusCode()).as(route.path()).isEqualTo(405);
                assertThat(refused.headers().firstValue("Content-Type").orElseThrow())
                        .as(route.path())
                        .startsWith(
                                switch (route.audience().format()) {
                                    case PAGE -> "text/html";
                                    case PROBLEM -> "application/problem+json";
                                    case GRAPHQL -> "application/json";
                                });
            }
        }
    }

    private static Route route(Audience audience, String path) {
        return new Route.Framed(audience, HandlerType.GET, path, Access.OPEN, List.of("GET", "HEAD"), ctx -> {});
    }
}
