package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.webhook.WebhookWithSecret;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.WebhookUrl;
import dev.keyfob.web.assets.Assets;
import dev.keyfob.web.html.Links;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.server.Audience;
import io.javalin.http.HandlerType;
import java.net.URLDecoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every change by an administrator requires a sign-in of the last 15 minutes, on every page that changes anything. */
class FreshAdministrationTest {

    /** The only form for administrators that changes nothing. */
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
        return routes().filter(FreshAdministrationTest::changes)
                .map(route -> filled(route.path()))
                .toList();
    }

    private static boolean changes(Route route) {
        return route.method() != HandlerType.GET && !route.path().equals(SEARCH);
    }

    private Stream<Route> routes() {
        Templates templates = new Templates(new Links("", "", "", true));
        return Routes.of(SampleWebConfig.of(keyfob).demo(true).build(), keyfob.useCases, templates, new Assets())
                .stream()
                .filter(route -> route.audience() == Audience.ADMINISTRATION);
    }

    private String filled(String path) {
        return path.replaceAll("\\{[a-z]+}", keyfob.bob.id().toString());
    }

    private static Map<String, String> form(Visitor person) throws Exception {
        return Map.of(
                "form_token", Visitor.field(person.get("/settings/profile").body(), "form_token"));
    }

    private Visitor admin() throws Exception {
        return new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
    }

    @Test
    void after_the_sign_in_the_selection_and_the_list_are_there_again() throws Exception {
        Visitor admin = admin();
        String token = keyfob.tokenOf(keyfob.bob, "Backup").token().id().toString();
        Map<String, String> form = new HashMap<>(form(admin));
        form.put("token", token);
        keyfob.clock.advance(Duration.ofMinutes(20));

        String next = next(admin.post("/admin/tokens/delete?search=back&sort=name", form));

        assertThat(next).isEqualTo("/admin/tokens/delete?search=back&sort=name&token=" + token);
        assertThat(admin.get(next).body()).contains("Delete 1 token?", "Backup");
    }

    @Test
    void a_hundred_selected_tokens_are_selected_again() throws Exception {
        Visitor admin = admin();
        String tokens =
                Stream.generate(() -> TokenId.random().toString()).limit(100).collect(Collectors.joining("&token="));
        String csrfToken = form(admin).get("form_token");
        keyfob.clock.advance(Duration.ofMinutes(20));

        HttpResponse<String> answer = admin.send(admin.to("/admin/tokens/delete")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("form_token=" + csrfToken + "&token=" + tokens)));

        assertThat(next(answer)).isEqualTo("/admin/tokens/delete?token=" + tokens);
        assertThat(Visitor.field(
                        admin.get(answer.headers().firstValue("Location").orElseThrow())
                                .body(),
                        "next"))
                .hasSizeGreaterThan(4000);
    }

    @Test
    void after_the_sign_in_the_changes_of_the_policy_are_asked_about_again() throws Exception {
        Visitor admin = admin();
        Map<String, String> form = new HashMap<>(form(admin));
        form.put("longest_life", "90d");
        keyfob.clock.advance(Duration.ofMinutes(20));

        String next = next(admin.post("/admin/policy", form));

        assertThat(next).isEqualTo("/admin/policy/preview?longest_life=90d");
        assertThat(admin.get(next).body()).contains("Change the policy?", "90d");
    }

    @Test
    void after_the_sign_in_a_delivery_is_shown_again() throws Exception {
        Visitor admin = admin();
        Delivery delivery = delivery();
        Map<String, String> form = form(admin);
        keyfob.clock.advance(Duration.ofMinutes(20));

        String next = next(admin.post("/admin/webhooks/deliveries/" + delivery.id() + "/retry", form));

        assertThat(next).isEqualTo("/admin/webhooks/deliveries/" + delivery.id());
        assertThat(admin.get(next).statusCode()).isEqualTo(200);
    }

    @Test
    void a_search_that_outlived_its_session_is_made_after_the_sign_in_unless_it_holds_a_secret() throws Exception {
        Visitor stranger = new Visitor(server);
        String secret = keyfob.tokenOf(keyfob.bob, "Backup").secret().reveal();

        String next = next(stranger.post(SEARCH, Map.of("search", "back", "sort", "name")));
        String withoutSecret = next(stranger.post(SEARCH, Map.of("search", secret)));

        assertThat(next).isEqualTo("/admin/tokens?search=back&sort=name");
        assertThat(withoutSecret).isEqualTo("/admin/tokens");
        assertThat(admin().get(next).statusCode()).isEqualTo(200);
    }

    @Test
    void every_form_is_come_back_to_at_a_page_that_is_there() throws Exception {
        Visitor admin = admin();
        Map<String, String> form = form(admin);
        Set<String> pages = routes().filter(route -> route.method() == HandlerType.GET)
                .map(Route::path)
                .collect(Collectors.toSet());
        keyfob.clock.advance(Duration.ofMinutes(20));

        for (Route route : routes().filter(FreshAdministrationTest::changes).toList()) {
            String path = filled(route.path());
            String page = next(admin.post(path, form)).replaceFirst("\\?.*", "");
            assertThat(pages.stream().map(FreshAdministrationTest.this::filled))
                    .as(path)
                    .contains(page);
        }
    }

    @Test
    void graphql_refuses_what_is_another_persons_by_a_reason_of_its_own() throws Exception {
        Visitor admin = admin();
        CreatedToken others = keyfob.tokenOf(keyfob.bob, "Backup");
        CreatedToken own = keyfob.tokenOf(keyfob.admin, "Laptop");
        keyfob.clock.advance(Duration.ofMinutes(15));

        String revoked = mutate(admin, "revokeAllAccessTokens(email: \\\"bob@example.com\\\")");
        String disabled = mutate(admin, "deleteUser(email: \\\"bob@example.com\\\")");

        assertThat(List.of(revoked, disabled))
                .allSatisfy(answer -> assertThat(answer)
                        .contains(
                                "\"code\":\"FORBIDDEN\"",
                                "\"reason\":\"sign_in_too_old\"",
                                "a sign-in of the last 15 minutes"));
        assertThat(keyfob.users.find(keyfob.bob.id()).orElseThrow().isEnabled()).isTrue();
        assertThat(keyfob.use(others.secret())).isTrue();
        assertThat(mutate(admin, "revokeAccessToken(id: \\\"" + own.token().id() + "\\\")"))
                .as("their own")
                .contains("true");
    }

    private static String mutate(Visitor person, String mutation) throws Exception {
        return person.send(person.to("/graphql")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"query\":\"mutation { " + mutation + " }\"}")))
                .body();
    }

    private Delivery delivery() {
        WebhookWithSecret added = keyfob.useCases.webhooks.addWebhook.add(
                keyfob.operator, new WebhookUrl("https://hooks.example.com/"), EnumSet.of(EventType.USER_DISABLED));
        return keyfob.useCases.webhooks.pingWebhook.ping(
                keyfob.operator, added.webhook().id());
    }

    /** Returns the page to which the requested sign-in leads. */
    private static String next(HttpResponse<String> answer) {
        String signIn = answer.headers().firstValue("Location").orElseThrow();
        assertThat(signIn).startsWith("/sign-in?next=");
        String next = signIn.substring("/sign-in?next=".length()).replaceFirst("&why=.*", "");
        return URLDecoder.decode(next, StandardCharsets.UTF_8);
    }
}
