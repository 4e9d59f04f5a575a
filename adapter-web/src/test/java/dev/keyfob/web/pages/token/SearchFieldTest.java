package dev.keyfob.web.pages.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.web.Visitor;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search field above the lists of tokens, which takes a whole token too. */
class SearchFieldTest extends TokenPages {

    @Test
    void what_is_typed_into_the_search_field_finds_a_name_an_id_a_hint_and_its_last_four_characters() throws Exception {
        CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.tokenOf(keyfob.alice, "Desk");
        Visitor alice = alice();
        String hint = laptop.token().hint();

        for (String typed : List.of(
                "lapt", laptop.token().id().toString(), hint, hint.substring(hint.length() - 4), "  Laptop  ")) {
            HttpResponse<String> sent = search(alice, OWN, typed);

            assertThat(sent.statusCode()).isEqualTo(303);
            String address = sent.headers().firstValue("Location").orElseThrow();
            assertThat(address).startsWith(OWN + "?search=").contains("state=active");
            assertThat(names(alice.get(address).body())).as(typed).containsExactly("Laptop");
        }
    }

    @Test
    void a_whole_token_opens_its_page_and_gets_into_no_address() throws Exception {
        CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
        String secret = laptop.secret().reveal();

        HttpResponse<String> own = search(alice(), OWN, " secret-token:" + secret + "\n");
        HttpResponse<String> everyones = search(admin(), ALL, secret);

        assertThat(own.statusCode()).isEqualTo(303);
        assertThat(own.headers().firstValue("Location"))
                .contains(OWN + "/" + laptop.token().id());
        assertThat(everyones.headers().firstValue("Location"))
                .contains(ALL + "/" + laptop.token().id());
        assertThat(own.body()).doesNotContain(secret);
        assertThat(keyfob.tokens.find(laptop.token().id()).orElseThrow().lastUsedAt())
                .isEmpty();
    }

    @Test
    void a_token_of_somebody_else_is_as_unknown_as_none_to_administrators_among_their_own_too() throws Exception {
        String bobs = keyfob.tokenOf(keyfob.bob, "Bob's").secret().reveal();
        String unknown = TokenFormat.standard().generate(new SecureRandom()).reveal();

        for (Visitor visitor : List.of(alice(), admin())) {
            HttpResponse<String> foreign = search(visitor, OWN, bobs);
            HttpResponse<String> none = search(visitor, OWN, unknown);

            assertThat(foreign.statusCode()).isEqualTo(404);
            assertThat(foreign.body()).contains("No token of yours has or had this secret.");
            assertThat(foreign.body().replaceAll("name=\"nonce\" value=\"[^\"]*\"", ""))
                    .isEqualTo(none.body().replaceAll("name=\"nonce\" value=\"[^\"]*\"", ""))
                    .doesNotContain(bobs, unknown);
        }
        assertThat(search(admin(), ALL, unknown).body()).contains("No token here has or had this secret.");
    }

    @Test
    void a_secret_that_nobody_has_leaves_the_other_fields_as_they_were() throws Exception {
        String unknown = TokenFormat.standard().generate(new SecureRandom()).reveal();
        Visitor admin = admin();

        String answer = admin.post(
                        ALL + "/search",
                        Map.of(
                                "form_token", Visitor.field(admin.get(ALL).body(), "form_token"),
                                "search", unknown,
                                "owner", "alice",
                                "state", "suspended",
                                "unused", "30",
                                "sort", "name"))
                .body();

        assertThat(answer)
                .contains(
                        "value=\"alice\"",
                        "value=\"suspended\" selected",
                        "value=\"30\" selected",
                        "value=\"name\" selected")
                .doesNotContain(unknown);
    }

    @Test
    void a_token_that_is_not_whole_is_said_to_be_so_and_not_repeated() throws Exception {
        String secret = keyfob.tokenOf(keyfob.alice, "Laptop").secret().reveal();
        String cut = secret.substring(0, secret.length() - 3);

        HttpResponse<String> answer = search(alice(), OWN, cut);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("That is not a whole token").doesNotContain(cut);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/settings/access-token?search=",
                "/settings/access-token?state=",
                "/admin/tokens?search=",
                "/admin/tokens?owner=",
                "/admin/users?search=",
                "/admin/audit?about="
            })
    void a_token_in_the_address_of_a_list_is_refused_and_not_repeated(String address) throws Exception {
        String secret = keyfob.tokenOf(keyfob.alice, "Laptop").secret().reveal();

        HttpResponse<String> answer = admin().get(address + secret);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("does not belong in an address").doesNotContain(secret);
    }

    @Test
    void a_token_in_another_field_than_the_search_gets_into_no_address() throws Exception {
        String secret = keyfob.tokenOf(keyfob.alice, "Laptop").secret().reveal();
        Visitor admin = admin();

        HttpResponse<String> answer = admin.post(
                ALL + "/search",
                Map.of("form_token", Visitor.field(admin.get(ALL).body(), "form_token"), "owner", secret));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.body()).contains("belongs in the search field only").doesNotContain(secret);
    }

    private static HttpResponse<String> search(Visitor visitor, String path, String typed) throws Exception {
        return visitor.post(
                path + "/search",
                Map.of(
                        "form_token",
                        Visitor.field(visitor.get(path).body(), "form_token"),
                        "search",
                        typed,
                        "state",
                        "active"));
    }
}
