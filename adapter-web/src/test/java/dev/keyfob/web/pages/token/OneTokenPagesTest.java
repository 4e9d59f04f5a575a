package dev.keyfob.web.pages.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.web.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of one token, and the one on which its owner edits it. */
class OneTokenPagesTest extends TokenPages {

    @Test
    void a_tokens_page_shows_its_id_and_the_commands_about_it_with_buttons_that_need_a_script() throws Exception {
        String id = keyfob.tokenOf(keyfob.alice, "Laptop").token().id().toString();

        String page = alice().get(OWN + "/" + id).body();

        assertThat(page)
                .contains("<dt>ID</dt><dd><code>" + id)
                .contains(
                        "<code>keyfob token rotate " + id + "</code>", "data-copy=\"keyfob token revoke " + id + "\"");
        assertThat(Pattern.compile("<button[^>]* data-copy[^>]*>").matcher(page).results())
                .hasSize(5)
                .allMatch(button -> button.group().contains(" hidden"));
    }

    @Test
    void a_tokens_history_leads_its_owner_to_no_page_of_administrators() throws Exception {
        Visitor alice = alice();
        alice.post(OWN, form(alice.get(OWN).body(), "Laptop"));
        Matcher link = Pattern.compile("href=\"(" + OWN + "/[0-9a-f-]{36})\"")
                .matcher(alice.get(OWN).body());
        assertThat(link.find()).isTrue();

        String page = alice.get(link.group(1)).body();

        assertThat(page).contains("<h2>History</h2>", "<bdi>You</bdi>").doesNotContain("href=\"/admin");
    }

    @Test
    void a_note_is_written_on_the_edit_page_and_shown_and_one_that_cannot_be_is_kept_beside_its_field()
            throws Exception {
        String path = OWN + "/" + keyfob.tokenOf(keyfob.alice, "Laptop").token().id();
        Visitor alice = alice();
        String form = Visitor.field(alice.get(path + "/edit").body(), "form_token");

        assertThat(alice.post(path + "/edit", Map.of("form_token", form, "note", "Ask <Bob>\r\nor Alice"))
                        .statusCode())
                .isEqualTo(303);
        HttpResponse<String> refused = alice.post(path + "/edit", Map.of("form_token", form, "note", "k".repeat(501)));

        assertThat(alice.get(path).body()).contains("Ask &lt;Bob&gt;\nor Alice");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("id=\"note-error\"", "at most 500 characters", "k".repeat(501));
    }

    @Test
    void a_tokens_own_page_shows_its_uses_and_where_from() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Build <server>");
        for (int i = 0; i < 3; i++) {
            keyfob.useCases.tokens.verifyToken.verify(
                    "192.0.2.7", token.secret().reveal(), List.of());
        }
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

        String page = alice.get("/settings/access-token/" + token.token().id()).body();

        assertThat(page)
                .contains("Build &lt;server&gt;", "within the last minute", "192.0.2.7", "recipe:run")
                .contains("aria-label=\"3 uses in 30 days; most on 24 Nov: 3\"", "<title>24 Nov: 3</title>")
                .doesNotContain(token.secret().reveal());
        assertThat(page.split("<rect", -1)).hasSize(31);
    }

    @Test
    void an_owner_sees_what_was_refused_to_a_token_and_what_happened_to_it() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
        String page = OWN + "/" + token.token().id();
        Visitor alice = alice();
        assertThat(alice.get(page).body())
                .contains("Nothing was refused in the last 30 days.", "No uses in 30 days.", "token.created")
                .doesNotContain("<svg class=\"uses\"");

        alice.send(alice.to("/auth/check?permission=recipe:deploy")
                .header("Authorization", "Bearer " + token.secret().reveal()));
        keyfob.useCases.tokens.suspendToken.suspend(
                keyfob.signedIn(keyfob.admin), token.token().id());

        assertThat(alice.get(page).body())
                .contains("<code>recipe:deploy</code>", "It needs a role, which no token carries", "127.0.0.0/24")
                .contains("token.suspended", "an administrator")
                .doesNotContain("admin@example.com</bdi>");
    }
}
