package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page that creates the first account, for users who can read the code in the data directory. */
class SetupPagesTest {

    private static final String PATH = "/set-up";
    private static final String PASSWORD = "four words make sense";
    private static final String WRONG = "That is not the set-up code, or it has ended";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private WebServer server;
    private Visitor stranger;

    @BeforeEach
    void start() {
        keyfob.users.removeAll();
        keyfob.useCases.setup.offerSetup.offer(keyfob.operator);
        server = Visitor.serve(keyfob, false);
        stranger = new Visitor(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_code_makes_one_administrator_who_is_signed_in() throws Exception {
        HttpResponse<String> made = send(form());

        assertThat(made.statusCode()).isEqualTo(303);
        assertThat(stranger.get("/admin/users").body()).contains("admin@example.com");
        assertThat(keyfob.users.findByEmail(new Email("admin@example.com"))).hasValueSatisfying(user -> {
            assertThat(user.roles()).containsExactly(Role.ADMIN);
            assertThat(user.name()).contains("Ada");
        });
        assertThat(keyfob.audited(AuditAction.USER_ADDED)).last().satisfies(entry -> {
            assertThat(entry.actor().name()).isEqualTo("whoever held the set-up code");
            assertThat(entry.subject().name()).isEqualTo("admin@example.com");
        });
        assertThat(keyfob.setupCodes.find()).isEmpty();
    }

    @Test
    void the_sign_in_page_says_how_and_no_longer_once_there_is_an_account() throws Exception {
        assertThat(stranger.get("/sign-in").body())
                .contains("There is no account yet", "href=\"/set-up\"", "user add \\\n  you@example.com --role admin")
                .doesNotContain("type=\"password\"", keyfob.setupCodes.text());
        assertThat(stranger.get(PATH).body()).contains("Set-up code").doesNotContain(keyfob.setupCodes.text());

        send(form());

        assertThat(new Visitor(server).get("/sign-in").body())
                .contains("type=\"password\"")
                .doesNotContain("no account yet");
        assertThat(new Visitor(server).get(PATH).headers().firstValue("Location"))
                .contains("/sign-in");
    }

    @Test
    void looking_at_the_page_uses_nothing_up() throws Exception {
        Map<String, String> form = form();

        stranger.get(PATH);
        stranger.send(stranger.to(PATH).method("HEAD", BodyPublishers.noBody()));

        assertThat(send(form).statusCode()).isEqualTo(303);
    }

    @Test
    void wrong_used_and_ended_codes_get_one_answer() throws Exception {
        String right = keyfob.setupCodes.text();
        assertThat(refusal(formWith("code", "0000-0000-0000-0000-0000-0000-0000")))
                .contains(WRONG);
        assertThat(refusal(formWith("code", "nothing like it"))).contains(WRONG);
        assertThat(refusal(formWith("code", ""))).contains(WRONG);

        Map<String, String> late = form();
        keyfob.clock.advance(Duration.ofHours(1));
        assertThat(refusal(late)).contains(WRONG);
        assertThat(stranger.get("/sign-in").body()).contains("the set-up code has ended");

        keyfob.useCases.setup.offerSetup.offer(keyfob.operator);
        assertThat(refusal(formWith("code", right))).contains(WRONG);
        Map<String, String> again = form();
        assertThat(send(form()).statusCode()).isEqualTo(303);
        stranger = new Visitor(server);
        again.put("form_token", Visitor.field(stranger.get("/sign-in").body(), "form_token"));
        again.put("email", "bob@example.com");
        assertThat(refusal(again)).contains(WRONG);
        assertThat(keyfob.users.findByEmail(new Email("bob@example.com"))).isEmpty();
    }

    @Test
    void guessing_does_not_keep_the_right_code_out() throws Exception {
        Map<String, String> form = formWith("code", "0000-0000-0000-0000-0000-0000-0000");

        for (int i = 0; i < 25; i++) {
            assertThat(send(form).statusCode()).isEqualTo(401);
        }

        assertThat(send(form()).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "email, nobody, email",
        "name, two\u0007names, name",
        "password, short, password",
        "password, password password, password",
    })
    void what_is_wrong_stands_at_its_field_and_uses_nothing_up(String field, String typed, String at) throws Exception {
        Map<String, String> form = formWith(field, typed);

        String page = refusal(form);

        assertThat(page)
                .contains("id=\"" + at + "-error\"")
                .doesNotContain(PASSWORD, form.get("code"), "value=\"" + form.get("password"));
        if (!field.equals("email")) {
            assertThat(page).contains("value=\"admin@example.com\"");
        }
        assertThat(send(form()).statusCode()).isEqualTo(303);
    }

    @Test
    void another_account_ends_the_set_up() throws Exception {
        Map<String, String> form = form();
        keyfob.useCases.users.addUser.add(
                keyfob.operator,
                new Email("bob@example.com"),
                List.of(),
                Password.parse(PASSWORD, new Email("bob@example.com")));

        assertThat(refusal(form)).contains(WRONG);
    }

    @Test
    void a_form_of_another_site_and_one_without_its_cookie_make_nothing() throws Exception {
        Map<String, String> form = form();
        Map<String, String> foreign = formWith("form_token", "guessed");

        assertThat(send(foreign).statusCode()).isEqualTo(403);
        HttpResponse<String> bare = new Visitor(server).post(PATH, form);

        assertThat(bare.statusCode()).isEqualTo(403);
        assertThat(bare.body()).contains("Nothing was done");
        assertThat(keyfob.users.findByEmail(new Email("admin@example.com"))).isEmpty();
    }

    private String refusal(Map<String, String> form) throws Exception {
        HttpResponse<String> answer = send(form);
        assertThat(answer.statusCode()).isBetween(400, 422);
        return answer.body();
    }

    private HttpResponse<String> send(Map<String, String> form) throws Exception {
        return stranger.post(PATH, form);
    }

    private Map<String, String> formWith(String field, String value) throws Exception {
        Map<String, String> form = form();
        form.put(field, value);
        return form;
    }

    private Map<String, String> form() throws Exception {
        String page = stranger.get(PATH).body();
        Map<String, String> form = new HashMap<>();
        form.put("form_token", page.isEmpty() ? "" : Visitor.field(page, "form_token"));
        form.put("code", keyfob.setupCodes.text());
        form.put("email", "admin@example.com");
        form.put("name", "Ada");
        form.put("password", PASSWORD);
        return form;
    }
}
