package dev.keyfob.web.pages.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordLinkPagesTest {

    private static final Pattern LINK = Pattern.compile("<code>(http://localhost:8080/set-password#[^<]*)</code>");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_administrator_gets_a_link_that_is_shown_once_and_works_once() throws Exception {
        Visitor admin = admin();
        assertThat(admin.get(page(keyfob.alice)).body()).contains("href=\"" + page(keyfob.alice) + "/reset-password\"");

        HttpResponse<String> answer = reset(admin, keyfob.alice);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(use(answer)).isEqualTo(keyfob.alice);
        assertThat(admin.get(page(keyfob.alice)).body()).doesNotContain("set-password#");
    }

    @Test
    void sending_the_form_again_makes_another_link_and_ends_the_one_before() throws Exception {
        Visitor admin = admin();
        String before = link(reset(admin, keyfob.alice));

        HttpResponse<String> again = reset(admin, keyfob.alice);

        assertThat(link(again)).isNotEqualTo(before);
        assertThat(keyfob.issuedCodes.all()).hasSize(1);
        assertThat(use(again)).isEqualTo(keyfob.alice);
    }

    @Test
    void it_is_offered_neither_for_oneself_nor_for_a_disabled_account() throws Exception {
        Visitor admin = admin();
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());

        assertThat(admin.get(page(keyfob.admin)).body()).doesNotContain("/reset-password");
        assertThat(admin.get(page(keyfob.bob)).body()).doesNotContain("/reset-password");
        assertThat(reset(admin, keyfob.admin).statusCode()).isEqualTo(403);
        HttpResponse<String> disabled = reset(admin, keyfob.bob);
        assertThat(disabled.statusCode()).isEqualTo(409);
        assertThat(disabled.body()).contains("bob@example.com is disabled. Enable the account first.");
        assertThat(keyfob.issuedCodes.all()).isEmpty();
    }

    private User use(HttpResponse<String> answer) {
        return keyfob.useCases
                .sessions
                .usePasswordLink
                .use(
                        OneTimeCode.parse(link(answer)),
                        "nobody likes cold coffee",
                        Optional.empty(),
                        "192.0.2.1",
                        "Firefox on Linux")
                .user();
    }

    private static String link(HttpResponse<String> answer) {
        Matcher link = LINK.matcher(answer.body());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static HttpResponse<String> reset(Visitor admin, User user) throws Exception {
        String form = Visitor.field(admin.get(page(user)).body(), "form_token");
        return admin.post(page(user) + "/reset-password", Map.of("form_token", form));
    }

    private static String page(User user) {
        return "/admin/users/" + user.id();
    }

    private Visitor admin() throws Exception {
        return new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
    }
}
