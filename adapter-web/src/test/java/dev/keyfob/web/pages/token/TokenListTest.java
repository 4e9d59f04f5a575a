package dev.keyfob.web.pages.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.user.UserEdit;
import dev.keyfob.domain.user.Email;
import dev.keyfob.web.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of tokens, a person's own and everyone's, over real HTTP. */
class TokenListTest extends TokenPages {

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
                .contains("The token was deleted (revoked).", "26 to 50 of 59", ">Token 34<", ">Token 9<")
                .contains("value=\"token\"")
                .doesNotContain(">Token 20<", ">Token 35<");
        assertThat(Visitor.link(question, "Cancel")).isEqualTo(OWN + delete.substring(delete.indexOf('?')));
    }

    @Test
    void the_page_of_a_token_and_all_that_is_done_there_lead_back_to_the_same_page_of_the_list() throws Exception {
        tokens(60);
        Visitor alice = alice();
        String list = Visitor.link(alice.get(OWN + "?search=token&sort=name").body(), "Next");
        String query = list.substring(list.indexOf('?'));
        String written = query.replace("&", "&amp;");
        String second = alice.get(list).body();
        String token = second.replaceAll("(?s).*?<a class=\"name\" href=\"([^\"?]*)\\?[^\"]*\".*", "$1");

        for (String place : List.of("", "/edit", "/rotate", "/delete")) {
            assertThat(second + alice.get(token + query).body()).contains("\"" + token + place + written + "\"");
        }
        assertThat(alice.get(token + query).body()).contains("href=\"" + OWN + written + "\">All access tokens");
        for (String place : List.of("/edit", "/rotate")) {
            assertThat(alice.get(token + place + query).body())
                    .contains("href=\"" + token + written + "\"", "action=\"" + token + place + written + "\"");
        }
        String form = Visitor.field(second, "form_token");
        for (String change : List.of("/suspend", "/resume", "/edit", "/reuse")) {
            assertThat(alice.post(token + change + query, Map.of("form_token", form))
                            .headers()
                            .firstValue("Location")
                            .orElseThrow())
                    .startsWith(token + query + "&done=");
        }
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

        String first =
                admin.get(ALL + "?owner=alice@example.com&sort=created_at").body();
        String second = admin.get(Visitor.link(first, "Next")).body();

        assertThat(first).contains("1 to 50 of 60", ">Token 0<", ">Token 49<");
        assertThat(second)
                .contains("51 to 60 of 60", ">Token 50<", ">Token 59<")
                .doesNotContain("Bob");
    }

    @Test
    void the_head_of_a_column_sorts_by_it_and_says_how_the_list_is_sorted() throws Exception {
        for (String name : List.of("beta", "Alpha", "Gamma")) {
            keyfob.clock.advance(Duration.ofSeconds(1));
            keyfob.tokenOf(keyfob.alice, name);
        }
        Visitor alice = alice();

        String newest = alice.get(OWN + "?search=a").body();
        String byName = alice.get(Visitor.link(newest, "Description")).body();
        String byNameDown = alice.get(Visitor.link(byName, "Description")).body();

        assertThat(names(newest)).containsExactly("Gamma", "Alpha", "beta");
        assertThat(newest).contains("<th scope=\"col\" aria-sort=\"descending\"><a href=\"" + OWN);
        assertThat(names(byName)).containsExactly("Alpha", "beta", "Gamma");
        assertThat(byName)
                .containsPattern("aria-sort=\"ascending\"><a [^>]*>Description")
                .contains("value=\"a\"");
        assertThat(names(byNameDown)).containsExactly("Gamma", "beta", "Alpha");
        assertThat(byNameDown).containsPattern("aria-sort=\"descending\"><a [^>]*>Description");
        assertThat(byNameDown.split("aria-sort", -1)).hasSize(2);
    }

    @Test
    void everyones_list_is_sorted_by_owner_and_found_by_a_part_of_the_address() throws Exception {
        keyfob.tokenOf(keyfob.bob, "Bob's");
        keyfob.tokenOf(keyfob.alice, "Alice's");
        Visitor admin = admin();

        String byOwner = admin.get(Visitor.link(admin.get(ALL).body(), "Owner")).body();

        assertThat(names(byOwner)).containsExactly("Alice's", "Bob's");
        assertThat(names(admin.get(ALL + "?owner=OB@exam").body())).containsExactly("Bob's");
    }

    @Test
    void tokens_are_found_by_when_they_expire_and_when_they_were_used() throws Exception {
        keyfob.tokenOf(keyfob.alice, "Never used");
        CreatedToken used = keyfob.tokenOf(keyfob.alice, "Used");
        keyfob.useCases.tokens.verifyToken.verify("192.0.2.7", used.secret().reveal(), List.of());
        keyfob.useCases.recentUses.flush();
        keyfob.clock.advance(Duration.ofDays(10));
        keyfob.tokenOf(keyfob.alice, "Young");
        Visitor alice = alice();

        assertThat(names(alice.get(OWN + "?unused=never").body())).containsExactly("Young", "Never used");
        assertThat(names(alice.get(OWN + "?unused=9&sort=name").body())).containsExactly("Never used", "Used");
        assertThat(names(alice.get(OWN + "?unused=11").body())).isEmpty();
        assertThat(names(alice.get(OWN + "?expiring=21&sort=name").body())).containsExactly("Never used", "Used");
        assertThat(alice.get(OWN + "?expiring=21").body())
                .contains("<option value=\"21\" selected>Within 21 days</option>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"expiring=soon", "expiring=0", "unused=-1", "unused=99999", "expiring=1%00"})
    void days_that_are_no_number_are_said_to_be_none(String query) throws Exception {
        HttpResponse<String> answer = alice().get(OWN + "?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("A number of days is a whole number from 1 to 3660");
    }

    @Test
    void the_warning_leads_to_the_tokens_that_it_is_about() throws Exception {
        keyfob.tokenOf(keyfob.alice, "Ending");
        keyfob.clock.advance(Duration.ofDays(22));
        keyfob.tokenOf(keyfob.alice, "Young");
        Visitor alice = alice();

        String warned = alice.get(OWN).body();

        assertThat(warned).contains("<strong><bdi>Ending</bdi></strong> expires");
        assertThat(names(alice.get(Visitor.link(warned, "Review")).body())).containsExactly("Ending");
    }

    @Test
    void tokens_of_which_an_old_secret_was_used_lately_are_listed_the_revoked_ones_too() throws Exception {
        CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.tokenOf(keyfob.alice, "Desk");
        keyfob.tokens.update(laptop.token()
                .reusedFrom("192.0.2.66", keyfob.clock.instant())
                .revoke(keyfob.clock.instant(), "reuse detection"));

        String page = admin().get(ALL + "?state=all&reused=30").body();

        assertThat(names(page)).containsExactly("Laptop");
        assertThat(page).contains("In the last 30 days");
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/tokens?unused=x, 400",
        "/admin/tokens?owner=nobody, 404",
        "/admin/audit?from=yesterday, 400",
        "/admin/audit?about=nobody@example.com, 404",
        "/admin/webhooks?endpoint=x, 404",
        "/settings/security-log?to=x, 400"
    })
    void what_a_list_cannot_be_filtered_by_is_answered_as_refused_on_the_page(String address, int status)
            throws Exception {
        HttpResponse<String> answer = admin().get(address);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("class=\"error\" role=\"alert\"", "<form");
    }

    @Test
    void the_order_that_a_column_was_sorted_by_stays_when_the_form_is_sent() throws Exception {
        assertThat(alice().get(OWN + "?sort=-name").body())
                .containsPattern("<option value=\"-name\" selected[^>]*>As in the table");
    }

    @Test
    void owners_see_that_they_suspended_a_token_under_an_earlier_address() throws Exception {
        CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
        String page = OWN + "/" + laptop.token().id();
        keyfob.useCases.tokens.suspendToken.suspend(
                keyfob.signedIn(keyfob.alice), laptop.token().id());
        Visitor alice = alice();
        keyfob.useCases.users.editUser.edit(
                keyfob.operator,
                keyfob.alice.email(),
                new UserEdit(Optional.empty(), Optional.of(new Email("alice.new@example.com"))));

        assertThat(alice.get(OWN).body())
                .contains("alice@example.com", "action=\"" + page + "/resume\"")
                .doesNotContain("an administrator");
    }

    @Test
    void each_row_has_a_menu_and_does_not_offer_what_would_be_refused() throws Exception {
        CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
        String page = OWN + "/" + laptop.token().id();
        Visitor alice = alice();

        assertThat(alice.get(OWN).body())
                .contains("Actions for Laptop", "href=\"" + page + "\">Open<", page + "/rotate\">Rotate<")
                .contains(page + "/edit\">Rename<", "action=\"" + page + "/suspend\"", page + "/delete\"")
                .contains("data-copy=\"" + laptop.token().id() + "\"");
        keyfob.useCases.tokens.suspendToken.suspend(
                keyfob.signedIn(keyfob.admin), laptop.token().id());
        assertThat(alice.get(OWN).body()).doesNotContain(page + "/resume");
        assertThat(alice.get(page).body())
                .contains("An administrator suspended this token. Ask an administrator to resume it.")
                .doesNotContain(page + "/resume\"");
        assertThat(admin().get(ALL).body())
                .contains("action=\"" + ALL + "/" + laptop.token().id() + "/resume\"")
                .doesNotContain("/rotate\"");
    }

    @Test
    void what_is_revoked_says_no_expiry_and_cannot_be_chosen() throws Exception {
        CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, laptop.token().id());

        assertThat(alice().get(OWN + "?state=revoked").body())
                .contains(">Laptop<", "data-label=\"Expires\"><span class=\"muted\">-</span>")
                .doesNotContain("type=\"checkbox\" name=\"token\"", "data-delete");
    }
}
