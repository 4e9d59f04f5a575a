package dev.keyfob.web.pages.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void the_order_that_a_column_was_sorted_by_stays_when_the_form_is_sent() throws Exception {
        assertThat(alice().get(OWN + "?sort=-name").body())
                .containsPattern("<option value=\"-name\" selected[^>]*>As in the table");
    }

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

    private static List<String> names(String page) {
        return Pattern.compile("<bdi>([^<]+)</bdi></a>")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
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
