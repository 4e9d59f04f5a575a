package dev.keyfob.web.pages.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a person's own access tokens, over real HTTP. */
class AccessTokenPagesTest {

    private static final String PATH = "/settings/access-token";
    private static final Pattern SECRET = Pattern.compile("kfpat_[0-9A-Za-z]{38}");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_new_token_is_shown_by_exactly_one_answer() throws Exception {
        Visitor alice = alice();
        HttpResponse<String> made = generate(alice, alice.get(PATH).body(), "Laptop");
        assertThat(made.statusCode()).isEqualTo(303);
        String shown = made.headers().firstValue("Location").orElseThrow();

        HttpResponse<String> first = alice.get(shown);
        HttpResponse<String> again = alice.get(shown);

        Matcher secret = SECRET.matcher(first.body());
        assertThat(secret.find()).isTrue();
        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .verify("192.0.2.1", secret.group(), List.of())
                        .isUsable())
                .isTrue();
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
        // Neither a reload nor any later page shows it again, and the address never contained it.
        assertThat(SECRET.matcher(again.body()).find()).isFalse();
        assertThat(again.body()).contains("shown once", "Laptop");
        assertThat(shown).doesNotContain("kfpat_");
    }

    @Test
    void the_command_below_a_new_token_names_this_server_and_needs_that_token_alone() throws Exception {
        Visitor alice = alice();
        String shown = generate(alice, alice.get(PATH).body(), "Laptop")
                .headers()
                .firstValue("Location")
                .orElseThrow();

        String page = alice.get(shown).body();

        assertThat(page)
                .containsPattern("export KEYFOB_TOKEN=<span data-value-again>kfpat_•+")
                .containsPattern("curl \"http://[^/\"$]+/graphql\"");
        assertThat(Pattern.compile("\\$[A-Z_]+").matcher(page).results().map(MatchResult::group))
                .containsOnly("$KEYFOB_TOKEN");
    }

    @Test
    void another_session_cannot_take_the_secret() throws Exception {
        Visitor alice = alice();
        String shown = generate(alice, alice.get(PATH).body(), "Laptop")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        Visitor bob = new Visitor(server).signedInAs("bob@example.com", InMemoryKeyfob.BOB_PASSWORD);

        assertThat(SECRET.matcher(bob.get(shown).body()).find()).isFalse();
        assertThat(SECRET.matcher(alice.get(shown).body()).find()).isTrue();
    }

    @Test
    void one_form_makes_one_token_however_often_it_is_sent() throws Exception {
        Visitor alice = alice();
        String page = alice.get(PATH).body();

        for (int i = 0; i < 3; i++) {
            assertThat(generate(alice, page, "Sent again").statusCode()).isEqualTo(303);
        }

        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', Enter a name",
        "'   ', Enter a name",
        "'a\u202eb', cannot be seen",
        "'a\u200bb', cannot be seen",
        "'a\nb', cannot be seen",
        "'a\u0007b', cannot be seen",
        "'a\ue000b', cannot be seen",
        "'a\u3164b', cannot be seen",
        "LAPTOP, already a token with this name",
    })
    void a_name_that_cannot_be_is_answered_beside_the_field_and_the_text_kept(String typed, String sentence)
            throws Exception {
        keyfob.tokenOf(keyfob.alice, "Laptop");
        Visitor alice = alice();

        HttpResponse<String> answer = generate(alice, alice.get(PATH).body(), typed);

        assertThat(answer.statusCode()).isIn(409, 422);
        assertThat(answer.body()).contains(sentence, "id=\"name-error\"", "value=\"" + typed + "\"");
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isEqualTo(1);
    }

    @Test
    void a_name_of_101_characters_is_refused_and_one_of_100_taken() throws Exception {
        Visitor alice = alice();

        assertThat(generate(alice, alice.get(PATH).body(), "k".repeat(101)).body())
                .contains("at most 100 characters", "k".repeat(101));
        assertThat(generate(alice, alice.get(PATH).body(), "k".repeat(100)).statusCode())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "custom, '', Choose the date",
        "custom, 2020-01-01, already passed",
        "custom, 2030-01-01, at most 366 days",
        "custom, 2026-02-30, not an expiry",
        "never, '', Tokens expire",
        "9999d, '', at most 366 days",
    })
    void an_expiry_that_cannot_be_is_answered_beside_its_field(String choice, String date, String sentence)
            throws Exception {
        Visitor alice = alice();
        Map<String, String> form = form(alice.get(PATH).body(), "Kept name");
        form.put("expires", choice);
        form.put("date", date);

        HttpResponse<String> answer = alice.post(PATH, form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(sentence, "id=\"date-error\"", "value=\"Kept name\"");
    }

    @Test
    void a_custom_date_is_the_whole_of_that_day_where_the_reader_is() throws Exception {
        Visitor alice = alice();
        Map<String, String> form = form(alice.get(PATH).body(), "Until January");
        form.putAll(Map.of("expires", "custom", "date", "2027-01-31", "zone", "Europe/Berlin"));

        alice.post(PATH, form);

        assertThat(keyfob.tokens.unrevokedListOf(keyfob.alice.id()).get(0).expiresAt())
                .contains(Instant.parse("2027-01-31T23:00:00Z"));
    }

    // Without the script the server does not know the reader's zone. The days are in UTC, and the page says so.
    @ParameterizedTest
    @ValueSource(strings = {"min", "max"})
    void without_a_zone_the_first_and_the_last_day_that_are_offered_are_taken_as_days_of_utc(String end)
            throws Exception {
        Visitor alice = alice();
        String page = alice.get(PATH).body();
        Matcher offered = Pattern.compile(end + "=\"([0-9-]{10})\"").matcher(page);
        assertThat(offered.find()).isTrue();
        Map<String, String> form = form(page, "Until then");
        form.putAll(Map.of("expires", "custom", "date", offered.group(1)));

        HttpResponse<String> answer = alice.post(PATH, form);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(keyfob.tokens.unrevokedListOf(keyfob.alice.id()).get(0).expiresAt())
                .contains(LocalDate.parse(offered.group(1))
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
        assertThat(page).contains("at midnight in UTC");
    }

    // Anything in a name is text.
    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'-alert(1)-'", "${7*7}"})
    void a_hostile_name_is_only_text(String name) throws Exception {
        Visitor alice = alice();
        generate(alice, alice.get(PATH).body(), name);

        String page = alice.get(PATH).body();

        assertThat(page).doesNotContain("<script>alert", "<img src=x", ">49<");
        assertThat(page).contains("alert(1)".substring(0, name.contains("alert") ? 8 : 0));
    }

    // The id of another user's token is answered like an unknown id.
    @Test
    void anothers_token_is_as_unknown_as_none() throws Exception {
        CreatedToken bobs = keyfob.tokenOf(keyfob.bob, "Bob's");
        Visitor alice = alice();
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        String form = Visitor.field(alice.get(PATH).body(), "form_token");
        String foreign = PATH + "/" + bobs.token().id() + "/delete";
        String unknown = PATH + "/00000000-0000-0000-0000-000000000000/delete";

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
        String path = PATH + "/" + token.token().id() + "/delete";

        HttpResponse<String> asked = alice.get(path);
        assertThat(asked.body()).contains("Laptop", "cannot be undone");
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isEqualTo(1);

        HttpResponse<String> done = alice.post(path, Map.of("form_token", Visitor.field(asked.body(), "form_token")));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isZero();
        assertThat(alice.get(PATH + "?state=revoked").body()).contains("Laptop");
    }

    @Test
    void a_token_that_was_used_in_the_last_week_is_deleted_when_its_name_is_typed_and_only_then() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Größe <1>");
        keyfob.use(token.secret());
        String path = PATH + "/" + token.token().id() + "/delete";
        Visitor alice = alice();
        assertThat(alice.get(PATH).body()).contains("data-in-use=\"true\"");
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
        String path = PATH + "/" + token.token().id() + "/delete";
        Visitor alice = alice();
        String question = alice.get(path).body();

        assertThat(question).doesNotContain("name=\"confirm\"");
        assertThat(alice.post(path, Map.of("form_token", Visitor.field(question, "form_token")))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void a_forged_form_changes_nothing() throws Exception {
        Visitor alice = alice();
        Visitor bob = new Visitor(server).signedInAs("bob@example.com", InMemoryKeyfob.BOB_PASSWORD);
        Map<String, String> own = form(alice.get(PATH).body(), "Forged");
        Map<String, String> without = new HashMap<>(own);
        without.remove("form_token");
        Map<String, String> foreign = new HashMap<>(own);
        foreign.put("form_token", Visitor.field(bob.get(PATH).body(), "form_token"));

        assertThat(alice.post(PATH, without).statusCode()).isEqualTo(403);
        assertThat(alice.post(PATH, foreign).statusCode()).isEqualTo(403);
        assertThat(alice.post(PATH, own, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(alice.post(PATH, own, "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isZero();
    }

    @Test
    void a_token_opens_no_page_and_nobody_is_sent_to_sign_in() throws Exception {
        String token = keyfob.tokenOf(keyfob.admin, "Laptop").secret().reveal();
        Visitor nobody = new Visitor(server);

        assertThat(nobody.send(nobody.to(PATH).header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> sent = nobody.get(PATH);
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.headers().firstValue("Location")).contains("/sign-in?next=%2Fsettings%2Faccess-token");
    }

    // The old cookie no longer works after signing out, and signing in creates a new one.
    @Test
    void signing_out_ends_the_session_on_the_server() throws Exception {
        Visitor alice = alice();
        Map<String, String> before = new HashMap<>(alice.cookies());

        HttpResponse<String> out = alice.post(
                "/sign-out", Map.of("form_token", Visitor.field(alice.get(PATH).body(), "form_token")));
        alice.cookies().putAll(before);

        assertThat(out.headers().firstValue("Clear-Site-Data")).isPresent();
        assertThat(alice.get(PATH).statusCode()).isEqualTo(303);
    }

    // The test clock shows the morning of 24 November 2026.
    @Test
    void dates_are_days_of_utc_and_say_so_and_a_last_use_is_relative_alone() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.useCases.tokens.verifyToken.verify("192.0.2.7", token.secret().reveal(), List.of());

        String page = alice().get(PATH).body();

        assertThat(page)
                .contains(
                        "<span data-shown=\"day\">24 Dec 2026</span><span data-utc> UTC</span>,"
                                + " <span data-ago>in 30 days</span>",
                        "until <time",
                        "<span data-shown=\"weekday\">Thu 24 Dec 2026</span><span data-utc> UTC</span>")
                .containsPattern("title=\"24 Nov 2026, [0-9:]{5} UTC\"><span data-ago>within the last minute");
    }

    // The token expires at the midnight after the chosen day.
    @Test
    void a_token_is_said_to_end_on_the_day_that_was_chosen() throws Exception {
        Visitor alice = alice();
        Map<String, String> form = form(alice.get(PATH).body(), "Until January");
        form.putAll(Map.of("expires", "custom", "date", "2027-01-31"));
        alice.post(PATH, form);

        String page = alice.get(PATH).body();

        assertThat(page)
                .contains("datetime=\"2027-02-01T00:00:00Z\"", "data-end=\"true\"", ">31 Jan 2027</span>")
                .doesNotContain("1 Feb 2027,");
    }

    @Test
    void a_tokens_page_shows_its_id_and_the_commands_about_it_with_buttons_that_need_a_script() throws Exception {
        String id = keyfob.tokenOf(keyfob.alice, "Laptop").token().id().toString();

        String page = alice().get(PATH + "/" + id).body();

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
        alice.post(PATH, form(alice.get(PATH).body(), "Laptop"));
        Matcher link = Pattern.compile("href=\"(" + PATH + "/[0-9a-f-]{36})\"")
                .matcher(alice.get(PATH).body());
        assertThat(link.find()).isTrue();

        String page = alice.get(link.group(1)).body();

        assertThat(page).contains("<h2>History</h2>", "<bdi>You</bdi>").doesNotContain("href=\"/admin");
    }

    @Test
    void a_note_is_written_on_the_edit_page_and_shown_and_one_that_cannot_be_is_kept_beside_its_field()
            throws Exception {
        String path =
                PATH + "/" + keyfob.tokenOf(keyfob.alice, "Laptop").token().id();
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
    void a_token_is_generated_with_a_note_and_one_that_cannot_be_is_kept_beside_its_field() throws Exception {
        Visitor alice = alice();
        Map<String, String> form = form(alice.get(PATH).body(), "Laptop");
        form.put("note", "k".repeat(501));
        HttpResponse<String> refused = alice.post(PATH, form);
        form.put("note", "Ask <Bob>");

        assertThat(alice.post(PATH, form).statusCode()).isEqualTo(303);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("id=\"note-error\"", "k".repeat(501), "value=\"Laptop\"");
        assertThat(keyfob.tokens.findUnrevoked(keyfob.alice.id(), TokenName.parse("Laptop")))
                .hasValueSatisfying(token -> assertThat(token.note().value()).isEqualTo("Ask <Bob>"));
    }

    @Test
    void what_ends_soon_leads_to_extending_and_rotating_it() throws Exception {
        String id = keyfob.tokenOf(keyfob.alice, "Laptop").token().id().toString();
        Visitor alice = alice();
        assertThat(alice.get(PATH).body()).doesNotContain("class=\"notice soon\"");
        keyfob.clock.advance(Duration.ofDays(25));
        alice = alice();

        for (String page : List.of(PATH, PATH + "/" + id)) {
            assertThat(alice.get(page).body())
                    .contains(
                            "href=\"" + PATH + "/" + id + "/edit#date\">Extend", PATH + "/" + id + "/rotate\">Rotate");
        }
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
        String page = PATH + "/" + token.token().id();
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

    @Test
    void a_link_fills_in_the_form_and_makes_nothing() throws Exception {
        String page = alice().get(PATH + "?name=Nightly+%3Cb%3E&days=90&permission=recipe:run")
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
        HttpResponse<String> answer = alice().get(PATH + "?" + query);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(sentence);
    }

    @Test
    void guessing_is_answered_by_429_with_a_time_to_wait() throws Exception {
        Visitor stranger = new Visitor(server);
        HttpResponse<String> answer = null;
        for (int i = 0; i < 6; i++) {
            String form = Visitor.field(stranger.get("/sign-in").body(), "form_token");
            answer = stranger.post(
                    "/sign-in", Map.of("form_token", form, "email", "alice@example.com", "password", "guess"));
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("alice@example.com", "Wait 1 second,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "//evil",
                "//evil/settings/profile?x=1",
                "/settings//evil",
                "/settings?x=%zz",
                "/\\evil.example",
                "https://evil.example",
                "/%09/evil.example",
                "javascript:alert(1)",
                "/a@evil.example",
                "\t//evil.example",
                "/../evil"
            })
    void after_signing_in_one_stays_here(String next) throws Exception {
        Visitor stranger = new Visitor(server);
        String form = Visitor.field(stranger.get("/sign-in").body(), "form_token");

        HttpResponse<String> answer = stranger.post(
                "/sign-in",
                Map.of(
                        "form_token",
                        form,
                        "email",
                        "alice@example.com",
                        "password",
                        InMemoryKeyfob.ALICE_PASSWORD,
                        "next",
                        next));

        assertThat(answer.headers().firstValue("Location")).contains("/");
    }

    private Visitor alice() throws Exception {
        return new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }

    private static HttpResponse<String> generate(Visitor visitor, String page, String name) throws Exception {
        return visitor.post(PATH, form(page, name));
    }

    private static Map<String, String> form(String page, String name) {
        Map<String, String> form = new HashMap<>();
        form.put("form_token", Visitor.field(page, "form_token"));
        form.put("nonce", Visitor.field(page, "nonce"));
        form.put("name", name);
        form.put("expires", "30d");
        form.put("date", "");
        form.put("zone", "");
        return form;
    }
}
