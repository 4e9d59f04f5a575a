package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForgottenPasswordPagesTest {

    private static final String PATH = "/forgot-password";
    private static final String CHOSEN = "nobody likes cold coffee";

    private final InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();
    private final WebServer server = Visitor.serve(keyfob, false);
    private final Visitor visitor = new Visitor(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void who_forgot_the_password_sets_another_with_the_link_that_is_mailed() throws Exception {
        assertThat(visitor.get("/sign-in").body()).contains("href=\"/forgot-password\"");
        HttpResponse<String> asked = ask("alice@example.com");
        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(visitor.get(asked.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains("If there is an account with that address, a mail is on its way to it.")
                .doesNotContain("alice");
        sendAll();
        String body = keyfob.mailSender.sent.get(0).text().body();
        String code = body.substring(body.indexOf('#') + 1, body.indexOf('\n', body.indexOf('#')));

        String page = visitor.get("/set-password").body();
        HttpResponse<String> set = visitor.post(
                "/set-password",
                Map.of("form_token", Visitor.field(page, "form_token"), "code", code, "password", CHOSEN));

        assertThat(set.statusCode()).isEqualTo(303);
        assertThat(new Visitor(server).signedInAs("alice@example.com", CHOSEN)).isNotNull();
    }

    @Test
    void the_answer_is_the_same_whether_there_is_such_an_account_or_not() throws Exception {
        HttpResponse<String> known = ask("alice@example.com");
        HttpResponse<String> unknown = ask("nobody@example.com");

        assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
        assertThat(unknown.headers().firstValue("Location"))
                .isEqualTo(known.headers().firstValue("Location"));
        assertThat(unknown.body()).isEqualTo(known.body());
        sendAll();
        assertThat(keyfob.mailSender.sent).hasSize(1);
    }

    @Test
    void looking_at_the_page_mails_nobody() throws Exception {
        for (String method : new String[] {"GET", "HEAD"}) {
            HttpRequest.Builder asking =
                    visitor.to(PATH + "?email=alice@example.com").method(method, HttpRequest.BodyPublishers.noBody());
            assertThat(visitor.send(asking).statusCode()).isEqualTo(200);
        }

        assertThat(keyfob.mails.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice", "alice@example.com\r\nBcc: bob@example.com", "a@b@c", "älice@example.com"})
    void what_is_no_address_is_told_beside_the_field_and_kept(String typed) throws Exception {
        HttpResponse<String> answer = ask(typed);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"email-error\"", "That is not an e-mail address.");
        assertThat(keyfob.mails.all()).isEmpty();
    }

    @Test
    void a_form_of_another_site_is_not_taken() throws Exception {
        HttpResponse<String> answer = visitor.post(PATH, Map.of("email", "alice@example.com"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("value=\"alice@example.com\"");
        assertThat(keyfob.mails.all()).isEmpty();
    }

    @Test
    void who_asks_too_often_is_told_to_wait() throws Exception {
        for (int i = 0; i < 10; i++) {
            ask("user" + i + "@example.com");
        }

        HttpResponse<String> answer = ask("alice@example.com");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("Too many links were asked for from your network.");
    }

    @Test
    void there_is_no_such_page_where_nobody_is_mailed_or_nobody_has_a_password() throws Exception {
        for (InMemoryKeyfob without : new InMemoryKeyfob[] {new InMemoryKeyfob(), InMemoryKeyfob.withoutPasswords()}) {
            try (WebServer silent = Visitor.serve(without, false)) {
                Visitor other = new Visitor(silent);

                assertThat(other.get(PATH).statusCode()).isEqualTo(404);
                assertThat(other.get("/sign-in").body()).doesNotContain(PATH);
            }
        }
    }

    private HttpResponse<String> ask(String typed) throws Exception {
        String page = visitor.get(PATH).body();
        return visitor.post(PATH, Map.of("form_token", Visitor.field(page, "form_token"), "email", typed));
    }

    private void sendAll() {
        while (keyfob.useCases.mail.deliverMail.deliverNext()) {}
    }
}
