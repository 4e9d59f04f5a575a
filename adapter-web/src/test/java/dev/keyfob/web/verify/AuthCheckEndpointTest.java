package dev.keyfob.web.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.token.CreatedToken;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers about tokens for proxies. */
class AuthCheckEndpointTest extends VerifyStories {

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void a_good_token_passes_with_any_method_on_any_path(String method) throws Exception {
        HttpResponse<String> answer = check(method, "/auth/check/some/api/path?permission=recipe:run");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Auth-User")).contains("alice@example.com");
        assertThat(answer.headers().firstValue("X-Auth-User-Id"))
                .contains(keyfob.alice.id().toString());
        assertThat(answer.headers().firstValue("X-Auth-Token-Id"))
                .contains(token.token().id().toString());
        assertThat(answer.headers().firstValue("X-Auth-Token-Name")).contains("%C3%9Cber%20CI");
        assertThat(answer.headers().firstValue("X-Auth-Permissions"))
                .contains("activity:view recipe:run recipe:view result:view");
        assertThat(answer.headers().firstValue("X-Auth-Expires")).contains("2026-12-24T09:30:00Z");
        assertThat(answer.headers().firstValue("X-Auth-Reason")).contains("");
    }

    @Test
    void what_needs_a_role_is_forbidden_whoever_owns_the_token() throws Exception {
        CreatedToken admins = keyfob.tokenOf(keyfob.admin, "Admin's");

        HttpResponse<String> answer = caller.send(caller.to("/auth/check?permission=recipe:deploy")
                .header("Authorization", "Bearer " + admins.secret().reveal()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("X-Auth-Reason")).contains("role_bound");
        assertThat(answer.headers().firstValue("X-Auth-User")).contains("");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"keyfob\", error=\"insufficient_scope\"");
    }

    @Test
    void permissions_of_query_and_header_are_needed_together() throws Exception {
        assertThat(check("GET", "/auth/check?permission=recipe:run", "X-Keyfob-Permission", "recipe:deploy")
                        .statusCode())
                .isEqualTo(403);
        assertThat(check("GET", "/auth/check", "X-Keyfob-Permission", "recipe:run, recipe:view")
                        .statusCode())
                .isEqualTo(200);
        assertThat(check("GET", "/auth/check", "X-Keyfob-Permission", "recipe:run recipe:deploy")
                        .statusCode())
                .isEqualTo(403);
    }

    // A proxy sends these if its variable is not set.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "permission=",
                "permission",
                "a=b&permission&c",
                "permission=%20",
                "permission=+",
                "permission=recipe:run&permission="
            })
    void an_empty_permission_is_no_permission_to_pass(String query) throws Exception {
        for (String path : List.of("/auth/check", "/auth/check/recipes/1")) {
            HttpResponse<String> answer = check("GET", path + "?" + query);

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("X-Auth-Reason")).contains("permission_unreadable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "recipe:run,", ", recipe:run", "recipe:run, , recipe:view"})
    void an_empty_place_in_the_list_of_permissions_is_no_permission_to_pass(String list) throws Exception {
        HttpResponse<String> answer = check("GET", "/auth/check?permission=recipe:run", "X-Keyfob-Permission", list);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("X-Auth-Reason")).contains("permission_unreadable");
    }

    // CGI turns all of them into the same variable, but a proxy overwrites only the one with hyphens.
    @ParameterizedTest
    @ValueSource(
            strings = {"X_Auth_User", "x-auth_user", "X_Auth-User", "X.Auth.User", "X_Auth-Token_Id", "x_auth_reason"})
    void an_identity_that_is_spelled_in_another_way_is_refused(String name) throws Exception {
        HttpResponse<String> answer = check("GET", "/auth/check", name, "admin@example.com");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("X-Auth-Reason")).contains("bad_request");
        assertThat(answer.headers().firstValue("X-Auth-User")).contains("");
    }

    @Test
    void headers_that_nobody_reads_as_the_identity_do_not_matter() throws Exception {
        assertThat(check("GET", "/auth/check", "X_Auth_Userx", "1", "x-auth-user", "2", "Auth_User", "3")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void without_a_token_the_answer_asks_for_one_and_blanks_what_was_smuggled() throws Exception {
        HttpResponse<String> answer = caller.send(caller.to("/auth/check").header("X-Auth-User", "admin@example.com"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"keyfob\"");
        assertThat(answer.headers().allValues("X-Auth-User")).containsExactly("");
    }

    @Test
    void every_unusable_token_gets_the_same_bytes() throws Exception {
        HttpResponse<String> first = null;
        for (Map.Entry<String, String> each : unusable().entrySet()) {
            HttpResponse<String> answer =
                    caller.send(caller.to("/auth/check").header("Authorization", "Bearer " + each.getValue()));
            first = first == null ? answer : first;

            assertThat(answer.statusCode()).as(each.getKey()).isEqualTo(401);
            assertThat(answer.body()).as(each.getKey()).isEqualTo(first.body());
            assertThat(headers(answer)).as(each.getKey()).isEqualTo(headers(first));
        }
    }

    @Test
    void any_doubt_is_no() throws Exception {
        String good = "Bearer " + token.secret().reveal();

        assertThat(check("GET", "/auth/check?permission=NOT_ONE").statusCode()).isEqualTo(403);
        assertThat(check("GET", "/auth/check", "Authorization", good).statusCode())
                .isEqualTo(403);
        assertThat(caller.send(caller.to("/auth/check").header("Authorization", good + ", " + good))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_good_token_is_answered_among_a_thousand_wrong_ones_from_its_address() throws Exception {
        for (int i = 0; i < 1000; i++) {
            String wrong = keyfob.settings.format().generate(keyfob.random).reveal();
            assertThat(caller.send(caller.to("/auth/check").header("Authorization", "Bearer " + wrong))
                            .statusCode())
                    .isEqualTo(401);
        }

        assertThat(check("GET", "/auth/check").statusCode()).isEqualTo(200);
    }

    // The query belongs to the original request, so Keyfob does not check it.
    @Test
    void a_query_that_is_meant_for_the_api_behind_does_not_matter() throws Exception {
        assertThat(check("GET", "/auth/check/x?access_token=other").statusCode())
                .isEqualTo(200);
        assertThat(caller.get("/auth/check/x?access_token=" + token.secret().reveal())
                        .statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> check(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = caller.to(path)
                .method(method, BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token.secret().reveal());
        return caller.send(headers.length == 0 ? request : request.headers(headers));
    }
}
