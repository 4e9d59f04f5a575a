package dev.keyfob.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of tokens, a person's own and everyone's, over real HTTP. */
class TokenListTest {

    private static final String OWN = "/settings/access-token";
    private static final String ALL = "/admin/tokens";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void next_and_previous_keep_the_filter_and_say_which_rows_are_shown() throws Exception {
        tokens(60);
        Visitor alice = alice();

        String first = alice.get(OWN + "?state=active&search=token").body();
        String second = alice.get(Visitor.link(first, "Next")).body();
        String third = alice.get(Visitor.link(second, "Next")).body();
        String back = alice.get(Visitor.link(third, "Previous")).body();

        assertThat(first).contains("1 to 25 of 60", ">Token 59<", ">Token 35<").doesNotContain(">Previous<");
        assertThat(second).contains("26 to 50 of 60", ">Token 34<", ">Token 10<");
        assertThat(third).contains("51 to 60 of 60", ">Token 9<", ">Token 0<").doesNotContain(">Next<");
        assertThat(back).contains("26 to 50 of 60", ">Token 34<", ">Token 10<").doesNotContain(">Token 9<");
        assertThat(Visitor.link(back, "Previous")).contains("state=active", "search=token", "before=");
        assertThat(back).contains("value=\"active\" selected", "value=\"token\"");
    }

    @Test
    void after_deleting_the_same_page_of_the_list_is_shown_with_the_filter() throws Exception {
        tokens(60);
        Visitor alice = alice();
        String first = alice.get(OWN + "?search=token").body();
        String second = alice.get(Visitor.link(first, "Next")).body();
        String delete = second.replaceAll("(?s).*href=\"([^\"]*/delete[^\"]*)\" data-delete=\"Token 20\".*", "$1")
                .replace("&amp;", "&");

        String question = alice.get(delete).body();
        HttpResponse<String> done = alice.post(
                question.replaceAll("(?s).*action=\"([^\"]*/delete[^\"]*)\".*", "$1")
                        .replace("&amp;", "&"),
                Map.of("form_token", Visitor.field(question, "form_token")));
        String shown =
                alice.get(done.headers().firstValue("Location").orElseThrow()).body();

        assertThat(shown)
                .contains("The token was deleted.", "26 to 50 of 59", ">Token 34<", ">Token 9<")
                .contains("value=\"token\"")
                .doesNotContain(">Token 20<", ">Token 35<");
        assertThat(Visitor.link(question, "Cancel")).isEqualTo(OWN + delete.substring(delete.indexOf('?')));
    }

    @Test
    void a_page_that_is_gone_shows_the_nearest_one() throws Exception {
        tokens(26);
        Visitor alice = alice();
        String second = Visitor.link(alice.get(OWN).body(), "Next");
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator,
                keyfob.tokens.unrevokedListOf(keyfob.alice.id()).stream()
                        .filter(token -> token.name().value().equals("Token 0"))
                        .findFirst()
                        .orElseThrow()
                        .id());

        assertThat(alice.get(second).body()).contains("1 to 25 of 25", ">Token 1<", ">Token 25<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "99999999999999999999", "1%0d%0aX:y"})
    void a_number_that_somebody_made_up_is_no_number(String number) throws Exception {
        tokens(60);
        Visitor alice = alice();
        String next = Visitor.link(alice.get(OWN).body(), "Next").replace("at=26", "at=" + number);

        assertThat(alice.get(next).body()).contains("1 to 25 of 60", ">Token 34<");
    }

    @Test
    void everyones_list_keeps_owner_and_order_through_every_step() throws Exception {
        tokens(60);
        keyfob.tokenOf(keyfob.bob, "Bob's");
        Visitor admin = admin();

        String first = admin.get(ALL + "?owner=alice@example.com&sort=oldest").body();
        String second = admin.get(Visitor.link(first, "Next")).body();

        assertThat(first).contains("1 to 50 of 60", ">Token 0<", ">Token 49<");
        assertThat(second)
                .contains("51 to 60 of 60", ">Token 50<", ">Token 59<")
                .doesNotContain("Bob");
    }

    private void tokens(int number) {
        for (int i = 0; i < number; i++) {
            keyfob.clock.advance(Duration.ofSeconds(1));
            keyfob.tokenOf(keyfob.alice, "Token " + i);
        }
    }

    private Visitor alice() throws Exception {
        return new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }

    private Visitor admin() throws Exception {
        return new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
    }
}
