package dev.keyfob.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In every form, an error is shown beside its field. The field refers to it and has the focus. */
class WrongFieldsTest {

    private static final String TOKENS = "/settings/access-token";
    private static final Pattern DIALOG = Pattern.compile("<dialog.*?</dialog>", Pattern.DOTALL);
    private static final Pattern FOCUSED = Pattern.compile("<[^>]* autofocus[^>]*>");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', name, name-error",
        "name, Taken, name, name-error",
        "date, 2020-01-01, date, date-help date-error",
        "networks, nowhere, networks, networks-help networks-error",
    })
    void the_wrong_field_is_marked_and_focused_and_names_its_sentence(
            String field, String typed, String focused, String described) throws Exception {
        Visitor alice = alice();
        String token =
                TOKENS + "/" + keyfob.tokenOf(keyfob.alice, "Laptop").token().id();
        keyfob.tokenOf(keyfob.alice, "Taken");
        for (String form : new String[] {TOKENS, token + "/edit"}) {
            Map<String, String> sent = form(alice.get(form).body());
            sent.put(field, typed);

            HttpResponse<String> answer = alice.post(form, sent);

            assertThat(answer.statusCode()).isIn(409, 422);
            assertThat(focused(answer)).contains("id=\"" + focused + "\"", "aria-invalid=\"true\"");
            assertThat(focused(answer)).contains("aria-describedby=\"" + described + "\"");
            assertThat(answer.body()).contains("id=\"" + field + "-error\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"/settings/access-token", "/edit"})
    void where_nothing_is_ticked_the_first_box_has_the_focus(String path) throws Exception {
        Visitor alice = alice();
        String form = path.equals(TOKENS)
                ? path
                : TOKENS + "/" + keyfob.tokenOf(keyfob.alice, "Laptop").token().id() + path;
        Map<String, String> sent = form(alice.get(form).body());
        sent.remove("permission");

        HttpResponse<String> answer = alice.post(form, sent);

        assertThat(focused(answer)).contains("type=\"checkbox\"", "name=\"permission\"");
        assertThat(answer.body())
                .contains("<fieldset class=\"rows\" aria-describedby=\"permission-error\"", "id=\"permission-error\"");
    }

    @Test
    void an_expiration_that_no_date_belongs_to_is_answered_at_the_choices() throws Exception {
        Visitor alice = alice();
        Map<String, String> sent = form(alice.get(TOKENS).body());
        sent.put("expires", "never");

        HttpResponse<String> answer = alice.post(TOKENS, sent);

        assertThat(focused(answer)).contains("type=\"radio\"");
        assertThat(answer.body()).contains("<fieldset aria-describedby=\"date-error\"");
    }

    @Test
    void what_is_about_no_field_stands_above_the_form() throws Exception {
        Visitor alice = alice();
        String token =
                TOKENS + "/" + keyfob.tokenOf(keyfob.alice, "Laptop").token().id();
        Map<String, String> sent = form(alice.get(token + "/edit").body());
        keyfob.useCases.tokens.revokeToken.revokeAllOf(keyfob.operator, keyfob.alice.email());

        HttpResponse<String> answer = alice.post(token + "/edit", sent);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(focused(answer)).contains("role=\"alert\"");
        assertThat(answer.body()).doesNotContain("aria-invalid");
    }

    @ParameterizedTest
    @CsvSource({"nobody, email", "alice@example.com, password"})
    void a_sign_in_that_fails_leads_to_the_field_to_type_again(String email, String focused) throws Exception {
        Visitor stranger = new Visitor(server);
        String form = Visitor.field(stranger.get("/sign-in").body(), "form_token");

        HttpResponse<String> answer =
                stranger.post("/sign-in", Map.of("form_token", form, "email", email, "password", "wrong"));

        assertThat(focused(answer)).contains("id=\"" + focused + "\"", "aria-describedby=\"" + focused + "-error\"");
        assertThat(answer.body()).contains("value=\"" + email + "\"").doesNotContain("value=\"wrong\"");
    }

    @Test
    void the_sign_in_page_begins_at_the_address() throws Exception {
        HttpResponse<String> page = new Visitor(server).get("/sign-in");

        assertThat(focused(page)).contains("id=\"email\"");
        assertThat(page.body()).doesNotContain("aria-invalid");
    }

    /**
     * Returns the only element that takes the focus when the page opens. An element in a dialog takes it only when the
     * dialog opens.
     */
    private static String focused(HttpResponse<String> page) {
        String shown = DIALOG.matcher(page.body()).replaceAll("");
        assertThat(FOCUSED.matcher(shown).results().count()).isEqualTo(1);
        return FOCUSED.matcher(shown)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> form(String page) {
        Map<String, String> form = new HashMap<>(Map.of("name", "Desk", "expires", "custom", "date", "2027-01-31"));
        form.putAll(Map.of("limits", "1", "permission", "recipe:view", "networks", ""));
        form.put("form_token", Visitor.field(page, "form_token"));
        if (page.contains("name=\"nonce\"")) {
            form.put("nonce", Visitor.field(page, "nonce"));
        }
        return form;
    }

    private Visitor alice() throws Exception {
        return new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }
}
