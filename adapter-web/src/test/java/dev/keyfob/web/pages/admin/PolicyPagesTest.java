package dev.keyfob.web.pages.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The token policy, over real HTTP. */
class PolicyPagesTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);
    private Visitor admin;

    @BeforeEach
    void signIn() throws Exception {
        admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void every_value_in_force_is_shown_in_a_field_with_what_it_takes() throws Exception {
        assertThat(admin.get("/admin/policy").body())
                .contains("Longest life of a token", "value=\"366d\"", "Allowed: a number of days such as 90d.")
                .contains("id=\"rotation_grace\"", "<option value=\"revoke\" selected>");
    }

    @Test
    void a_preview_tells_what_stops_and_what_ends_sooner_and_changes_nothing() throws Exception {
        keyfob.tokenOf(keyfob.bob, "Old");
        keyfob.clock.advance(Duration.ofDays(21));
        admin.signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        keyfob.tokenOf(keyfob.alice, "One");
        keyfob.tokenOf(keyfob.alice, "Other");

        String page =
                admin.get("/admin/policy/preview?longest_life=20d&reuse=revoke").body();

        assertThat(page)
                .contains(
                        "<code>366d</code> becomes <code>20d</code>",
                        "1 token stops now; 2 will end sooner, the first on")
                .contains("4 Jan 2027", "bob@example.com", "stop now", "alice@example.com", "end sooner")
                .doesNotContain("name=\"reuse\"");
        assertThat(keyfob.audited(AuditAction.POLICY_CHANGED)).isEmpty();
    }

    @Test
    void the_change_is_made_after_the_preview_and_the_log_tells_of_what_changed_alone() throws Exception {
        String page = admin.get("/admin/policy/preview?longest_life=90d&idle_limit=none&creation=on")
                .body();

        HttpResponse<String> done = admin.post(
                "/admin/policy",
                Map.of(
                        "form_token", Visitor.field(page, "form_token"),
                        "longest_life", Visitor.field(page, "longest_life")));

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(admin.get("/admin/policy?done").body()).contains("The policy was changed.", "value=\"90d\"");
        assertThat(keyfob.audited(AuditAction.POLICY_CHANGED))
                .extracting(entry -> entry.subject().name())
                .containsExactly("longest_life=90d");
    }

    @Test
    void what_cannot_be_read_is_told_beside_its_field_with_what_was_typed() throws Exception {
        HttpResponse<String> preview = admin.get("/admin/policy/preview?longest_life=90d&idle_limit=soon%3C");
        HttpResponse<String> change = admin.post(
                "/admin/policy",
                Map.of(
                        "form_token",
                                Visitor.field(
                                        admin.get("/admin/policy/preview?reuse=report")
                                                .body(),
                                        "form_token"),
                        "tokens_per_user", "x".repeat(5000)));

        assertThat(preview.statusCode()).isEqualTo(422);
        assertThat(preview.body())
                .contains("id=\"idle_limit-error\">idle_limit takes a number of days", "value=\"soon&lt;\"")
                .contains("value=\"90d\"");
        assertThat(change.statusCode()).isEqualTo(422);
        assertThat(change.body()).contains("id=\"tokens_per_user-error\"");
        assertThat(keyfob.audited(AuditAction.POLICY_CHANGED)).isEmpty();
    }

    @Test
    void a_preview_of_nothing_asks_for_a_change_first() throws Exception {
        assertThat(admin.get("/admin/policy/preview").body()).contains("You have not changed a value yet.");
        assertThat(admin.get("/admin/policy/preview?longest_life=366d").body())
                .contains("You have not changed a value yet.");
    }

    @Test
    void each_consequence_names_twenty_owners_and_says_how_many_more_there_are() throws Exception {
        for (int number = 0; number < 23; number++) {
            Email email = new Email("person" + number + "@example.com");
            User person = User.joining(email, List.of(), keyfob.clock.instant());
            keyfob.users.add(person);
            keyfob.tokenOf(person, "Old");
        }
        keyfob.clock.advance(Duration.ofDays(21));
        keyfob.tokenOf(keyfob.alice, "New");

        String page = admin.signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD)
                .get("/admin/policy/preview?longest_life=20d")
                .body();

        assertThat(page)
                .contains("and 3 more owners whose tokens stop now", "alice@example.com")
                .contains("end sooner");
        assertThat(page.split("person[0-9]+@example.com</a>")).hasSize(21);
    }
}
