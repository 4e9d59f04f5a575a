package dev.keyfob.web.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers about tokens for APIs, in the form of OAuth 2.0. */
class IntrospectionEndpointTest extends VerifyStories {

    @Test
    void a_live_token_is_described_in_the_words_of_rfc_7662() throws Exception {
        HttpResponse<String> answer = introspect(token.secret().reveal());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json;charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        long created = token.token().createdAt().getEpochSecond();
        assertThat(answer.body()).isEqualTo("""
                        {"active":true,"scope":"activity:view recipe:run recipe:view result:view",\
                        "client_id":"keyfob","username":"alice@example.com","sub":"%s","token_type":"Bearer",\
                        "exp":%s,"iat":%s,"iss":"http://localhost:8080","jti":"%s","token_name":"Über CI",\
                        "permissions":["activity:view","recipe:run","recipe:view","result:view"]}\
                        """.formatted(
                keyfob.alice.id(), created + 30 * 86_400, created, token.token().id()));
    }

    // RFC 6749 section 3.2. Dovecot sends both, empty, beside Basic.
    @Test
    void what_is_sent_empty_counts_as_left_out() throws Exception {
        String empty = "&client_id=&client_secret=&address=&token_type_hint=&anything=";

        assertThat(post("/oauth2/introspect", "token=" + token.secret().reveal() + empty, basic(client))
                        .body())
                .startsWith("{\"active\":true");
        assertThat(post("/oauth2/revoke", "token=unknown" + empty, basic(client))
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("/oauth2/introspect", "token=" + empty, basic(client)).body())
                .contains("The parameter token is missing.");
        assertThat(post("/oauth2/introspect", "token=x&client_secret=y", basic(client))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/oauth2/introspect", "token=" + token.secret().reveal() + "&permission=", basic(client))
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/introspect", "/oauth2/revoke"})
    void whoever_proves_nothing_is_told_so_before_the_form_is_read(String path) throws Exception {
        String wrong = "Basic " + Base64.getEncoder().encodeToString("kfclient_x:y".getBytes(StandardCharsets.UTF_8));

        for (String form : List.of("", "%", "token=x&token=y")) {
            assertThat(post(path, form, "Authorization", wrong).statusCode())
                    .as(form)
                    .isEqualTo(401);
            assertThat(post(path, form, basic(client)).statusCode()).as(form).isEqualTo(400);
        }
    }

    @Test
    void every_unusable_token_gets_the_same_bytes() throws Exception {
        for (Map.Entry<String, String> each : unusable().entrySet()) {
            HttpResponse<String> answer = introspect(each.getValue());

            assertThat(answer.statusCode()).as(each.getKey()).isEqualTo(200);
            assertThat(answer.body()).as(each.getKey()).isEqualTo("{\"active\":false}");
            assertThat(headers(answer)).as(each.getKey()).isEqualTo(headers(introspect("another")));
        }
    }

    // A new role of the owner gives the token no new permission.
    @Test
    void promoting_the_owner_changes_nothing() throws Exception {
        String before = introspect(token.secret().reveal()).body();
        User alice = keyfob.alice;
        keyfob.users.update(alice.withRoles(Set.of(Role.ADMIN)));

        assertThat(introspect(token.secret().reveal()).body()).isEqualTo(before);
    }

    @Test
    void asked_for_permissions_are_decided_one_by_one_with_the_reason() throws Exception {
        JsonNode answer = JSON.readTree(post(
                        "/oauth2/introspect",
                        "token=" + token.secret().reveal()
                                + "&permission=recipe:run&permission=recipe:deploy&permission=token:create"
                                + "&permission=no:such",
                        basic(client))
                .body());

        assertThat(answer.get("active").booleanValue()).isTrue();
        assertThat(answer.get("decisions").toString()).isEqualTo("""
                        {"recipe:run":{"allowed":true},\
                        "recipe:deploy":{"allowed":false,"reason":"role_bound"},\
                        "token:create":{"allowed":false,"reason":"session_only"},\
                        "no:such":{"allowed":false,"reason":"unknown_permission"}}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"permission=", "permission", "permission=recipe:run&permission="})
    void an_empty_permission_is_an_invalid_request(String parameter) throws Exception {
        HttpResponse<String> answer =
                post("/oauth2/introspect", "token=" + token.secret().reveal() + "&" + parameter, basic(client));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"error\":\"invalid_request\"");
    }

    @Test
    void a_narrowed_token_has_no_more_than_it_was_given() throws Exception {
        CreatedToken narrow = keyfob.useCases.tokens.createToken.create(
                keyfob.signedIn(keyfob.alice),
                new NewToken(
                        keyfob.alice.email(),
                        TokenName.parse("Narrow"),
                        new Expiry.Standard(),
                        Narrowing.to(Set.of(Permission.parse("recipe:view")))));

        JsonNode answer = JSON.readTree(introspect(narrow.secret().reveal()).body());

        assertThat(answer.get("scope").textValue()).isEqualTo("recipe:view");
    }

    // A person's token is not a client, and every unauthenticated caller gets the same answer.
    @Test
    void a_caller_who_is_no_client_is_told_nothing() throws Exception {
        String form = "token=" + token.secret().reveal();
        String id = client.client().id().value();
        for (String[] headers : new String[][] {
            {},
            {"Authorization", "Bearer " + token.secret().reveal()},
            {"Authorization", "Basic " + base64(id + ":" + token.secret().reveal())},
            {
                "Authorization",
                "Basic " + base64("kfclient_0000000000000000:" + client.secret().reveal())
            },
            {"Authorization", "Basic " + base64(id + ":%")},
            {"Authorization", "Basic " + base64(id)},
            {"Authorization", "Basic ***"}
        }) {
            HttpResponse<String> answer = post("/oauth2/introspect", form, headers);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"keyfob\"");
            assertThat(answer.body()).startsWith("{\"error\":\"invalid_client\"");
        }
    }

    @Test
    void a_client_proves_itself_raw_encoded_or_in_the_body() throws Exception {
        String encoded = URLEncoder.encode(client.client().id().value(), StandardCharsets.UTF_8)
                .replace("_", "%5F");
        String secret = client.secret().reveal().replace("_", "%5F");

        assertThat(introspect(token.secret().reveal()).body()).contains("\"active\":true");
        assertThat(post(
                                "/oauth2/introspect",
                                "token=" + token.secret().reveal(),
                                "Authorization",
                                "bASIC " + base64(encoded + ":" + secret))
                        .body())
                .contains("\"active\":true");
        assertThat(post(
                                "/oauth2/introspect",
                                "token=" + token.secret().reveal() + "&client_id="
                                        + client.client().id() + "&client_secret="
                                        + client.secret().reveal())
                        .body())
                .contains("\"active\":true");
    }

    @Test
    void a_rotated_or_removed_client_is_refused_at_once() throws Exception {
        ClientWithSecret rotated =
                keyfob.useCases.clients.rotateClientSecret.rotate(keyfob.operator, new ClientName("orders-api"));

        assertThat(introspect(token.secret().reveal()).statusCode()).isEqualTo(401);
        assertThat(post("/oauth2/introspect", "token=x", basic(rotated)).statusCode())
                .isEqualTo(200);
        keyfob.useCases.clients.removeClient.remove(keyfob.operator, new ClientName("orders-api"));
        assertThat(post("/oauth2/introspect", "token=x", basic(rotated)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void what_is_no_proper_request_is_an_invalid_request() throws Exception {
        for (String form : List.of("", "token=", "token=x&token=y", "token=x&client_secret=twice", "token=%zz")) {
            HttpResponse<String> answer = post("/oauth2/introspect", form, basic(client));

            assertThat(answer.statusCode()).as(form).isEqualTo(400);
            assertThat(answer.body()).as(form).startsWith("{\"error\":\"invalid_request\"");
        }
        assertThat(post("/oauth2/introspect?token=x", "token=x", basic(client)).statusCode())
                .isEqualTo(400);
        assertThat(caller.send(caller.to("/oauth2/introspect")
                                .headers(basic(client))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"token\":\"x\"}")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(caller.get("/oauth2/introspect").statusCode()).isEqualTo(405);
    }
}
