package dev.keyfob.web.pages.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links that fill in the form for a new token. */
class FormLinkTest extends TokenPages {

    @Test
    void a_link_fills_in_the_form_and_makes_nothing() throws Exception {
        String page = alice().get(OWN + "?name=Nightly+%3Cb%3E&days=90&permission=recipe:run")
                .body();

        assertThat(page)
                .contains("A link filled in this form.", "value=\"Nightly &lt;b", "value=\"90d\" checked")
                .contains("value=\"recipe:run\" checked")
                .doesNotContain("value=\"recipe:view\" checked");
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name=a%07b | a character that cannot be seen",
                "days=x | they live 1 to 366 days",
                "days=0 | they live 1 to 366 days",
                "days=400 | they live 1 to 366 days",
                "days=99999999999 | they live 1 to 366 days",
                "permission=recipe:deploy | a permission that no token here can have",
                "permission=%3Cb%3E | a permission that no token here can have",
            })
    void a_link_that_asks_for_what_cannot_be_is_answered_with_a_sentence(String query, String sentence)
            throws Exception {
        HttpResponse<String> answer = alice().get(OWN + "?" + query);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(sentence);
    }
}
