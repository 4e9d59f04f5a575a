package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import dev.keyfob.web.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningInTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_right_password_opens_a_session() throws Exception {
        HttpResponse<String> form = send(to("/sign-in"));
        String cookie = form.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        String token = csrfToken(form);

        HttpResponse<String> answer =
                send(post("form_token=" + token + "&email=alice%40example.com&password=alice+likes+green+tea")
                        .header("Cookie", cookie));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(set -> set.startsWith("keyfob_session=") && set.contains("HttpOnly"));
    }

    // Attackers guess from many addresses, including the owner's own.
    @Test
    void a_browser_that_signed_in_before_gets_in_amid_the_failures_of_others() throws Exception {
        Visitor owner = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        String device = owner.cookies().get("keyfob_device");
        for (int i = 0; i < 10; i++) {
            guess(new Visitor(server), "198.51.100." + i);
            guess(new Visitor(server), "203.0.113.9");
        }

        HttpResponse<String> withoutDevice = guess(new Visitor(server), "203.0.113.9");
        Visitor again = new Visitor(server);
        again.cookies().put("keyfob_device", device);
        HttpResponse<String> withDevice = attempt(again, "203.0.113.9", InMemoryKeyfob.ALICE_PASSWORD);

        assertThat(withoutDevice.statusCode()).isEqualTo(429);
        assertThat(withDevice.statusCode()).isEqualTo(303);
        assertThat(withDevice.headers().allValues("Set-Cookie"))
                .anyMatch(set -> set.startsWith("keyfob_device=" + device)
                        && set.contains("Max-Age=2592000")
                        && set.contains("HttpOnly"));
    }

    private static HttpResponse<String> guess(Visitor visitor, String address) throws Exception {
        return attempt(visitor, address, "a wrong guess of it");
    }

    private static HttpResponse<String> attempt(Visitor visitor, String address, String password) throws Exception {
        String form = Visitor.field(visitor.get("/sign-in").body(), "form_token");
        return visitor.post(
                "/sign-in",
                Map.of("form_token", form, "email", "alice@example.com", "password", password),
                "X-Forwarded-For",
                address);
    }

    @Test
    void a_form_without_its_token_is_refused() throws Exception {
        HttpResponse<String> answer = send(post("email=alice%40example.com&password=alice+likes+green+tea"));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void who_sends_no_cookie_is_told_so_and_can_go_on_from_there() throws Exception {
        String form = "&email=alice%40example.com&password=alice+likes+green+tea";
        String token = csrfToken(send(to("/sign-in")));

        HttpResponse<String> told = send(post("form_token=" + token + form));

        assertThat(told.statusCode()).isEqualTo(403);
        assertThat(told.body())
                .contains("Allow cookies for http://localhost:8080", "value=\"alice@example.com\"")
                .doesNotContain("out of date", "green tea");
        String cookie = told.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        assertThat(send(post("form_token=" + csrfToken(told) + form).header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void another_sites_form_is_refused_whether_or_not_a_cookie_comes_with_it() throws Exception {
        HttpResponse<String> answer = send(post("email=alice%40example.com&password=alice+likes+green+tea")
                .header("Sec-Fetch-Site", "cross-site"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("name=\"form_token\"");
    }

    @Test
    void an_unknown_address_is_a_page_with_the_headers_of_all_others() throws Exception {
        HttpResponse<String> answer = send(to("/nowhere"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void a_second_tab_goes_on_to_where_it_wanted_once_the_first_has_signed_in() throws Exception {
        Visitor alice = new Visitor(server);
        String second = alice.get("/sign-in?next=%2Fsettings%2Fsecurity-log").body();
        alice.signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

        HttpResponse<String> answer = alice.post(
                "/sign-in",
                Map.of(
                        "form_token",
                        Visitor.field(second, "form_token"),
                        "next",
                        Visitor.field(second, "next"),
                        "email",
                        "Alice@example.com",
                        "password",
                        InMemoryKeyfob.ALICE_PASSWORD));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/settings/security-log");
        assertThat(alice.get("/settings/security-log").statusCode()).isEqualTo(200);
    }

    @Test
    void a_second_tab_for_somebody_else_says_who_has_signed_in_and_can_be_sent_once_more() throws Exception {
        Visitor browser = new Visitor(server);
        String second = browser.get("/sign-in").body();
        browser.signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        Map<String, String> bob = Map.of("email", "bob@example.com", "password", InMemoryKeyfob.BOB_PASSWORD);

        HttpResponse<String> told = browser.post("/sign-in", with(second, bob));

        assertThat(told.statusCode()).isEqualTo(403);
        assertThat(told.body()).contains("alice@example.com has signed in").doesNotContain("sent no cookie");
        assertThat(browser.post("/sign-in", with(told.body(), bob)).statusCode())
                .isEqualTo(303);
        assertThat(browser.get("/settings/profile").body()).contains("bob@example.com");
    }

    @Test
    void signing_in_ends_the_session_that_the_browser_had() throws Exception {
        Visitor browser = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        Visitor copy = new Visitor(server);
        copy.cookies().putAll(browser.cookies());
        String told =
                browser.post("/sign-in", Map.of("email", "bob@example.com")).body();

        browser.post(
                "/sign-in", with(told, Map.of("email", "bob@example.com", "password", InMemoryKeyfob.BOB_PASSWORD)));

        assertThat(browser.get("/settings/profile").body()).contains("bob@example.com");
        assertThat(copy.get("/settings/profile").statusCode()).isEqualTo(303);
        assertThat(keyfob.audited(AuditAction.SESSION_ENDED))
                .singleElement()
                .satisfies(entry -> assertThat(entry.subject().name()).isEqualTo("alice@example.com"));
    }

    @Test
    void another_site_cannot_send_a_signed_in_browser_anywhere() throws Exception {
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

        HttpResponse<String> answer = alice.post(
                "/sign-in",
                Map.of("email", "alice@example.com", "next", "/settings/profile"),
                "Sec-Fetch-Site",
                "cross-site");

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/audit?about=alice%40example.com&from=2026-11-01",
                "/admin/tokens?search=a+b%2Fc&state=active",
                "/admin/tokens?search=alice@example.com",
                "/settings/access-token?search=%C3%BC"
            })
    void whoever_is_sent_to_sign_in_comes_back_to_the_whole_address(String address) throws Exception {
        Visitor alice = new Visitor(server);
        String signIn = alice.get(address).headers().firstValue("Location").orElseThrow();
        String form = alice.get(signIn).body();

        HttpResponse<String> answer = alice.post(
                "/sign-in",
                Map.of(
                        "form_token",
                        Visitor.field(form, "form_token"),
                        "next",
                        Visitor.field(form, "next").replace("&amp;", "&"),
                        "email",
                        "alice@example.com",
                        "password",
                        InMemoryKeyfob.ALICE_PASSWORD));

        assertThat(answer.headers().firstValue("Location")).contains(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/settings/profile?a=%0d%0aX: 1", "/settings/profile?a=<b>"})
    void an_address_that_no_page_has_is_come_back_to_without_its_query(String address) throws Exception {
        try (Wire wire = new Wire(server.port())) {
            wire.send("GET " + address.replace(" ", "") + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(wire.everything()).contains("Location: /sign-in?next=%2Fsettings%2Fprofile");
        }
    }

    @Test
    void guessing_is_answered_by_429_with_a_time_to_wait() throws Exception {
        Visitor stranger = new Visitor(server);
        HttpResponse<String> answer = null;
        for (int i = 0; i < 6; i++) {
            String form = Visitor.field(stranger.get("/sign-in").body(), "form_token");
            answer = stranger.post(
                    "/sign-in", Map.of("form_token", form, "email", "alice@example.com", "password", "guess"));
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("alice@example.com", "Wait 1 second,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "//evil",
                "//evil/settings/profile?x=1",
                "/settings//evil",
                "/settings?x=%zz",
                "/\\evil.example",
                "https://evil.example",
                "/%09/evil.example",
                "javascript:alert(1)",
                "/a@evil.example",
                "\t//evil.example",
                "/../evil"
            })
    void after_signing_in_one_stays_here(String next) throws Exception {
        Visitor stranger = new Visitor(server);
        String form = Visitor.field(stranger.get("/sign-in").body(), "form_token");

        HttpResponse<String> answer = stranger.post(
                "/sign-in",
                Map.of(
                        "form_token",
                        form,
                        "email",
                        "alice@example.com",
                        "password",
                        InMemoryKeyfob.ALICE_PASSWORD,
                        "next",
                        next));

        assertThat(answer.headers().firstValue("Location")).contains("/");
    }

    private static Map<String, String> with(String page, Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(fields);
        form.put("form_token", Visitor.field(page, "form_token"));
        return form;
    }

    private static String csrfToken(HttpResponse<String> page) {
        return page.body().replaceAll("(?s).*name=\"form_token\" value=\"([^\"]+)\".*", "$1");
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpRequest.Builder post(String form) {
        return to("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
