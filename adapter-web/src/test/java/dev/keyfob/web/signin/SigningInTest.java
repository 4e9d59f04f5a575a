package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
        String token = formToken(form);

        HttpResponse<String> answer =
                send(post("form_token=" + token + "&email=alice%40example.com&password=alice+likes+green+tea")
                        .header("Cookie", cookie));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(set -> set.startsWith("keyfob_session=") && set.contains("HttpOnly"));
    }

    // Strangers guess from everywhere, the very address of the owner included.
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
        String token = formToken(send(to("/sign-in")));

        HttpResponse<String> told = send(post("form_token=" + token + form));

        assertThat(told.statusCode()).isEqualTo(403);
        assertThat(told.body())
                .contains("Allow cookies for http://localhost:8080", "value=\"alice@example.com\"")
                .doesNotContain("out of date", "green tea");
        String cookie = told.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        assertThat(send(post("form_token=" + formToken(told) + form).header("Cookie", cookie))
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

    private static String formToken(HttpResponse<String> page) {
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
