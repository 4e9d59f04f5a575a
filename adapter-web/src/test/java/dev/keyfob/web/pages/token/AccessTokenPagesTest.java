package dev.keyfob.web.pages.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.web.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of a person's own access tokens, over real HTTP. */
class AccessTokenPagesTest extends TokenPages {

    @Test
    void a_token_opens_no_page_and_nobody_is_sent_to_sign_in() throws Exception {
        String token = keyfob.tokenOf(keyfob.admin, "Laptop").secret().reveal();
        Visitor nobody = new Visitor(server);

        assertThat(nobody.send(nobody.to(OWN).header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> sent = nobody.get(OWN);
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.headers().firstValue("Location")).contains("/sign-in?next=%2Fsettings%2Faccess-token");
    }

    // The test clock shows the morning of 24 November 2026.
    @Test
    void dates_are_days_of_utc_and_say_so_and_a_last_use_is_relative_alone() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.useCases.tokens.verifyToken.verify("192.0.2.7", token.secret().reveal(), List.of());

        String page = alice().get(OWN).body();

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
        Map<String, String> form = form(alice.get(OWN).body(), "Until January");
        form.putAll(Map.of("expires", "custom", "date", "2027-01-31"));
        alice.post(OWN, form);

        String page = alice.get(OWN).body();

        assertThat(page)
                .contains("datetime=\"2027-02-01T00:00:00Z\"", "data-end=\"true\"", ">31 Jan 2027</span>")
                .doesNotContain("1 Feb 2027,");
    }

    @Test
    void what_ends_soon_leads_to_extending_and_rotating_it() throws Exception {
        String id = keyfob.tokenOf(keyfob.alice, "Laptop").token().id().toString();
        Visitor alice = alice();
        assertThat(alice.get(OWN).body()).doesNotContain("class=\"notice soon\"");
        keyfob.clock.advance(Duration.ofDays(25));
        alice = alice();

        for (String page : List.of(OWN, OWN + "/" + id)) {
            assertThat(alice.get(page).body())
                    .contains("href=\"" + OWN + "/" + id + "/edit#date\">Extend", OWN + "/" + id + "/rotate\">Rotate");
        }
    }
}
