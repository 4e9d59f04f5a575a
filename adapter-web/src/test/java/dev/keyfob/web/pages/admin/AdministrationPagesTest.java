package dev.keyfob.web.pages.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenRestrictions;
import dev.keyfob.domain.user.Password;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everyone's tokens, users and the audit log, over real HTTP. */
class AdministrationPagesTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyones_tokens_are_listed_filtered_sorted_and_paged() throws Exception {
        for (int i = 0; i < 60; i++) {
            keyfob.clock.advance(Duration.ofSeconds(1));
            keyfob.tokenOf(i % 2 == 0 ? keyfob.alice : keyfob.bob, "Token " + i);
        }
        Visitor admin = admin();

        String first = admin.get("/admin/tokens").body();
        assertThat(first).contains("Token 59", "Token 10", "alice@example.com", "bob@example.com", "1 to 50 of 60");
        assertThat(first).doesNotContain(">Token 9<");
        assertThat(admin.get("/admin/tokens?sort=created_at").body()).contains(">Token 0<", ">Token 49<");
        String bobs = admin.get("/admin/tokens?owner=bob@example.com&search=token%201")
                .body();
        assertThat(bobs).contains(">Token 1<", ">Token 11<").doesNotContain(">Token 10<", "Next<");
        assertThat(admin.get("/admin/tokens?owner=nobody@example.com").body())
                .contains("No user's address contains “nobody@example.com”.");
    }

    @Test
    void the_menu_leads_administrators_there_and_nobody_else() throws Exception {
        assertThat(admin().get("/settings/profile").body()).contains("href=\"/admin/overview\"");
        assertThat(alice().get("/settings/profile").body()).doesNotContain("/admin");
    }

    @Test
    void one_token_is_shown_with_its_owner_and_history_and_can_be_suspended() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
        String path = "/admin/tokens/" + token.token().id();
        Visitor admin = admin();

        String page = admin.get(path).body();
        assertThat(page).contains("alice@example.com", "token.created");
        HttpResponse<String> done =
                admin.post(path + "/suspend", Map.of("form_token", Visitor.field(page, "form_token")));

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(reason(token)).isEqualTo(Reason.SUSPENDED);
        assertThat(admin.get(path).body()).contains("Resume", "by admin@example.com", "token.suspended");
        // The owner cannot undo what an administrator decided.
        Visitor alice = alice();
        String own = "/settings/access-token/" + token.token().id();
        String ownPage = alice.get(own).body();
        assertThat(alice.post(own + "/resume", Map.of("form_token", Visitor.field(ownPage, "form_token")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(reason(token)).isEqualTo(Reason.SUSPENDED);
    }

    @Test
    void a_user_is_shown_with_how_many_tokens_can_be_revoked() throws Exception {
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.tokenOf(keyfob.alice, "Backup");
        keyfob.tokenOf(keyfob.bob, "Laptop");
        Visitor admin = admin();

        String alice = admin.get("/admin/users/" + keyfob.alice.id()).body();
        String bob = admin.get("/admin/users/" + keyfob.bob.id()).body();

        assertThat(alice).contains(">Revoke all 2 tokens<");
        assertThat(bob).contains(">Revoke 1 token<");
    }

    @Test
    void disabling_asks_with_the_count_and_puts_the_user_out_everywhere() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
        Visitor alice = alice();
        Visitor admin = admin();
        String user = "/admin/users/" + keyfob.alice.id();

        String question = admin.get(user + "/disable").body();
        assertThat(question).contains("Disable alice@example.com?", "1 active token stops");
        admin.post(user + "/disable", Map.of("form_token", Visitor.field(question, "form_token")));

        assertThat(alice.get("/settings/profile").statusCode()).isEqualTo(303);
        assertThat(reason(token)).isEqualTo(Reason.OWNER_DISABLED);
        assertThat(admin.get(user).body()).contains("user.disabled", "Enable");
        assertThat(admin.get("/admin/tokens").body()).contains("disabled</span>");

        String enable = admin.get(user + "/enable").body();
        assertThat(enable).contains("The 1 token from before will be revoked, unless you keep them.");
        admin.post(user + "/enable", Map.of("form_token", Visitor.field(enable, "form_token")));
        assertThat(reason(token)).isEqualTo(Reason.REVOKED);
    }

    @Test
    void administrators_do_not_disable_themselves_and_are_told_who_can() throws Exception {
        Visitor admin = admin();
        String user = "/admin/users/" + keyfob.admin.id();

        String page = admin.get(user).body();
        HttpResponse<String> refused = admin.post(
                user + "/disable",
                Map.of("form_token", Visitor.field(admin.get(user + "/disable").body(), "form_token")));

        assertThat(page).contains("Another administrator can disable you.").doesNotContain(user + "/disable");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("You cannot end your own administration. Ask another administrator");
        assertThat(keyfob.users.find(keyfob.admin.id())).contains(keyfob.admin);
    }

    @Test
    void tokens_come_back_with_a_user_only_where_that_is_ticked() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.alice.email());
        Visitor admin = admin();
        String user = "/admin/users/" + keyfob.alice.id();

        admin.post(
                user + "/enable",
                Map.of(
                        "form_token",
                        Visitor.field(admin.get(user + "/enable").body(), "form_token"),
                        "keep-tokens",
                        "1"));

        assertThat(keyfob.useCases
                        .tokens
                        .verifyToken
                        .verify("192.0.2.1", token.secret().reveal(), List.of())
                        .isUsable())
                .isTrue();
    }

    @Test
    void all_tokens_of_a_user_are_revoked_after_a_question_with_the_count() throws Exception {
        keyfob.tokenOf(keyfob.alice, "One");
        keyfob.tokenOf(keyfob.alice, "Two");
        Visitor admin = admin();
        String user = "/admin/users/" + keyfob.alice.id();

        String question = admin.get(user + "/revoke-tokens").body();
        assertThat(question).contains("2 tokens end at once and for good");
        admin.post(user + "/revoke-tokens", Map.of("form_token", Visitor.field(question, "form_token")));

        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isZero();
        assertThat(admin.get("/admin/users?search=alice").body())
                .contains("alice@example.com")
                .doesNotContain("bob@example.com");
    }

    @Test
    void a_form_of_another_session_does_nothing() throws Exception {
        Visitor admin = admin();
        String foreign = Visitor.field(alice().get("/settings/profile").body(), "form_token");

        HttpResponse<String> answer =
                admin.post("/admin/users/" + keyfob.bob.id() + "/disable", Map.of("form_token", foreign));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(keyfob.users.find(keyfob.bob.id()).orElseThrow().isEnabled()).isTrue();
    }

    @Test
    void the_audit_log_is_filtered() throws Exception {
        keyfob.tokenOf(keyfob.alice, "One");
        keyfob.tokenOf(keyfob.bob, "Two");
        Visitor admin = admin();

        assertThat(admin.get("/admin/audit?action=token.created&about=alice@example.com")
                        .body())
                .contains(">One<")
                .doesNotContain(">Two<");
        assertThat(admin.get("/admin/audit?from=2026-11-25").body()).contains("No entry matches.");
        assertThat(admin.get("/admin/audit?from=soon").body()).contains("A day is written like 2027-01-31.");
    }

    @Test
    void the_page_offers_what_the_policy_allows_and_says_why() throws Exception {
        Visitor alice = alice();
        keyfob.useCases.policy.setPolicy.set(
                keyfob.operator, PolicyChanges.parse(List.of("longest_life=10d", "idle_limit=5d")));
        assertThat(alice.get("/settings/access-token").body())
                .contains("after at most 10 days", "not used for 5 days", "value=\"7d\"")
                .doesNotContain("value=\"90d\"", "value=\"30d\"");

        keyfob.useCases.policy.setPolicy.set(keyfob.operator, PolicyChanges.parse(List.of("creation=off")));
        assertThat(alice.get("/settings/access-token").body())
                .contains("an administrator has switched it off")
                .doesNotContain("name=\"nonce\"");
    }

    @Test
    void a_token_is_limited_and_edited_by_its_owner() throws Exception {
        Visitor alice = alice();
        String page = alice.get("/settings/access-token").body();
        assertThat(page).contains("Run recipes", "Deploy recipes", "Needs the role admin", "Only in person, signed in");
        Map<String, String> form = Map.of(
                "form_token", Visitor.field(page, "form_token"),
                "nonce", Visitor.field(page, "nonce"),
                "name", "Laptop",
                "limits", "1",
                "permission", "recipe:view",
                "networks", "10.0.0.0/8");
        assertThat(alice.post("/settings/access-token", form).statusCode()).isEqualTo(303);
        String id = keyfob.tokens.unrevokedListOf(keyfob.alice.id()).get(0).id().toString();
        String own = "/settings/access-token/" + id;
        assertThat(alice.get(own).body()).contains("recipe:view", "10.0.0.0/8").doesNotContain("recipe:run");

        String edit = alice.get(own + "/edit").body();
        assertThat(edit).contains("value=\"Laptop\"", "value=\"10.0.0.0/8\"");
        HttpResponse<String> wrong = alice.post(
                own + "/edit",
                Map.of(
                        "form_token", Visitor.field(edit, "form_token"),
                        "name", "Desk",
                        "limits", "1",
                        "permission", "recipe:view",
                        "networks", "nowhere"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("is not a network", "value=\"nowhere\"", "value=\"Desk\"");
        alice.post(
                own + "/edit",
                Map.of(
                        "form_token", Visitor.field(edit, "form_token"),
                        "name", "Desk",
                        "limits", "1",
                        "permission", "recipe:run",
                        "networks", ""));
        assertThat(alice.get(own).body()).contains("Desk", "recipe:run", "<dt>Allowed networks</dt><dd>Any");
    }

    // A script that sends only a new name must not remove the token's restrictions.
    @ParameterizedTest
    @CsvSource({
        "/settings/access-token/, name=Desk",
        "/settings/access-token/, networks=192.0.2.0/24",
        "/settings/access-token/, permission=recipe:run",
        "/settings/access-token/, date=2027-01-31",
        "/admin/tokens/, name=Desk",
        "/admin/tokens/, networks=192.0.2.0/24",
        "/admin/tokens/, permission=recipe:run",
        "/admin/tokens/, date=2027-01-31"
    })
    void what_an_edit_does_not_send_stays_as_it_was(String path, String sent) throws Exception {
        Visitor person = path.startsWith("/admin") ? admin() : alice();
        AccessToken before = narrowToken();
        String form = Visitor.field(person.get(path + before.id() + "/edit").body(), "form_token");
        String field = sent.substring(0, sent.indexOf('='));

        HttpResponse<String> answer = person.post(
                path + before.id() + "/edit", Map.of("form_token", form, field, sent.substring(sent.indexOf('=') + 1)));

        assertThat(answer.statusCode()).isEqualTo(303);
        AccessToken after = keyfob.tokens.find(before.id()).orElseThrow();
        assertThat(after).isNotEqualTo(before);
        assertThat(after.name().equals(before.name())).isEqualTo(!field.equals("name"));
        assertThat(after.networks().equals(before.networks())).isEqualTo(!field.equals("networks"));
        assertThat(after.narrowing().equals(before.narrowing())).isEqualTo(!field.equals("permission"));
        assertThat(after.expiresAt().equals(before.expiresAt())).isEqualTo(!field.equals("date"));
    }

    // If the form that is shown again left out the restrictions, sending it would remove them from the token.
    @Test
    void a_refused_edit_without_limits_shows_those_that_the_token_has() throws Exception {
        Visitor alice = alice();
        AccessToken token = narrowToken();
        String edit = "/settings/access-token/" + token.id() + "/edit";

        HttpResponse<String> refused = alice.post(
                edit, Map.of("form_token", Visitor.field(alice.get(edit).body(), "form_token"), "name", ""));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("value=\"10.0.0.0/8\"");
        assertThat(refused.body()).containsPattern("value=\"recipe:view\" checked");
        assertThat(refused.body()).doesNotContainPattern("value=\"recipe:run\" checked");
    }

    @Test
    void nothing_chosen_is_answered_beside_the_boxes_and_the_rest_kept() throws Exception {
        Visitor alice = alice();
        String page = alice.get("/settings/access-token").body();

        HttpResponse<String> answer = alice.post(
                "/settings/access-token",
                Map.of(
                        "form_token", Visitor.field(page, "form_token"),
                        "nonce", Visitor.field(page, "nonce"),
                        "name", "Laptop",
                        "limits", "1",
                        "networks", "10.0.0.0/8"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Choose at least one thing", "value=\"Laptop\"", "value=\"10.0.0.0/8\"");
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.alice.id())).isZero();
    }

    @Test
    void sessions_are_told_apart_by_browser_and_device_and_all_others_are_ended_at_once() throws Exception {
        Visitor here = alice();
        Visitor there = alice();
        keyfob.useCases.sessions.signIn.signIn(
                keyfob.alice.email(),
                Password.attempt(InMemoryKeyfob.ALICE_PASSWORD),
                "192.0.2.1",
                InMemoryKeyfob.newDevice(),
                "Firefox on Linux");
        String page = here.get("/settings/profile").body();
        assertThat(page).contains("Firefox on Linux", "Unknown browser", "Sign out everywhere else");

        HttpResponse<String> answer = here.post(
                "/settings/profile/sessions/end-others", Map.of("form_token", Visitor.field(page, "form_token")));

        assertThat(answer.headers().firstValue("Location")).contains("/settings/profile?ended=others");
        assertThat(there.get("/settings/profile").statusCode()).isEqualTo(303);
        assertThat(here.get("/settings/profile?ended=others").body())
                .contains("You are signed out everywhere else.")
                .doesNotContain("Firefox on Linux", "<button class=\"quiet\" type=\"submit\">Sign out everywhere");
    }

    @Test
    void another_place_is_signed_out_from_here() throws Exception {
        Visitor here = alice();
        Visitor there = alice();
        String page = here.get("/settings/profile").body();
        assertThat(page).contains(">this one</span>");
        String end = page.replaceAll("(?s).*action=\"(/settings/profile/sessions/[0-9a-f]{16}/end)\".*", "$1");

        assertThat(here.post(end, Map.of("form_token", Visitor.field(page, "form_token")))
                        .statusCode())
                .isEqualTo(303);

        assertThat(there.get("/settings/profile").statusCode()).isEqualTo(303);
        assertThat(here.get("/settings/profile").statusCode()).isEqualTo(200);
    }

    @Test
    void what_ends_soon_is_warned_about_and_what_ended_says_when_and_by_whom() throws Exception {
        CreatedToken ended = keyfob.tokenOf(keyfob.alice, "Ended");
        keyfob.tokenOf(keyfob.alice, "Ending");
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.signedIn(keyfob.admin), ended.token().id());
        keyfob.clock.advance(Duration.ofDays(25));
        Visitor alice = alice();

        assertThat(alice.get("/settings/access-token").body())
                .contains("<strong><bdi>Ending</bdi></strong> expires", "soon</small>")
                .doesNotContain(">Ended<");
        assertThat(alice.get("/settings/access-token?state=revoked").body())
                .contains(">Ended<", "by an administrator")
                .doesNotContain("admin@example.com");
    }

    private Reason reason(CreatedToken token) {
        return keyfob.useCases
                .tokens
                .verifyToken
                .explain(keyfob.operator, token.secret().reveal(), List.of())
                .unusable()
                .orElseThrow();
    }

    private AccessToken narrowToken() {
        NewToken wanted = new NewToken(
                keyfob.alice.email(),
                new TokenName("Laptop"),
                TokenNote.none(),
                new Expiry.Standard(),
                new TokenRestrictions(
                        Narrowing.to(List.of(new Permission("recipe:view"))), Networks.parse("10.0.0.0/8")));
        return keyfob.useCases
                .tokens
                .createToken
                .create(keyfob.operator, wanted)
                .token();
    }

    private Visitor alice() throws Exception {
        return new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }

    private Visitor admin() throws Exception {
        return new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
    }
}
