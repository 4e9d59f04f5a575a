package dev.keyfob.web.pages.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.pickup.PickUp;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PickUpPagesTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_prepared_token_is_picked_up_by_its_owner_who_alone_sees_the_secret() throws Exception {
        Visitor admin = admin();
        Visitor alice = alice();

        HttpResponse<String> prepared =
                prepare(admin, Map.of("name", "Build server", "days", "90", "note", "Ask <Bob>"));
        assertThat(prepared.statusCode()).isEqualTo(303);
        String list = admin.get(location(prepared)).body();
        assertThat(list)
                .contains("The token is prepared", "Build server", "alice@example.com", "90 days")
                .doesNotContain("kfpat_");
        String tokens = alice.get("/settings/access-token").body();
        assertThat(tokens)
                .contains("Ready for you to pick up", "Build server", "by an administrator")
                .doesNotContain("admin@example.com");

        String path = "/settings/pick-ups/" + waiting().token();
        String page = alice.get(path).body();
        assertThat(page).contains("90 days from now", "recipe:view", "Ask &lt;Bob&gt;");
        HttpResponse<String> pickedUp = alice.post(path, filled(page, Map.of("name", "Build server")));

        String shown = alice.get(location(pickedUp)).body();
        assertThat(shown).contains("Token generated", "kfpat_").doesNotContain("Ready for you to pick up");
        assertThat(tokensOfAlice()).extracting(token -> token.name().value()).containsExactly("Build server");
        assertThat(admin.get("/admin/pick-ups").body())
                .contains("Nothing waits to be picked up")
                .doesNotContain("kfpat_");
    }

    @Test
    void the_form_sent_twice_makes_one_token() throws Exception {
        Visitor alice = alice();
        prepare(admin(), Map.of("name", "CI"));
        String path = "/settings/pick-ups/" + waiting().token();
        Map<String, String> form = filled(alice.get(path).body(), Map.of("name", "CI"));

        HttpResponse<String> first = alice.post(path, form);
        HttpResponse<String> second = alice.post(path, form);

        assertThat(location(second)).isEqualTo(location(first));
        assertThat(tokensOfAlice()).hasSize(1);
    }

    @Test
    void what_was_typed_wrong_is_told_beside_its_field_and_kept() throws Exception {
        Visitor admin = admin();

        for (Map<String, String> typed : List.of(
                Map.of("owner", "carol@example.com"),
                Map.of("owner", "not an address"),
                Map.of("name", "x".repeat(101)),
                Map.of("name", "line\nbreak"),
                Map.of("note", "k".repeat(501)),
                Map.of("days", "ten"),
                Map.of("days", "367"),
                Map.of("networks", "everywhere"))) {
            String field = typed.keySet().iterator().next();
            HttpResponse<String> answer = prepare(admin, typed);

            assertThat(answer.statusCode()).as(field).isBetween(400, 422);
            assertThat(answer.body()).as(field).contains("id=\"" + field + "-error\"", "aria-invalid=\"true\"");
        }
        assertThat(prepare(admin, Map.of("days", "367", "name", "Kept name")).body())
                .contains("value=\"Kept name\"", "value=\"367\"", "value=\"alice@example.com\"");
        assertThat(keyfob.audited(AuditAction.TOKEN_PREPARED)).isEmpty();
    }

    @Test
    void a_name_that_was_taken_meanwhile_is_told_beside_the_name() throws Exception {
        Visitor alice = alice();
        prepare(admin(), Map.of("name", "CI"));
        keyfob.tokenOf(keyfob.alice, "CI");
        String path = "/settings/pick-ups/" + waiting().token();

        HttpResponse<String> refused = alice.post(path, filled(alice.get(path).body(), Map.of("name", "CI")));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("id=\"name-error\"", "already a token with this name");
        HttpResponse<String> renamed =
                alice.post(path, filled(alice.get(path).body(), Map.of("name", "CI of the team")));

        assertThat(renamed.statusCode()).isEqualTo(303);
        assertThat(tokensOfAlice()).hasSize(2);
    }

    @Test
    void what_is_declined_or_withdrawn_is_gone() throws Exception {
        Visitor admin = admin();
        Visitor alice = alice();
        prepare(admin, Map.of("name", "One"));
        String one = "/settings/pick-ups/" + waiting().token();

        HttpResponse<String> declined =
                alice.post(one + "/decline", filled(alice.get(one).body(), Map.of()));
        assertThat(alice.get(location(declined)).body()).contains("You declined it");
        assertThat(alice.get(one).statusCode()).isEqualTo(404);

        prepare(admin, Map.of("name", "Two"));
        String two = "/settings/pick-ups/" + waiting().token();
        Map<String, String> form = filled(alice.get(two).body(), Map.of("name", "Two"));
        admin.post(
                "/admin/pick-ups/" + waiting().token() + "/withdraw",
                filled(admin.get("/admin/pick-ups").body(), Map.of()));

        assertThat(alice.post(two, form).statusCode()).isEqualTo(404);
        assertThat(tokensOfAlice()).isEmpty();
    }

    @Test
    void an_owner_who_is_asked_for_a_rotation_picks_the_new_secret_up() throws Exception {
        CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
        Visitor admin = admin();
        Visitor alice = alice();
        String ask = "/admin/tokens/" + laptop.token().id() + "/rotation";
        String day = keyfob.clock.instant().plus(Duration.ofDays(3)).toString().substring(0, 10);

        HttpResponse<String> tooFar = admin.post(ask, filled(admin.get(ask).body(), Map.of("date", "2030-01-01")));
        assertThat(tooFar.statusCode()).isEqualTo(422);
        assertThat(tooFar.body()).contains("id=\"date-error\"", "within 90 days");
        HttpResponse<String> asked = admin.post(ask, filled(admin.get(ask).body(), Map.of("date", day)));
        assertThat(admin.get(location(asked)).body()).contains("The rotation is requested", "New secret");

        assertThat(alice.get("/settings/access-token/" + laptop.token().id()).body())
                .contains("An administrator asked for a new secret");
        String path = "/settings/pick-ups/" + laptop.token().id();
        HttpResponse<String> pickedUp = alice.post(path, filled(alice.get(path).body(), Map.of("rotation", "1")));
        assertThat(alice.get(location(pickedUp)).body()).contains("New secret generated", "kfpat_");
        assertThat(keyfob.use(laptop.secret())).isTrue();
        keyfob.clock.advance(Duration.ofDays(4));
        assertThat(keyfob.use(laptop.secret())).isFalse();
    }

    private HttpResponse<String> prepare(Visitor admin, Map<String, String> typed) throws Exception {
        Map<String, String> form = new HashMap<>(Map.of("owner", "alice@example.com", "name", "CI", "days", ""));
        form.putAll(typed);
        return admin.post("/admin/pick-ups", filled(admin.get("/admin/pick-ups").body(), form));
    }

    private static Map<String, String> filled(String page, Map<String, String> typed) {
        Map<String, String> form = new HashMap<>(typed);
        form.put("form_token", Visitor.field(page, "form_token"));
        if (page.contains("name=\"nonce\"")) {
            form.put("nonce", Visitor.field(page, "nonce"));
        }
        return form;
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private PickUp waiting() {
        return keyfob.useCases.pickUps.listPickUps.all(keyfob.operator).get(0);
    }

    private List<AccessToken> tokensOfAlice() {
        return keyfob.tokens
                .list(
                        TokenFilter.ownedBy(keyfob.alice.id()),
                        TokenOrder.NEWEST_FIRST,
                        PageRequest.of(50, Optional.empty()))
                .items();
    }

    private Visitor admin() throws Exception {
        return new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
    }

    private Visitor alice() throws Exception {
        return new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }
}
