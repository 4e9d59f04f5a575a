package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetPasswordPagesTest {

    private static final String PATH = "/set-password";
    private static final String CHOSEN = "nobody likes cold coffee";
    private static final String ONE_ANSWER =
            "This code does not work: it was used before, has ended, or is for another account than the one signed in"
                    + " here. Ask for a new link.";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);
    private final Visitor alice = new Visitor(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_link_sets_the_password_signs_in_and_leaves_no_code_in_the_address() throws Exception {
        HttpResponse<String> answer = send(alice, code(), CHOSEN);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/settings/profile?password#main");
        assertThat(alice.get("/settings/profile?password").body())
                .contains("Your password was changed.", "alice@example.com", "A one-time link");
        assertThat(new Visitor(server).signedInAs("alice@example.com", CHOSEN)).isNotNull();
    }

    // Programs that check the links in mails request the page first.
    @Test
    void asking_for_the_page_uses_nothing_up() throws Exception {
        String code = code();

        for (String method : new String[] {"GET", "HEAD"}) {
            HttpRequest.Builder asking =
                    alice.to(PATH + "?x=" + code).method(method, HttpRequest.BodyPublishers.noBody());
            assertThat(alice.send(asking).statusCode()).isEqualTo(200);
        }

        assertThat(send(alice, code, CHOSEN).statusCode()).isEqualTo(303);
    }

    @Test
    void the_page_has_the_field_for_the_code_and_says_nothing_about_it() throws Exception {
        String page = alice.get(PATH).body();

        assertThat(page)
                .contains("id=\"code\"", "data-takes-code", "autocomplete=\"new-password\"", "data-show=\"password\"")
                .doesNotContain("alice@example.com");
    }

    @Test
    void used_guessed_unreadable_and_ended_codes_get_one_answer_beside_the_field() throws Exception {
        String used = code();
        send(new Visitor(server), used, CHOSEN);
        String ended = code();
        code();

        for (String code : new String[] {
            used, ended, OneTimeCode.generate(keyfob.random).reveal(), "", "nonsense", "x".repeat(5_000), "a\0b"
        }) {
            HttpResponse<String> answer = send(alice, code, CHOSEN);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body())
                    .contains("<p class=\"error\" id=\"code-error\">" + ONE_ANSWER, "aria-invalid=\"true\"")
                    .doesNotContain(CHOSEN);
            assertThat(code.isEmpty() || !answer.body().contains("value=\"" + code))
                    .isTrue();
        }
        assertThat(alice.cookies()).doesNotContainKey("keyfob_session");
    }

    @Test
    void the_link_of_somebody_else_is_not_used_where_somebody_is_signed_in() throws Exception {
        Visitor bob = new Visitor(server).signedInAs("bob@example.com", InMemoryKeyfob.BOB_PASSWORD);
        String code = code();
        assertThat(bob.get(PATH).body()).contains("You are signed in as bob@example.com");

        HttpResponse<String> answer = send(bob, code, CHOSEN);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains(ONE_ANSWER);
        assertThat(send(alice, code, CHOSEN).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "alice@example.com 1", "four words\nmake sense", "four words\tmake sense"})
    void a_password_that_will_not_do_is_told_beside_its_field_and_uses_nothing_up(String password) throws Exception {
        String code = code();

        HttpResponse<String> answer = send(alice, code, password);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"password-error\"").doesNotContain(code, "make sense");
        assertThat(send(alice, code, CHOSEN).statusCode()).isEqualTo(303);
    }

    @Test
    void a_password_that_is_far_too_long_is_told_so() throws Exception {
        assertThat(send(alice, code(), "long ".repeat(1_000)).body()).contains("at most 256 characters");
    }

    @Test
    void wrong_codes_are_limited() throws Exception {
        for (int i = 0; i < 30; i++) {
            send(alice, "nonsense", CHOSEN);
        }

        HttpResponse<String> answer = send(alice, "nonsense", CHOSEN);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(keyfob.audited(AuditAction.PASSWORD_LINK_USED)).hasSize(30);
    }

    @Test
    void a_form_that_is_not_of_this_browser_does_nothing_and_can_be_sent_again() throws Exception {
        String code = code();

        HttpResponse<String> withoutToken = alice.post(PATH, Map.of("code", code, "password", CHOSEN));
        HttpResponse<String> fromElsewhere =
                alice.post(PATH, Map.of("code", code, "password", CHOSEN), "Sec-Fetch-Site", "cross-site");

        assertThat(withoutToken.statusCode()).isEqualTo(403);
        assertThat(withoutToken.body()).contains("Nothing was done").doesNotContain(code, CHOSEN);
        assertThat(fromElsewhere.statusCode()).isEqualTo(403);
        assertThat(send(alice, code, CHOSEN).statusCode()).isEqualTo(303);
    }

    @Test
    void a_form_that_is_sent_twice_signs_in_once() throws Exception {
        Map<String, String> form = form(alice, code(), CHOSEN);

        assertThat(alice.post(PATH, form).statusCode()).isEqualTo(303);
        HttpResponse<String> again = alice.post(PATH, form);

        assertThat(again.statusCode()).isEqualTo(403);
        assertThat(keyfob.audited(AuditAction.PASSWORD_CHANGED)).hasSize(1);
    }

    // For example, the identity provider is down and the operator has created a link.
    @Test
    void where_nobody_signs_in_with_a_password_the_link_signs_in_and_asks_for_none() throws Exception {
        InMemoryKeyfob withoutPasswords = InMemoryKeyfob.withoutPasswords();
        String code = withoutPasswords
                .useCases
                .users
                .issuePasswordLink
                .issue(withoutPasswords.operator, withoutPasswords.admin.email())
                .code()
                .reveal();
        try (WebServer other = Visitor.serve(withoutPasswords, false)) {
            Visitor admin = new Visitor(other);
            String page = admin.get(PATH).body();

            HttpResponse<String> answer =
                    admin.post(PATH, Map.of("form_token", Visitor.field(page, "form_token"), "code", code));

            assertThat(page).contains("Sign in with a one-time link").doesNotContain("type=\"password\"");
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).contains("/settings/profile#main");
            assertThat(admin.get("/admin/users").statusCode()).isEqualTo(200);
            assertThat(withoutPasswords.auditedActions())
                    .containsSubsequence(
                            AuditAction.PASSWORD_LINK_ISSUED,
                            AuditAction.PASSWORD_LINK_USED,
                            AuditAction.SESSION_STARTED)
                    .doesNotContain(AuditAction.PASSWORD_CHANGED);
        }
    }

    private String code() {
        return keyfob.useCases
                .users
                .issuePasswordLink
                .issue(keyfob.operator, keyfob.alice.email())
                .code()
                .reveal();
    }

    private static HttpResponse<String> send(Visitor visitor, String code, String password) throws Exception {
        return visitor.post(PATH, form(visitor, code, password));
    }

    private static Map<String, String> form(Visitor visitor, String code, String password) throws Exception {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("form_token", Visitor.field(visitor.get(PATH).body(), "form_token"));
        form.put("code", code);
        form.put("password", password);
        return form;
    }
}
