package dev.keyfob.web.pages.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and addresses of users, and their removal, over real HTTP. */
class EditUserPagesTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void people_change_their_own_name_from_their_profile() throws Exception {
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

        HttpResponse<String> changed =
                send(alice, "/settings/profile/name", "/settings/profile/name", Map.of("name", " <b>Alice</b> "));

        assertThat(changed.headers().firstValue("Location")).contains("/settings/profile");
        assertThat(alice.get("/settings/profile").body())
                .contains("&lt;b&gt;Alice&lt;/b&gt;", "href=\"/settings/profile/name\"");
    }

    @Test
    void a_name_that_cannot_be_taken_stays_in_its_field_beside_the_reason() throws Exception {
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        String tooLong = "x".repeat(101);

        HttpResponse<String> refused =
                send(alice, "/settings/profile/name", "/settings/profile/name", Map.of("name", tooLong));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains(
                        "value=\"" + tooLong + "\" aria-invalid=\"true\" aria-describedby=\"name-help name-error\"",
                        "A name has at most 100 characters; this one has 101.");
        assertThat(keyfob.users.find(keyfob.alice.id()).orElseThrow().name()).isEmpty();
    }

    @Test
    void an_administrator_changes_name_and_address_and_frees_the_earlier_one() throws Exception {
        Visitor admin = admin();

        HttpResponse<String> changed = edit(admin, keyfob.bob, Map.of("name", "Bob", "email", "bob.new@example.com"));

        assertThat(changed.statusCode()).isEqualTo(303);
        User bob = keyfob.users.find(keyfob.bob.id()).orElseThrow();
        assertThat(bob.name()).contains("Bob");
        assertThat(bob.email()).isEqualTo(new Email("bob.new@example.com"));
        assertThat(admin.get(path(keyfob.bob)).body()).contains("user.email.changed");
        assertThat(admin.get(path(keyfob.bob) + "/edit").body()).contains(">bob@example.com</a>", ">Free<");
        HttpResponse<String> freed =
                send(admin, "/admin/reserved-emails", "/admin/reserved-emails", Map.of("email", "bob@example.com"));
        assertThat(freed.statusCode()).isEqualTo(303);
        assertThat(admin.get("/admin/reserved-emails?freed").body())
                .contains("The address is free.", "No reserved addresses.");
        assertThat(keyfob.users.isReserved(keyfob.bob.email())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "alice@example.com, 409, There is already an account with this e-mail address.",
        "admin.old@example.com, 409, admin.old@example.com was the address of another account",
        "bob, 422, That is not an e-mail address.",
        "'', 422, That is not an e-mail address."
    })
    void an_address_that_cannot_be_had_stays_in_its_field_beside_the_reason(String typed, int status, String told)
            throws Exception {
        keyfob.users.changeEmail(keyfob.admin, new Email("admin.old@example.com"), keyfob.clock.instant());
        keyfob.users.changeEmail(
                keyfob.admin.withEmail(new Email("admin.old@example.com")),
                keyfob.admin.email(),
                keyfob.clock.instant());
        Visitor admin = admin();

        HttpResponse<String> refused = edit(admin, keyfob.bob, Map.of("name", "Robert", "email", typed));

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.body())
                .contains(
                        "value=\"Robert\"",
                        "value=\"" + typed
                                + "\" required aria-invalid=\"true\" aria-describedby=\"email-help email-error\"",
                        told);
        assertThat(keyfob.users.find(keyfob.bob.id())).contains(keyfob.bob);
    }

    @Test
    void an_address_is_freed_by_typing_it_and_what_is_not_reserved_is_told() throws Exception {
        Visitor admin = admin();

        HttpResponse<String> refused =
                send(admin, "/admin/reserved-emails", "/admin/reserved-emails", Map.of("email", "nobody@example.com"));

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body())
                .contains("value=\"nobody@example.com\"", "nobody@example.com is not reserved for an earlier account.");
    }

    @Test
    void a_user_is_removed_once_the_address_is_typed() throws Exception {
        CreatedToken token = keyfob.tokenOf(keyfob.bob, "Laptop");
        Visitor admin = admin();
        String remove = path(keyfob.bob) + "/remove";

        assertThat(admin.get(remove).body()).contains("Remove bob@example.com?", "1 active token stops");
        HttpResponse<String> mistyped = send(admin, remove, remove, Map.of("email", "bob"));
        assertThat(mistyped.statusCode()).isEqualTo(422);
        assertThat(mistyped.body()).contains("value=\"bob\"", "That is not the address of this user.");
        HttpResponse<String> removed = send(admin, remove, remove, Map.of("email", "Bob@Example.com "));

        assertThat(removed.statusCode()).isEqualTo(303);
        assertThat(keyfob.unusable(token.secret())).contains(Reason.REVOKED);
        assertThat(admin.get(path(keyfob.bob)).body())
                .contains("Removed user", "user.removed")
                .doesNotContain("/edit\"", "/enable\"");
        assertThat(admin.get("/admin/users").body()).doesNotContain("bob@", "removed.invalid");
        assertThat(admin.get("/admin/tokens?state=revoked").body()).contains("Token of a removed user");
        assertThat(admin.get(remove).statusCode()).isEqualTo(404);
    }

    @Test
    void administrators_do_not_remove_themselves() throws Exception {
        Visitor admin = admin();
        String remove = path(keyfob.admin) + "/remove";

        HttpResponse<String> refused = send(admin, remove, remove, Map.of("email", "admin@example.com"));

        assertThat(admin.get(path(keyfob.admin)).body()).doesNotContain(remove);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("You cannot end your own administration.");
        assertThat(keyfob.users.find(keyfob.admin.id())).contains(keyfob.admin);
    }

    private HttpResponse<String> edit(Visitor admin, User user, Map<String, String> fields) throws Exception {
        return send(admin, path(user) + "/edit", path(user) + "/edit", fields);
    }

    private static HttpResponse<String> send(Visitor visitor, String page, String path, Map<String, String> fields)
            throws Exception {
        Map<String, String> form = new HashMap<>(fields);
        form.put("form_token", Visitor.field(visitor.get(page).body(), "form_token"));
        return visitor.post(path, form);
    }

    private static String path(User user) {
        return "/admin/users/" + user.id();
    }

    private Visitor admin() throws Exception {
        return new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
    }
}
