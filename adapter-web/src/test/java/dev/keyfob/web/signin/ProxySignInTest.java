package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.RoleChange;
import dev.keyfob.web.SampleWebConfig;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sign-in by a trusted proxy's header, and servers without password accounts. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProxySignInTest extends OidcStories {

    @Test
    void whom_the_proxy_names_in_the_request_needs_no_other_sign_in() throws Exception {
        Map<String, String> asAdmin = Map.of("X-Forwarded-Email", "admin@example.org");
        alice.get("/sign-in", asAdmin);
        keyfob.useCases.users.setRoles.set(
                keyfob.operator, new Email("admin@example.org"), RoleChange.to(List.of(Role.ADMIN)));
        Map<String, String> form = Map.of(
                "form_token", Visitor.field(alice.get("/settings/profile").body(), "form_token"));
        String revoke = "/admin/users/" + keyfob.bob.id() + "/revoke-tokens";

        HttpResponse<String> vouchedFor = alice.post(revoke, form, "X-Forwarded-Email", "admin@example.org");
        HttpResponse<String> alone = alice.post(revoke, form);

        assertThat(vouchedFor.headers().firstValue("Location").orElse("")).startsWith("/admin/users/");
        assertThat(alone.headers().firstValue("Location").orElse("")).startsWith("/sign-in?");
    }

    // Here the visitor's own address is that of a trusted proxy.
    @Test
    void a_trusted_proxy_says_who_is_there_and_nobody_else_can() throws Exception {
        HttpResponse<String> brought =
                alice.get("/sign-in?next=/settings/profile", Map.of("X-Forwarded-Email", "bob@example.org"));
        assertThat(brought.statusCode()).isEqualTo(303);
        assertThat(alice.get("/settings/profile", Map.of("X-Forwarded-Email", "bob@example.org"))
                        .body())
                .contains("bob@example.org", "your organisation");

        // The proxy now names another user, so the open session is not valid for this request.
        assertThat(alice.get("/settings/profile", Map.of("X-Forwarded-Email", "admin@example.org"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(new Visitor(server)
                        .get("/sign-in", Map.of("X-Forwarded-Email", "admin@example.com"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(new Visitor(server)
                        .get("/sign-in", Map.of("X-Forwarded-Email", "not an address"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_header_of_a_proxy_that_is_not_trusted_says_nothing() throws Exception {
        try (WebServer elsewhere = serving("192.0.2.7", true)) {
            HttpResponse<String> answer =
                    new Visitor(elsewhere).get("/sign-in", Map.of("X-Forwarded-Email", "bob@example.org"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("Set-Cookie").toString()).doesNotContain("keyfob_session=");
            assertThat(keyfob.users.findByEmail(new Email("bob@example.org"))).isEmpty();
        }
    }

    @Test
    void accounts_with_passwords_can_be_switched_off() throws Exception {
        try (WebServer without = serving("", false)) {
            Visitor visitor = new Visitor(without);
            String page = visitor.get("/sign-in").body();
            assertThat(page).contains("Continue with Company account").doesNotContain("password");

            // The form of a server that still has password accounts.
            HttpResponse<String> answer = visitor.post(
                    "/sign-in",
                    Map.of("email", "alice@example.com", "password", InMemoryKeyfob.ALICE_PASSWORD, "form_token", "x"));
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("No passwords here").doesNotContain("out of date");
            assertThat(answer.headers().allValues("Set-Cookie").toString()).doesNotContain("keyfob_session=");
        }
    }

    private WebServer serving(String trustedProxies, boolean local) {
        return SampleWebConfig.of(keyfob)
                .trustedProxies(trustedProxies)
                .signInMethods(new SignInMethods(local, List.of(provider.settings()), Optional.of("X-Forwarded-Email")))
                .serve();
    }
}
