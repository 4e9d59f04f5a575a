package dev.keyfob.web.pages.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new account and its link, over real HTTP. */
class InvitePagesTest {

    private static final Email CAROL = new Email("carol@example.com");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);
    private Visitor admin;

    @BeforeEach
    void signIn() throws Exception {
        admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_user_is_added_and_the_link_shown_in_that_one_answer() throws Exception {
        assertThat(admin.get("/admin/users").body()).contains("href=\"/admin/add-user\"");

        HttpResponse<String> added = send(Map.of("email", "Carol@example.com ", "role", "admin"));

        assertThat(added.statusCode()).isEqualTo(200);
        assertThat(added.body()).contains("carol@example.com", "/set-password#");
        assertThat(keyfob.users.findByEmail(CAROL).orElseThrow().roles()).containsExactly(Role.ADMIN);
        assertThat(admin.get("/admin/users/"
                                + keyfob.users.findByEmail(CAROL).orElseThrow().id())
                        .body())
                .doesNotContain("/set-password#");
    }

    @Test
    void a_form_sent_twice_adds_one_user_and_says_so() throws Exception {
        send(Map.of("email", "carol@example.com"));
        HttpResponse<String> again = send(Map.of("email", "carol@example.com"));

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("id=\"email-error\"", "value=\"carol@example.com\"");
    }

    @Test
    void what_is_no_address_and_a_role_that_gives_nothing_are_told_beside_their_fields() throws Exception {
        HttpResponse<String> noAddress = send(Map.of("email", "carol<", "other", "auditor"));
        HttpResponse<String> warned = send(Map.of("email", "carol@example.com", "other", "amdin"));

        assertThat(noAddress.statusCode()).isEqualTo(422);
        assertThat(noAddress.body())
                .contains("id=\"email-error\"", "value=\"carol&lt;\"", "value=\"auditor\"")
                .doesNotContain("No permission requires");
        assertThat(warned.statusCode()).isEqualTo(422);
        assertThat(warned.body()).contains("id=\"other-error\"", "No permission requires the role amdin");
        assertThat(keyfob.users.findByEmail(CAROL)).isEmpty();
    }

    private HttpResponse<String> send(Map<String, String> fields) throws Exception {
        Map<String, String> form = new LinkedHashMap<>(fields);
        form.put("form_token", Visitor.field(admin.get("/admin/add-user").body(), "form_token"));
        return admin.post("/admin/add-user", form);
    }
}
