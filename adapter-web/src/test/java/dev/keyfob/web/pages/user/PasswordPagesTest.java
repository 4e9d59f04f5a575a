package dev.keyfob.web.pages.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordPagesTest {

    private static final String PATH = "/settings/profile/password";
    private static final String CHOSEN = "nobody likes cold coffee";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_profile_leads_there_and_the_new_password_holds() throws Exception {
        Visitor alice = alice();
        Visitor elsewhere = alice();
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        assertThat(alice.get("/settings/profile").body()).contains("href=\"" + PATH + "\"");

        HttpResponse<String> answer = alice.post(PATH, form(alice, InMemoryKeyfob.ALICE_PASSWORD, CHOSEN));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(alice.get("/settings/profile?password").body()).contains("You are signed out everywhere else.");
        assertThat(elsewhere.get("/settings/profile").statusCode()).isEqualTo(303);
        assertThat(keyfob.use(token.secret())).isTrue();
        assertThat(new Visitor(server).signedInAs("alice@example.com", CHOSEN)).isNotNull();
    }

    @Test
    void tokens_end_where_that_is_ticked() throws Exception {
        Visitor alice = alice();
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        Map<String, String> form = form(alice, InMemoryKeyfob.ALICE_PASSWORD, CHOSEN);
        form.put("revoke-tokens", "1");

        alice.post(PATH, form);

        assertThat(keyfob.use(token.secret())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a wrong guess of it, nobody likes cold coffee, current",
        "'', nobody likes cold coffee, current",
        "alice likes green tea, short, password",
        "alice likes green tea, '', password",
        "alice likes green tea, alice@example.com 1, password",
        "alice likes green tea, 'four words\tmake sense', password",
    })
    void what_is_wrong_stands_beside_its_field_and_nothing_typed_comes_back(String current, String chosen, String field)
            throws Exception {
        Visitor alice = alice();
        Map<String, String> form = form(alice, current, chosen);
        form.put("revoke-tokens", "1");

        HttpResponse<String> answer = alice.post(PATH, form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("id=\"" + field + "-error\"", "name=\"revoke-tokens\" value=\"1\" checked")
                .doesNotContain("green tea", "guess", "make sense", "cold coffee");
        assertThat(new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD))
                .isNotNull();
    }

    @Test
    void wrong_current_passwords_are_limited_like_failed_sign_ins() throws Exception {
        Visitor alice = alice();
        for (int i = 0; i < 5; i++) {
            alice.post(PATH, form(alice, "a wrong guess of it", CHOSEN));
        }

        HttpResponse<String> answer = alice.post(PATH, form(alice, InMemoryKeyfob.ALICE_PASSWORD, CHOSEN));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("There were too many failed sign-ins.");
        assertThat(keyfob.audited(AuditAction.PASSWORD_CHANGED)).hasSize(5);
    }

    @Test
    void a_form_without_its_token_or_after_sign_out_changes_nothing() throws Exception {
        Visitor alice = alice();
        Map<String, String> form = form(alice, InMemoryKeyfob.ALICE_PASSWORD, CHOSEN);
        Map<String, String> without = new LinkedHashMap<>(form);
        without.remove("form_token");

        assertThat(alice.post(PATH, without).statusCode()).isEqualTo(403);
        alice.post("/sign-out", Map.of("form_token", form.get("form_token")));
        assertThat(alice.post(PATH, form).statusCode()).isEqualTo(303);

        assertThat(keyfob.audited(AuditAction.PASSWORD_CHANGED)).isEmpty();
    }

    @Test
    void whoever_has_no_password_here_is_offered_no_form() throws Exception {
        InMemoryKeyfob withoutPasswords = InMemoryKeyfob.withoutPasswords();
        try (WebServer other = Visitor.serve(withoutPasswords, false)) {
            Visitor alice = new Visitor(other).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

            assertThat(alice.get("/settings/profile").body()).doesNotContain(PATH);
            assertThat(alice.get(PATH).body())
                    .contains("there is none to change here")
                    .doesNotContain("name=\"current\"");
        }
    }

    @Test
    void the_well_known_address_leads_to_the_page_and_past_the_sign_in() throws Exception {
        HttpResponse<String> known = new Visitor(server).get("/.well-known/change-password");

        assertThat(known.statusCode()).isEqualTo(303);
        assertThat(known.headers().firstValue("Location")).contains(PATH);
        assertThat(new Visitor(server).get(PATH).headers().firstValue("Location"))
                .contains("/sign-in?next=%2Fsettings%2Fprofile%2Fpassword");
    }

    private Visitor alice() throws Exception {
        return new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }

    private static Map<String, String> form(Visitor visitor, String current, String chosen) throws Exception {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("form_token", Visitor.field(visitor.get(PATH).body(), "form_token"));
        form.put("current", current);
        form.put("password", chosen);
        return form;
    }
}
