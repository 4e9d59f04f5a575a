package dev.keyfob.web.pages.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.RoleChange;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles and the catalogue, over real HTTP. */
class RolePagesTest {

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
    void a_role_is_given_and_taken_on_the_users_page() throws Exception {
        String path = "/admin/users/" + keyfob.alice.id();
        assertThat(admin.get(path).body()).contains("href=\"" + path + "/roles\"");
        assertThat(admin.get(path + "/roles").body())
                .contains("<code>admin</code>", "recipe:deploy", "Access tokens never carry them");

        HttpResponse<String> given = send(keyfob.alice, Map.of("role", "admin"));
        assertThat(given.statusCode()).isEqualTo(303);
        assertThat(rolesOf(keyfob.alice)).containsExactly(Role.ADMIN);
        assertThat(admin.get(path + "?done").body()).contains("Done.", "user.roles.changed");

        send(keyfob.alice, Map.of("shown", "admin"));
        assertThat(rolesOf(keyfob.alice)).isEmpty();
    }

    @Test
    void a_role_that_gives_nothing_is_warned_of_before_it_is_given() throws Exception {
        HttpResponse<String> warned = send(keyfob.alice, Map.of("role", "admin", "other", "amdin"));

        assertThat(warned.statusCode()).isEqualTo(422);
        assertThat(warned.body())
                .contains(
                        "No permission requires the role amdin",
                        "Roles with an effect: admin.",
                        "id=\"other-error\"",
                        "value=\"amdin\"")
                .containsPattern("value=\"admin\" checked");
        assertThat(rolesOf(keyfob.alice)).isEmpty();
    }

    @Test
    void it_is_given_all_the_same_where_it_is_sent_again() throws Exception {
        HttpResponse<String> warned = send(keyfob.alice, Map.of("other", "auditor"));
        HttpResponse<String> again =
                send(keyfob.alice, Map.of("other", "auditor", "warned", Visitor.field(warned.body(), "warned")));

        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(rolesOf(keyfob.alice)).containsExactly(new Role("auditor"));
    }

    @Test
    void what_is_no_role_is_answered_beside_the_form_with_what_was_typed() throws Exception {
        HttpResponse<String> answer = send(keyfob.alice, Map.of("role", "admin", "other", "Chief Cook<"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("A role is 1 to 32 lower-case letters", "value=\"Chief Cook&lt;\"");
        assertThat(rolesOf(keyfob.alice)).isEmpty();
    }

    @Test
    void nobody_ends_their_own_administration_and_the_page_says_why() throws Exception {
        String page = admin.get("/admin/users/" + keyfob.admin.id() + "/roles").body();

        HttpResponse<String> refused = send(keyfob.admin, Map.of("shown", "admin"));

        assertThat(page).contains("You cannot give up your own administrator role, so that somebody is always left");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("You cannot end your own administration. Ask another administrator", "role=\"alert\"");
        assertThat(rolesOf(keyfob.admin)).containsExactly(Role.ADMIN);
    }

    @Test
    void what_another_administrator_changed_meanwhile_stays() throws Exception {
        admin.get("/admin/users/" + keyfob.alice.id() + "/roles");
        Role auditor = new Role("auditor");
        keyfob.useCases.users.setRoles.set(
                keyfob.operator, keyfob.alice.email(), RoleChange.by(List.of(auditor), List.of()));

        send(keyfob.alice, Map.of("role", "admin"));

        assertThat(rolesOf(keyfob.alice)).containsExactly(Role.ADMIN, auditor);
    }

    @Test
    void the_catalogue_says_what_each_permission_requires_and_who_may_use_it_now() throws Exception {
        String page = admin.get("/admin/permissions").body();

        assertThat(page)
                .contains("<code>recipe:deploy</code>", "The role admin", "<code>recipe:run</code>", ">available<")
                .contains("/admin/users/" + keyfob.admin.id(), "bob@example.com")
                .contains("<a href=\"/admin/permissions\" aria-current=\"page\">");
    }

    private HttpResponse<String> send(User user, Map<String, String> fields) throws Exception {
        String path = "/admin/users/" + user.id() + "/roles";
        Map<String, String> form = new LinkedHashMap<>(fields);
        form.put("form_token", Visitor.field(admin.get(path).body(), "form_token"));
        return admin.post(path, form);
    }

    private Iterable<Role> rolesOf(User user) {
        return keyfob.users.find(user.id()).orElseThrow().roles();
    }
}
