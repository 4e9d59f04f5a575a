package dev.keyfob.web.pages.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.web.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page that deletes a token after a confirmation. */
class DeleteTokenPageTest extends TokenPages {

    // The id of another user's token is answered like an unknown id.
    @Test
    void anothers_token_is_as_unknown_as_none() throws Exception {
        CreatedToken bobs = keyfob.tokenOf(keyfob.bob, "Bob's");
        Visitor alice = alice();
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        String form = Visitor.field(alice.get(OWN).body(), "form_token");
        String foreign = OWN + "/" + bobs.token().id() + "/delete";
        String unknown = OWN + "/00000000-0000-0000-0000-000000000000/delete";

        HttpResponse<String> one = alice.post(foreign, Map.of("form_token", form));
        HttpResponse<String> other = alice.post(unknown, Map.of("form_token", form));

        assertThat(one.statusCode()).isEqualTo(404);
        assertThat(one.body()).isEqualTo(other.body());
        assertThat(alice.get(foreign).statusCode()).isEqualTo(404);
        assertThat(admin.get(foreign).statusCode()).isEqualTo(404);
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.bob.id())).isEqualTo(1);
    }

    @Test
    void deleting_asks_on_a_page_of_its_own_and_then_ends_the_token() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
        Visitor alice = alice();
        String path = OWN + "/" + token.token().id() + "/delete";

        HttpResponse<String> asked = alice.get(path);
        assertThat(asked.body()).contains("Laptop", "cannot be undone");
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isEqualTo(1);

        HttpResponse<String> done = alice.post(path, Map.of("form_token", Visitor.field(asked.body(), "form_token")));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isZero();
        assertThat(alice.get(OWN + "?state=revoked").body()).contains("Laptop");
    }

    @Test
    void a_token_that_was_used_in_the_last_week_is_deleted_when_its_name_is_typed_and_only_then() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Größe <1>");
        keyfob.use(token.secret());
        String path = OWN + "/" + token.token().id() + "/delete";
        Visitor alice = alice();
        assertThat(alice.get(OWN).body()).contains("data-in-use=\"true\"");
        String question = alice.get(path).body();
        assertThat(question).contains("Type the name of the token to delete it", "within the last minute");
        String form = Visitor.field(question, "form_token");

        assertThat(alice.post(path, Map.of("form_token", form)).body())
                .contains("id=\"confirm-error\"", "Type its name to delete it.");
        HttpResponse<String> wrong = alice.post(path, Map.of("form_token", form, "confirm", "Größe"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("That is not the name of this token.", "value=\"Größe\"");
        assertThat(keyfob.unusable(token.secret())).isEmpty();

        assertThat(alice.post(path, Map.of("form_token", form, "confirm", " Größe <1> "))
                        .statusCode())
                .isEqualTo(303);
        assertThat(keyfob.unusable(token.secret())).isPresent();
    }

    @Test
    void a_token_that_was_not_used_for_a_week_is_deleted_without_typing() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.use(token.secret());
        keyfob.clock.advance(Duration.ofDays(7));
        String path = OWN + "/" + token.token().id() + "/delete";
        Visitor alice = alice();
        String question = alice.get(path).body();

        assertThat(question).doesNotContain("name=\"confirm\"");
        assertThat(alice.post(path, Map.of("form_token", Visitor.field(question, "form_token")))
                        .statusCode())
                .isEqualTo(303);
    }
}
