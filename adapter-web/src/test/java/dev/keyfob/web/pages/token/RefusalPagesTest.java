package dev.keyfob.web.pages.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that shows people why one of their programs was refused. */
class RefusalPagesTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoever_has_one_token_sees_how_it_was_refused_and_what_to_do() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Nightly <build>");
        ask(token, "recipe:deploy");
        ask(token, "recipe:deploy");

        String page = alice().get("/settings/refusals").body();

        assertThat(page)
                .contains(
                        "Nightly &lt;build&gt;",
                        "<code>recipe:deploy</code>",
                        "It needs a role, which no token carries")
                .contains("Sign in as a user who holds the role", "<td data-label=\"Times\">2</td>", "192.0.2.0/24")
                .contains("href=\"/settings/access-token/" + token.token().id() + "\"", "href=\"/docs/refusals\"")
                .doesNotContain(token.secret().reveal());
    }

    @Test
    void whoever_has_several_chooses_one_of_them() throws Exception {
        CreatedToken used = keyfob.tokenOf(keyfob.alice, "Used");
        CreatedToken other = keyfob.tokenOf(keyfob.alice, "Other");
        ask(used, "token:create");

        assertThat(alice().get("/settings/refusals").body())
                .contains("Choose a token", "Used (", "Other (")
                .doesNotContain("It needs a signed-in person");
        assertThat(alice().get("/settings/refusals?token=" + used.token().id()).body())
                .contains("value=\"" + used.token().id() + "\" selected", "It needs a signed-in person");
        assertThat(alice().get("/settings/refusals?token=" + other.token().id()).body())
                .contains("Nothing was refused in the last 30 days", "it sends another token, or none");
        assertThat(alice().get("/settings/access-token").body()).contains("href=\"/settings/refusals\"");
    }

    // The explanation that a caller gets links here, even after the token has expired or was revoked.
    @Test
    void a_token_that_has_ended_tells_it_too() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Old");
        keyfob.useCases.tokens.revokeToken.revoke(keyfob.operator, token.token().id());
        ask(token, "recipe:run");

        assertThat(alice().get("/settings/refusals").body()).contains("The token was deleted", "Old (");
    }

    @Test
    void whoever_has_none_is_told_so() throws Exception {
        assertThat(alice().get("/settings/refusals").body())
                .contains("You have no tokens")
                .doesNotContain("<select");
    }

    @Test
    void administrators_too_see_their_own_alone() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);

        assertThat(admin.get("/settings/refusals?token=" + token.token().id()).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "%00", "00000000-0000-0000-0000-000000000000", "%3Cscript%3E"})
    void what_is_no_token_is_not_found(String id) throws Exception {
        HttpResponse<String> answer = alice().get("/settings/refusals?token=" + id);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("<script>x", "%3C");
    }

    private Visitor alice() throws Exception {
        return new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }

    private void ask(CreatedToken token, String permission) {
        keyfob.useCases.tokens.verifyToken.verify(
                "192.0.2.1", token.secret().reveal(), List.of(new Permission(permission)));
    }
}
