package dev.keyfob.web.pages.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.web.Visitor;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages that delete the tokens selected in a list. */
class RevokeChosenTokensPagesTest extends TokenPages {

    @Test
    void chosen_tokens_are_named_counted_and_deleted_together_and_the_list_is_as_before() throws Exception {
        tokens(4);
        Visitor alice = alice();
        String list = alice.get(OWN + "?search=token&sort=name").body();
        assertThat(list).contains("form=\"chosen\"", "name=\"sort\" value=\"name\"");
        String chosen = "?search=token&sort=name&token=" + id("Token 1") + "&token=" + id("Token 2");

        String question = alice.get(OWN + "/delete" + chosen).body();
        assertThat(question)
                .contains("Delete 2 tokens?", "<bdi>Token 1</bdi>", "<bdi>Token 2</bdi>", "Never used")
                .doesNotContain("<bdi>Token 0</bdi>");
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isEqualTo(4);

        HttpResponse<String> done =
                delete(alice, OWN + "/delete?search=token&sort=name", question, "Token 1", "Token 2");

        assertThat(done.statusCode()).isEqualTo(303);
        String shown =
                alice.get(done.headers().firstValue("Location").orElseThrow()).body();
        assertThat(shown).contains("The tokens were deleted (revoked).");
        assertThat(names(shown)).containsExactly("Token 0", "Token 3");
    }

    @Test
    void several_are_deleted_when_their_number_is_typed_and_only_then() throws Exception {
        tokens(2);
        Visitor alice = alice();
        String chosen = "&token=" + id("Token 0") + "&token=" + id("Token 1");
        String form = "form_token=" + Visitor.field(alice.get(OWN).body(), "form_token");

        for (String typed : List.of("", "&confirm=", "&confirm=1", "&confirm=two")) {
            HttpResponse<String> refused = alice.send(alice.to(OWN + "/delete")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form + typed + chosen)));

            assertThat(refused.statusCode()).as(typed).isEqualTo(422);
            assertThat(refused.body())
                    .contains("id=\"confirm-error\"", "Type how many tokens are deleted: 2.", "<bdi>Token 1</bdi>");
        }

        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isEqualTo(2);
    }

    @Test
    void where_one_of_them_is_not_ones_own_none_is_deleted() throws Exception {
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.tokenOf(keyfob.bob, "Bob's");
        Visitor alice = alice();
        String page = alice.get(OWN).body();

        assertThat(alice.get(OWN + "/delete?token=" + id("Laptop") + "&token=" + id("Bob's"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(delete(alice, OWN + "/delete", page, "Laptop", "Bob's").statusCode())
                .isEqualTo(404);
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isEqualTo(1);
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.bob.id())).isEqualTo(1);
    }

    @Test
    void an_administrator_deletes_chosen_tokens_of_everyone_and_sees_whose_they_are() throws Exception {
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.tokenOf(keyfob.bob, "Bob's");
        Visitor admin = admin();

        String question = admin.get(ALL + "/delete?token=" + id("Laptop") + "&token=" + id("Bob's"))
                .body();
        delete(admin, ALL + "/delete", question, "Laptop", "Bob's");

        assertThat(question).contains("of alice@example.com", "of bob@example.com");
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isZero();
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.bob.id())).isZero();
    }

    @Test
    void choosing_none_too_many_or_what_is_no_id_is_refused_with_the_reason() throws Exception {
        Visitor alice = alice();

        HttpResponse<String> none = alice.get(OWN + "/delete");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("No token is selected.");
        assertThat(alice.get(OWN + "/delete?token=x").statusCode()).isEqualTo(404);
        assertThat(alice.get(OWN + "/delete?token=00000000-0000-0000-0000-000000000000" + "&token=1".repeat(100))
                        .body())
                .contains("At most 100 tokens");
    }

    @Test
    void what_was_deleted_before_is_left_out_and_twice_is_no_error() throws Exception {
        tokens(2);
        Visitor alice = alice();
        String page = alice.get(OWN).body();
        delete(alice, OWN + "/delete", page, "Token 0");

        assertThat(alice.get(OWN + "/delete?token=" + id("Token 0")).body()).contains("deleted already");
        assertThat(delete(alice, OWN + "/delete", page, "Token 0").headers().firstValue("Location"))
                .contains(OWN + "?deleted=0");
        assertThat(alice.get(OWN + "?deleted=0").body()).contains("Nothing was deleted");
    }

    private TokenId id(String name) {
        return Stream.of(keyfob.alice, keyfob.bob)
                .flatMap(owner -> keyfob
                        .tokens
                        .list(TokenFilter.ownedBy(owner.id()), TokenOrder.NEWEST_FIRST, PageRequest.first())
                        .items()
                        .stream())
                .filter(token -> token.name().value().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private HttpResponse<String> delete(Visitor visitor, String path, String page, String... names) throws Exception {
        StringBuilder body =
                new StringBuilder("form_token=" + Visitor.field(page, "form_token") + "&confirm=" + names.length);
        for (String name : names) {
            body.append("&token=").append(id(name));
        }
        return visitor.send(visitor.to(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }
}
