package dev.keyfob.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An error page keeps the menu and the tabs of the signed-in person, and says what to do. */
class ProblemPagesTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "404, /nowhere",
        "404, /settings/access-token/00000000-0000-0000-0000-000000000000",
        "404, /admin/nowhere",
        "403, /admin/tokens",
        "405, /sign-out",
        "400, /settings/access-token?after=nonsense",
        "400, /settings/profile?access_token=mine",
    })
    void who_is_signed_in_keeps_the_menu_and_the_tabs(int status, String path) throws Exception {
        HttpResponse<String> answer = alice().get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .contains("Signed in as", "alice@example.com", "action=\"/sign-out\"")
                .contains("<nav class=\"tabs\" aria-label=\"Account settings\">", "href=\"/settings/profile\"");
    }

    @Test
    void a_form_that_is_too_large_or_out_of_date_keeps_them_too() throws Exception {
        Visitor alice = alice();

        HttpResponse<String> large = alice.sendTooMuch(alice.to("/settings/access-token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=" + "k".repeat(70_000))));
        HttpResponse<String> old = alice.post("/settings/access-token", Map.of("form_token", "old"));

        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("alice@example.com", "aria-label=\"Account settings\"");
        assertThat(old.statusCode()).isEqualTo(403);
        assertThat(old.body()).contains("alice@example.com", "aria-label=\"Account settings\"");
    }

    @Test
    void a_403_says_which_of_its_causes_it_has() throws Exception {
        Visitor alice = alice();
        String path = "/settings/access-token";

        String old = alice.post(path, Map.of("form_token", "old")).body();
        String foreign = alice.post(path, Map.of("form_token", "old"), "Sec-Fetch-Site", "cross-site")
                .body();
        String role = alice.get("/admin/users").body();

        assertThat(old).contains("This form is out of date");
        assertThat(foreign).contains("Sent from another site").doesNotContain("out of date");
        assertThat(role).contains("Not allowed").doesNotContain("out of date");
    }

    @Test
    void a_missing_role_is_named_in_words() throws Exception {
        String page = alice().get("/admin/users").body();

        assertThat(page).contains("You need the administrator role.", "ask an administrator");
        assertThat(page).doesNotContain("token:manage");
    }

    @Test
    void an_administrator_stays_in_the_administration() throws Exception {
        HttpResponse<String> answer = new Visitor(server)
                .signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD)
                .get("/admin/users/00000000-0000-0000-0000-000000000000");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains("<nav class=\"tabs\" aria-label=\"Administration\">", "href=\"/admin/audit\"");
    }

    @Test
    void a_stranger_sees_the_sentence_alone() throws Exception {
        HttpResponse<String> answer = new Visitor(server).get("/nowhere");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<h1>Page not found</h1>").doesNotContain("class=\"tabs\"", "Signed in as");
    }

    @Test
    void the_api_reference_keeps_the_menu_and_is_kept_by_no_cache() throws Exception {
        HttpResponse<String> signedIn = alice().get("/api-reference");
        HttpResponse<String> stranger = new Visitor(server).get("/api-reference");

        assertThat(signedIn.body())
                .contains("alice@example.com", "Signed in as")
                .doesNotContain("class=\"tabs\"");
        assertThat(signedIn.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(stranger.body()).contains("<h1>API reference</h1>").doesNotContain("Signed in as");
    }

    private Visitor alice() throws Exception {
        return new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }
}
