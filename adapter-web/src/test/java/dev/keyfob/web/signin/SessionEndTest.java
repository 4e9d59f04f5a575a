package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Signing out ends a session. When a session ends by itself, the user is told and continues at the same page after
 * signing in.
 */
class SessionEndTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_page_is_come_back_to_with_its_query() throws Exception {
        Visitor alice = alice();
        keyfob.clock.advance(Duration.ofMinutes(31));

        HttpResponse<String> sent = alice.get("/settings/access-token?state=expired&search=ci");

        String signIn = sent.headers().firstValue("Location").orElseThrow();
        assertThat(signIn)
                .isEqualTo("/sign-in?next=%2Fsettings%2Faccess-token%3Fstate%3Dexpired%26search%3Dci&why=ended");
        assertThat(alice.get(signIn).body())
                .contains("Your session ended. Sign in to continue.")
                .contains("value=\"/settings/access-token?state=expired&amp;search=ci\"");
    }

    // The browser keeps what was typed until the form's page is shown again.
    @ParameterizedTest
    @CsvSource({
        "/settings/access-token, /settings/access-token?name=Laptop",
        "/settings/access-token/4351e2fb-0000-4000-8000-000000000000/edit, same",
        "/settings/access-token/4351e2fb-0000-4000-8000-000000000000/suspend,"
                + " /settings/access-token/4351e2fb-0000-4000-8000-000000000000",
        "/settings/profile/sessions/end-others, /settings/profile",
        "/admin/users/4351e2fb-0000-4000-8000-000000000000/disable, same",
    })
    void a_form_leads_back_to_its_page(String form, String page) throws Exception {
        Visitor alice = alice();
        keyfob.clock.advance(Duration.ofMinutes(31));

        HttpResponse<String> sent = alice.post(form, Map.of("name", "Laptop"));

        String next = URLEncoder.encode(page.equals("same") ? form : page, StandardCharsets.UTF_8);
        assertThat(sent.headers().firstValue("Location")).contains("/sign-in?next=" + next + "&why=ended");
    }

    @Test
    void a_stranger_is_told_of_no_session() throws Exception {
        HttpResponse<String> sent = new Visitor(server).get("/settings/profile");

        assertThat(sent.headers().firstValue("Location")).contains("/sign-in?next=%2Fsettings%2Fprofile");
    }

    @Test
    void a_reason_that_is_none_says_nothing() throws Exception {
        String page = new Visitor(server).get("/sign-in?why=%3Cb%3Eevil").body();

        assertThat(page).doesNotContain("evil", "session ended");
    }

    @Test
    void a_page_knows_how_long_its_session_lasts_so_that_it_can_warn() throws Exception {
        Visitor alice = alice();
        assertThat(alice.get("/settings/profile").body()).contains("<body data-seconds-left=\"1800\">");

        for (int i = 0; i < 29; i++) {
            keyfob.clock.advance(Duration.ofMinutes(24));
            alice.get("/settings/profile");
        }

        assertThat(alice.get("/settings/profile").body()).contains("<body data-seconds-left=\"1440\">");
        assertThat(new Visitor(server).get("/sign-in").body()).contains("<body>");
    }

    // The old cookie no longer works after signing out, and signing in creates a new one.
    @Test
    void signing_out_ends_the_session_on_the_server() throws Exception {
        Visitor alice = alice();
        Map<String, String> before = new HashMap<>(alice.cookies());

        HttpResponse<String> out = alice.post(
                "/sign-out",
                Map.of(
                        "form_token",
                        Visitor.field(alice.get("/settings/access-token").body(), "form_token")));
        alice.cookies().putAll(before);

        assertThat(out.headers().firstValue("Clear-Site-Data")).isPresent();
        assertThat(alice.get("/settings/access-token").statusCode()).isEqualTo(303);
    }

    private Visitor alice() throws Exception {
        return new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }
}
