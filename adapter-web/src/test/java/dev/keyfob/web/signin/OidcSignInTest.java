package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.web.Visitor;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Successful sign-ins through a provider. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OidcSignInTest extends OidcStories {

    @Test
    void a_person_signs_in_and_comes_to_where_they_wanted_to_go() throws Exception {
        Map<String, String> question = begin("/settings/access-token");

        assertThat(question)
                .containsEntry("client_id", ScriptedProvider.CLIENT)
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", "http://localhost:8080" + START + "/callback");
        provider.idToken =
                provider.signed(provider.claims(question.get("nonce")).build());
        HttpResponse<String> answer = answer(question, "");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/settings/access-token");
        assertThat(provider.challengeOfLastVerifier()).isEqualTo(question.get("code_challenge"));
        assertThat(alice.get("/settings/profile").body())
                .contains("alice@example.org", "<dd>Company account</dd>", "<bdi>Alice &lt;b&gt;</bdi>");
    }

    @Test
    void the_page_offers_the_way_and_roles_are_read_at_each_sign_in() throws Exception {
        assertThat(alice.get("/sign-in?next=/settings/profile").body())
                .contains("Continue with Company account", START + "?next=%2Fsettings%2Fprofile");

        signIn(claims -> claims.claim("realm_access", Map.of("roles", List.of("keyfob-admin", "other"))));
        assertThat(rolesOfAlice()).containsExactly(Role.ADMIN);
        assertThat(alice.get("/admin/tokens").statusCode()).isEqualTo(200);

        signIn(claims -> claims.claim("realm_access", Map.of("roles", List.of("other"))));
        assertThat(rolesOfAlice()).isEmpty();
        assertThat(alice.get("/admin/tokens").statusCode()).isEqualTo(403);
    }

    // OpenID Connect Core section 3.1.2.1: max_age, and the auth_time that the provider must then return.
    @Test
    void an_administrator_is_sent_to_sign_in_at_the_provider_again_before_a_change() throws Exception {
        Change asAdmin = claims -> claims.claim("realm_access", Map.of("roles", List.of("keyfob-admin")));
        signIn(asAdmin);
        Map<String, String> form = Map.of(
                "form_token", Visitor.field(alice.get("/settings/profile").body(), "form_token"));
        String revoke = "/admin/users/" + keyfob.bob.id() + "/revoke-tokens";
        String sent = alice.post(revoke, form).headers().firstValue("Location").orElseThrow();
        assertThat(sent).startsWith("/sign-in?next=").endsWith("&why=fresh");
        assertThat(alice.get(sent).body()).contains("Sign in again", START + "?next=", "&amp;why=fresh");

        Map<String, String> question = begin(revoke, "&why=fresh");

        assertThat(question).containsEntry("max_age", "300");
        assertThat(begin(revoke)).doesNotContainKey("max_age");
        for (Long ago : new Long[] {null, 600L}) {
            provider.idToken = idToken(question, asAdmin, ago);
            HttpResponse<String> refused = answer(question, "");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).as("the next try is for the same").contains("&amp;why=fresh");
            question = begin(revoke, "&why=fresh");
        }
        provider.idToken = idToken(question, asAdmin, 10L);
        HttpResponse<String> back = answer(question, "");
        assertThat(back.headers().firstValue("Location")).contains(revoke);
        form = Map.of("form_token", Visitor.field(alice.get(revoke).body(), "form_token"));
        assertThat(alice.post(revoke, form).headers().firstValue("Location").orElse(""))
                .startsWith("/admin/users/");
    }

    private String idToken(Map<String, String> question, Change change, Long secondsAgo) throws Exception {
        JWTClaimsSet.Builder claims = change.of(provider.claims(question.get("nonce")));
        if (secondsAgo != null) {
            claims.claim(
                    "auth_time", keyfob.clock.instant().minusSeconds(secondsAgo).getEpochSecond());
        }
        return provider.signed(claims.build());
    }

    @Test
    void a_new_key_of_the_provider_is_fetched() throws Exception {
        signIn(claims -> claims);
        provider.published = ScriptedProvider.key("two");

        signIn(claims -> claims);

        assertThat(alice.get("/settings/profile").statusCode()).isEqualTo(200);
    }

    @Test
    void an_answer_is_not_used_up_by_a_head() throws Exception {
        Map<String, String> question = begin("/");
        provider.idToken =
                provider.signed(provider.claims(question.get("nonce")).build());

        HttpResponse<String> head =
                alice.send(alice.to(callback(question, "")).method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(405);
        assertThat(head.headers().firstValue("Allow")).contains("GET, OPTIONS");
        assertThat(answer(question, "").statusCode()).isEqualTo(303);
    }

    @Test
    void what_stands_after_next_never_leads_off_this_server() throws Exception {
        for (String next :
                List.of("//other.example.com", "https://other.example.com", "/\\other.example.com", "/%09/x")) {
            Map<String, String> question = begin(next);
            provider.idToken =
                    provider.signed(provider.claims(question.get("nonce")).build());

            assertThat(answer(question, "").headers().firstValue("Location")).contains("/");
        }
    }

    private void signIn(Change change) throws Exception {
        Map<String, String> question = begin("/");
        provider.idToken = provider.signed(
                change.of(provider.claims(question.get("nonce"))).build());
        assertThat(answer(question, "").statusCode()).isEqualTo(303);
    }

    private Set<Role> rolesOfAlice() {
        return keyfob.users
                .findByEmail(new Email("alice@example.org"))
                .orElseThrow()
                .roles();
    }
}
