package dev.keyfob.web.pages.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.web.Visitor;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form that generates a token, and the one answer that shows its secret. */
class GenerateTokenPageTest extends TokenPages {

    private static final Pattern SECRET = Pattern.compile("kfpat_[0-9A-Za-z]{38}");

    @Test
    void a_new_token_is_shown_by_exactly_one_answer() throws Exception {
        Visitor alice = alice();
        HttpResponse<String> made = generate(alice, alice.get(OWN).body(), "Laptop");
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
        String shown = generate(alice, alice.get(OWN).body(), "Laptop")
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
        String shown = generate(alice, alice.get(OWN).body(), "Laptop")
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
        String page = alice.get(OWN).body();

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

        HttpResponse<String> answer = generate(alice, alice.get(OWN).body(), typed);

        assertThat(answer.statusCode()).isIn(409, 422);
        assertThat(answer.body()).contains(sentence, "id=\"name-error\"", "value=\"" + typed + "\"");
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isEqualTo(1);
    }

    @Test
    void a_name_of_101_characters_is_refused_and_one_of_100_taken() throws Exception {
        Visitor alice = alice();

        assertThat(generate(alice, alice.get(OWN).body(), "k".repeat(101)).body())
                .contains("at most 100 characters", "k".repeat(101));
        assertThat(generate(alice, alice.get(OWN).body(), "k".repeat(100)).statusCode())
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
        Map<String, String> form = form(alice.get(OWN).body(), "Kept name");
        form.put("expires", choice);
        form.put("date", date);

        HttpResponse<String> answer = alice.post(OWN, form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(sentence, "id=\"date-error\"", "value=\"Kept name\"");
    }

    @Test
    void a_custom_date_is_the_whole_of_that_day_where_the_reader_is() throws Exception {
        Visitor alice = alice();
        Map<String, String> form = form(alice.get(OWN).body(), "Until January");
        form.putAll(Map.of("expires", "custom", "date", "2027-01-31", "zone", "Europe/Berlin"));

        alice.post(OWN, form);

        assertThat(keyfob.tokens.unrevokedListOf(keyfob.alice.id()).get(0).expiresAt())
                .contains(Instant.parse("2027-01-31T23:00:00Z"));
    }

    // Without the script the server does not know the reader's zone. The days are in UTC, and the page says so.
    @ParameterizedTest
    @ValueSource(strings = {"min", "max"})
    void without_a_zone_the_first_and_the_last_day_that_are_offered_are_taken_as_days_of_utc(String end)
            throws Exception {
        Visitor alice = alice();
        String page = alice.get(OWN).body();
        Matcher offered = Pattern.compile(end + "=\"([0-9-]{10})\"").matcher(page);
        assertThat(offered.find()).isTrue();
        Map<String, String> form = form(page, "Until then");
        form.putAll(Map.of("expires", "custom", "date", offered.group(1)));

        HttpResponse<String> answer = alice.post(OWN, form);

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
        generate(alice, alice.get(OWN).body(), name);

        String page = alice.get(OWN).body();

        assertThat(page).doesNotContain("<script>alert", "<img src=x", ">49<");
        assertThat(page).contains("alert(1)".substring(0, name.contains("alert") ? 8 : 0));
    }

    @Test
    void a_forged_form_changes_nothing() throws Exception {
        Visitor alice = alice();
        Visitor bob = new Visitor(server).signedInAs("bob@example.com", InMemoryKeyfob.BOB_PASSWORD);
        Map<String, String> own = form(alice.get(OWN).body(), "Forged");
        Map<String, String> without = new HashMap<>(own);
        without.remove("form_token");
        Map<String, String> foreign = new HashMap<>(own);
        foreign.put("form_token", Visitor.field(bob.get(OWN).body(), "form_token"));

        assertThat(alice.post(OWN, without).statusCode()).isEqualTo(403);
        assertThat(alice.post(OWN, foreign).statusCode()).isEqualTo(403);
        assertThat(alice.post(OWN, own, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(alice.post(OWN, own, "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isZero();
    }

    @Test
    void a_token_is_generated_with_a_note_and_one_that_cannot_be_is_kept_beside_its_field() throws Exception {
        Visitor alice = alice();
        Map<String, String> form = form(alice.get(OWN).body(), "Laptop");
        form.put("note", "k".repeat(501));
        HttpResponse<String> refused = alice.post(OWN, form);
        form.put("note", "Ask <Bob>");

        assertThat(alice.post(OWN, form).statusCode()).isEqualTo(303);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("id=\"note-error\"", "k".repeat(501), "value=\"Laptop\"");
        assertThat(keyfob.tokens.findUnrevoked(keyfob.alice.id(), TokenName.parse("Laptop")))
                .hasValueSatisfying(token -> assertThat(token.note().value()).isEqualTo("Ask <Bob>"));
    }

    private static HttpResponse<String> generate(Visitor visitor, String page, String name) throws Exception {
        return visitor.post(OWN, form(page, name));
    }
}
