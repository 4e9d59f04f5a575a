package dev.keyfob.web.pages.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailPagesTest {

    private static final String PATH = "/settings/profile/mail";

    private final InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_person_switches_a_kind_off_and_on_again_and_alarms_say_that_they_stay_on() throws Exception {
        Visitor alice = alice();
        assertThat(alice.get("/settings/profile").body()).contains("href=\"" + PATH + "\"");
        String page = alice.get(PATH).body();
        assertThat(page)
                .contains(
                        "alice@example.com",
                        "name=\"expiring\" value=\"1\" checked",
                        "name=\"by_others\" value=\"1\" checked",
                        "They cannot be switched off.",
                        "Password changed")
                .doesNotContain("Webhook failing");

        HttpResponse<String> saved = alice.post(
                PATH, Map.of("form_token", Visitor.field(page, "form_token"), "chosen", "1", "by_others", "1"));

        assertThat(saved.headers().firstValue("Location")).contains(PATH + "?saved");
        assertThat(keyfob.mailChoices.findOff(keyfob.alice.id())).containsExactly(NoticeKind.EXPIRING);
        assertThat(alice.get(PATH + "?saved").body())
                .contains("Your choice is saved.", "name=\"by_others\" value=\"1\" checked")
                .doesNotContain("name=\"expiring\" value=\"1\" checked");
        alice.post(
                PATH,
                Map.of(
                        "form_token",
                        Visitor.field(page, "form_token"),
                        "chosen",
                        "1",
                        "by_others",
                        "1",
                        "expiring",
                        "x"));
        assertThat(keyfob.mailChoices.findOff(keyfob.alice.id())).isEmpty();
    }

    @Test
    void an_empty_form_that_is_not_of_the_page_changes_nothing() throws Exception {
        Visitor alice = alice();
        String page = alice.get(PATH).body();

        assertThat(alice.post(PATH, Map.of("form_token", Visitor.field(page, "form_token")))
                        .statusCode())
                .isEqualTo(303);
        assertThat(alice.post(PATH, Map.of("chosen", "1")).statusCode()).isEqualTo(403);

        assertThat(keyfob.mailChoices.findOff(keyfob.alice.id())).isEmpty();
    }

    @Test
    void where_nobody_is_mailed_the_page_says_so() throws Exception {
        InMemoryKeyfob silent = new InMemoryKeyfob();
        try (WebServer other = Visitor.serve(silent, false)) {
            Visitor alice = new Visitor(other).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

            assertThat(alice.get(PATH).body())
                    .contains("no mail server is configured")
                    .doesNotContain("name=\"chosen\"");
            assertThat(alice.get("/settings/profile").body()).doesNotContain(PATH);
        }
    }

    private Visitor alice() throws Exception {
        return new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }
}
