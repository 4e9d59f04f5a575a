package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.assets.Assets;
import dev.keyfob.web.html.Links;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.server.Audience;
import io.javalin.http.HandlerType;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What administrators change asks for a sign-in of the last quarter of an hour, on every page that changes anything. */
class FreshAdministrationTest {

    /** The one form of administrators that changes nothing. */
    private static final String SEARCH = "/admin/tokens/search";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, true);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void no_change_is_made_a_quarter_of_an_hour_after_the_sign_in() throws Exception {
        Visitor admin = admin();
        Map<String, String> form = form(admin);
        keyfob.clock.advance(Duration.ofMinutes(15));

        List<String> changing = changing();

        assertThat(changing).hasSizeGreaterThan(8);
        for (String path : changing) {
            HttpResponse<String> answer = admin.post(path, form);
            assertThat(answer.statusCode()).as(path).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location").orElse(""))
                    .as(path)
                    .startsWith("/sign-in?next=%2Fadmin")
                    .endsWith("&why=fresh");
        }
        assertThat(keyfob.users.find(keyfob.bob.id()).orElseThrow().isEnabled()).isTrue();
        assertThat(admin.get("/admin/users").statusCode()).isEqualTo(200);
    }

    @Test
    void shortly_before_it_is_made() throws Exception {
        Visitor admin = admin();
        Map<String, String> form = form(admin);
        keyfob.clock.advance(Duration.ofMinutes(15).minusSeconds(1));

        HttpResponse<String> answer = admin.post("/admin/users/" + keyfob.bob.id() + "/disable", form);

        assertThat(answer.headers().firstValue("Location").orElse("")).startsWith("/admin/users/");
        assertThat(keyfob.users.find(keyfob.bob.id()).orElseThrow().isEnabled()).isFalse();
    }

    @Test
    void the_page_says_why_and_leads_back_to_the_change() throws Exception {
        Visitor admin = admin();
        Map<String, String> form = form(admin);
        keyfob.clock.advance(Duration.ofMinutes(20));
        String disable = "/admin/users/" + keyfob.bob.id() + "/disable";
        String signIn =
                admin.post(disable, form).headers().firstValue("Location").orElseThrow();

        String page = admin.get(signIn).body();
        HttpResponse<String> back = admin.post(
                "/sign-in",
                Map.of(
                        "form_token",
                        Visitor.field(page, "form_token"),
                        "next",
                        Visitor.field(page, "next"),
                        "email",
                        "admin@example.com",
                        "password",
                        InMemoryKeyfob.ADMIN_PASSWORD));

        assertThat(page).contains("Sign in again", "value=\"admin@example.com\"");
        assertThat(back.headers().firstValue("Location")).contains(disable);
        assertThat(admin.post(disable, form(admin))
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .startsWith("/admin/users/");
    }

    @Test
    void whoever_lacks_the_role_is_told_that_and_not_sent_to_sign_in() throws Exception {
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        Map<String, String> form = form(alice);
        keyfob.clock.advance(Duration.ofMinutes(20));

        HttpResponse<String> answer = alice.post("/admin/users/" + keyfob.bob.id() + "/disable", form);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("You need the administrator role.");
    }

    @Test
    void whoever_gives_or_takes_a_way_into_their_own_account_signs_in_freshly() throws Exception {
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        Map<String, String> form = form(alice);
        keyfob.clock.advance(Duration.ofMinutes(15));

        for (String path : List.of("/settings/profile/link/company", "/settings/profile/identities/unlink")) {
            assertThat(alice.post(path, form).headers().firstValue("Location").orElse(""))
                    .as(path)
                    .startsWith("/sign-in?next=")
                    .endsWith("&why=fresh");
        }
    }

    @Test
    void looking_for_tokens_asks_for_no_fresh_sign_in() throws Exception {
        Visitor admin = admin();
        keyfob.clock.advance(Duration.ofMinutes(20));

        HttpResponse<String> answer =
                admin.post(SEARCH, Map.of("form_token", form(admin).get("form_token"), "search", "backup"));

        assertThat(answer.headers().firstValue("Location").orElse("")).startsWith("/admin/tokens?search=backup");
    }

    private List<String> changing() {
        Templates templates = new Templates(new Links("", "", "", true));
        return Routes.of(Visitor.config(keyfob, true), keyfob.useCases, templates, new Assets()).stream()
                .filter(route -> route.audience() == Audience.ADMINISTRATION && route.method() != HandlerType.GET)
                .filter(route -> !route.path().equals(SEARCH))
                .map(route ->
                        route.path().replaceAll("\\{[a-z]+}", keyfob.bob.id().toString()))
                .toList();
    }

    private static Map<String, String> form(Visitor person) throws Exception {
        return Map.of(
                "form_token", Visitor.field(person.get("/settings/profile").body(), "form_token"));
    }

    private Visitor admin() throws Exception {
        return new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
    }
}
