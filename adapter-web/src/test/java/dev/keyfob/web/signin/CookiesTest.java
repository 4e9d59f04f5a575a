package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.SampleWebConfig;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cookies are Secure and have the prefix __Host- if and only if the public URL is https (RFC 6265bis section 4.1.3.2).
 */
class CookiesTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void over_https_each_cookie_is_secure_and_of_this_host_alone() throws Exception {
        assertThat(cookiesOf("https://keyfob.example.com")).containsExactly(cookies("__Host-", "; Secure"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "http://127.0.0.1:8080",
                "http://[::1]:8080",
                "http://keyfob.example.com"
            })
    void over_plain_http_none_is(String publicUrl) throws Exception {
        assertThat(cookiesOf(publicUrl)).containsExactly(cookies("", ""));
    }

    // This client stores no Secure cookie over http. Safari and Python's cookie jar behave the same way.
    @Test
    void a_cookie_jar_without_an_exception_for_loopback_signs_in() throws Exception {
        try (WebServer server = Visitor.serve(keyfob, true)) {
            HttpClient browser =
                    HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
            URI signIn = URI.create("http://127.0.0.1:" + server.port() + "/sign-in");
            String form = browser.send(HttpRequest.newBuilder(signIn).build(), BodyHandlers.ofString())
                    .body();

            HttpResponse<Void> answer = browser.send(
                    HttpRequest.newBuilder(signIn)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("form_token=" + Visitor.field(form, "form_token")
                                    + "&email=alice%40example.com&password="
                                    + URLEncoder.encode(InMemoryKeyfob.ALICE_PASSWORD, StandardCharsets.UTF_8)))
                            .build(),
                    BodyHandlers.discarding());
            HttpResponse<Void> profile = browser.send(
                    HttpRequest.newBuilder(signIn.resolve("/settings/profile")).build(), BodyHandlers.discarding());

            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(profile.statusCode()).isEqualTo(200);
        }
    }

    /**
     * Returns the expected cookies in the order in which they are set, without the secrets. Dropped cookies are empty
     * and expired.
     */
    private static String[] cookies(String prefix, String secure) {
        String untilClosed = "=x; Path=/" + secure + "; HttpOnly; SameSite=Lax";
        String dropped = "=; Path=/; over" + secure + "; HttpOnly; SameSite=Lax";
        return new String[] {
            prefix + "keyfob_visitor" + untilClosed,
            prefix + "keyfob_provider" + untilClosed,
            prefix + "keyfob_device=x; Path=/; Max-Age=2592000" + secure + "; HttpOnly; SameSite=Lax",
            prefix + "keyfob_visitor" + dropped,
            prefix + "keyfob_session" + untilClosed,
            prefix + "keyfob_session" + dropped,
            prefix + "keyfob_provider" + dropped,
            prefix + "keyfob_visitor" + untilClosed
        };
    }

    /**
     * Returns all cookies that are set by signing in with a password, by starting a sign-in at a provider, and by
     * signing out.
     */
    private List<String> cookiesOf(String publicUrl) throws Exception {
        try (ScriptedProvider provider = new ScriptedProvider();
                WebServer server = serving(publicUrl, provider)) {
            Visitor alice = new Visitor(server);
            List<HttpResponse<String>> answers = new ArrayList<>();
            answers.add(alice.get("/sign-in"));
            answers.add(alice.get("/sign-in/oidc/company"));
            answers.add(alice.post(
                    "/sign-in",
                    Map.of(
                            "form_token",
                            Visitor.field(answers.get(0).body(), "form_token"),
                            "email",
                            "alice@example.com",
                            "password",
                            InMemoryKeyfob.ALICE_PASSWORD)));
            String profile = alice.get("/settings/profile").body();
            answers.add(alice.post("/sign-out", Map.of("form_token", Visitor.field(profile, "form_token"))));
            answers.add(alice.get("/sign-in/oidc/company/callback"));
            return answers.stream()
                    .flatMap(answer -> answer.headers().allValues("Set-Cookie").stream())
                    .map(cookie -> cookie.replaceFirst("^([^=]+)=[^;]+;", "$1=x;")
                            .replaceFirst("; Expires=Thu, 01.Jan.1970 00:00:00 GMT", "; over")
                            // Expires repeats Max-Age for very old browsers.
                            .replaceFirst("; Expires=[^;]+", ""))
                    .toList();
        }
    }

    private WebServer serving(String publicUrl, ScriptedProvider provider) {
        SignInMethods methods = new SignInMethods(true, List.of(provider.settings()), Optional.empty());
        return SampleWebConfig.of(keyfob)
                .signInMethods(methods)
                .publicUrl(publicUrl)
                .serve();
    }
}
