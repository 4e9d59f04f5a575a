package dev.keyfob.web.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.client.RegisteredClient;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.TokenEdit;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What APIs and proxies are told about tokens. */
class VerifyEndpointsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);
    private final Visitor caller = new Visitor(server);
    private final RegisteredClient client =
            keyfob.useCases.clients.addClient.add(keyfob.operator, new ClientName("orders-api"));
    private final CreatedToken token = keyfob.tokenOf(keyfob.alice, "Über CI");

    @AfterEach
    void stop() {
        server.close();
    }

    /** Every way in which a token cannot be used, by name. */
    private Map<String, String> unusable() {
        Map<String, String> secrets = new LinkedHashMap<>();
        String good = token.secret().reveal();
        CreatedToken revoked = keyfob.tokenOf(keyfob.alice, "Revoked");
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, revoked.token().id());
        CreatedToken disabled = keyfob.tokenOf(keyfob.bob, "Disabled");
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());
        CreatedToken expired = keyfob.useCases.tokens.createToken.create(
                keyfob.signedIn(keyfob.alice),
                new NewToken(keyfob.alice.email(), TokenName.parse("Expired"), Expiry.inDays(1), Narrowing.none()));
        keyfob.clock.advance(Duration.ofDays(2));
        secrets.put("malformed", "no-token");
        secrets.put("checksum", good.substring(0, good.length() - 1) + (good.endsWith("0") ? "1" : "0"));
        secrets.put("unknown", keyfob.rules.format().generate(keyfob.random).reveal());
        secrets.put("revoked", revoked.secret().reveal());
        secrets.put("expired", expired.secret().reveal());
        secrets.put("owner disabled", disabled.secret().reveal());
        secrets.put("a client's secret", client.secret().reveal());
        return secrets;
    }

    private static Map<String, List<String>> headers(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers().map());
        headers.remove("date");
        return headers;
    }

    @Nested
    class Introspection {

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
                            keyfob.alice.id(),
                            created + 30 * 86_400,
                            created,
                            token.token().id()));
        }

        // RFC 6749 section 3.2. Dovecot sends both beside Basic.
        @Test
        void what_is_sent_empty_counts_as_left_out() throws Exception {
            String empty = "&client_id=&client_secret=&address=&token_type_hint=&anything=";

            assertThat(post("/oauth2/introspect", "token=" + token.secret().reveal() + empty, basic(client))
                            .body())
                    .startsWith("{\"active\":true");
            assertThat(post("/oauth2/revoke", "token=unknown" + empty, basic(client))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(post("/oauth2/introspect", "token=" + empty, basic(client))
                            .body())
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
            String wrong =
                    "Basic " + Base64.getEncoder().encodeToString("kfclient_x:y".getBytes(StandardCharsets.UTF_8));

            for (String form : List.of("", "%", "token=x&token=y")) {
                assertThat(post(path, form, "Authorization", wrong).statusCode())
                        .as(form)
                        .isEqualTo(401);
                assertThat(post(path, form, basic(client)).statusCode())
                        .as(form)
                        .isEqualTo(400);
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

        // The promise, as an API sees it.
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

        // A person's token is no client, and every wrong caller gets one answer.
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
                    "Basic "
                            + base64("kfclient_0000000000000000:"
                                    + client.secret().reveal())
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
            RegisteredClient rotated =
                    keyfob.useCases.clients.rotateClient.rotate(keyfob.operator, new ClientName("orders-api"));

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
            assertThat(post("/oauth2/introspect?token=x", "token=x", basic(client))
                            .statusCode())
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

    @Nested
    class Revocation {

        @Test
        void a_client_ends_a_token_and_is_named_in_the_audit_log() throws Exception {
            HttpResponse<String> answer =
                    post("/oauth2/revoke", "token=" + token.secret().reveal(), basic(client));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(introspect(token.secret().reveal()).body()).isEqualTo("{\"active\":false}");
            assertThat(keyfob.auditLog.entries).last().satisfies(entry -> {
                assertThat(entry.actor()).isEqualTo(AuditParty.client(client.client()));
                assertThat(entry.subject()).isEqualTo(AuditParty.token(token.token()));
            });
        }

        // RFC 7009 section 2.2
        @Test
        void unknown_and_already_revoked_get_the_same_answer_and_no_entry() throws Exception {
            HttpResponse<String> real =
                    post("/oauth2/revoke", "token=" + token.secret().reveal(), basic(client));
            int entries = keyfob.auditLog.entries.size();

            HttpResponse<String> again =
                    post("/oauth2/revoke", "token=" + token.secret().reveal(), basic(client));
            HttpResponse<String> unknown = post("/oauth2/revoke", "token=unknown", basic(client));

            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(unknown.statusCode()).isEqualTo(200);
            assertThat(headers(again)).isEqualTo(headers(real));
            assertThat(headers(unknown)).isEqualTo(headers(real));
            assertThat(keyfob.auditLog.entries).hasSize(entries);
        }

        @Test
        void a_stranger_cannot_revoke_here() throws Exception {
            assertThat(post("/oauth2/revoke", "token=" + token.secret().reveal())
                            .statusCode())
                    .isEqualTo(401);
            assertThat(introspect(token.secret().reveal()).body()).contains("\"active\":true");
        }

        @Test
        void whoever_finds_tokens_ends_them_without_learning_which_were_real() throws Exception {
            HttpResponse<String> real = found(token.secret().reveal());
            HttpResponse<String> none = found("nothing");

            assertThat(real.statusCode()).isEqualTo(202);
            assertThat(none.statusCode()).isEqualTo(202);
            assertThat(headers(none)).isEqualTo(headers(real));
            assertThat(none.body()).isEqualTo(real.body());
            assertThat(introspect(token.secret().reveal()).body()).isEqualTo("{\"active\":false}");
            assertThat(keyfob.auditLog.entries)
                    .last()
                    .satisfies(entry -> assertThat(entry.actor()).isEqualTo(AuditParty.finder()));
        }

        @Test
        void finders_wait_after_sixty_requests_and_may_go_on_an_hour_later() throws Exception {
            for (int i = 0; i < 60; i++) {
                assertThat(found("nothing").statusCode()).isEqualTo(202);
            }

            HttpResponse<String> tooMany = found(token.secret().reveal());

            assertThat(tooMany.statusCode()).isEqualTo(429);
            assertThat(tooMany.headers().firstValue("Retry-After")).contains("3600");
            keyfob.clock.advance(Duration.ofMinutes(61));
            assertThat(found("nothing").statusCode()).isEqualTo(202);
        }

        // Behind a proxy of ours, each client is counted by itself, whatever it writes before its own address.
        @Test
        void finders_behind_a_trusted_proxy_are_counted_apart() throws Exception {
            for (int i = 0; i < 61; i++) {
                foundFrom("10." + i + ".1.1, 198.51.100.1");
            }

            assertThat(foundFrom("203.0.113.1, 198.51.100.1").statusCode()).isEqualTo(429);
            assertThat(foundFrom("198.51.100.2").statusCode()).isEqualTo(202);
        }

        private HttpResponse<String> foundFrom(String chain) throws Exception {
            return caller.send(caller.to("/api/v1/credentials/revoke")
                    .header("Content-Type", "application/json")
                    .header("X-Forwarded-For", chain)
                    .POST(BodyPublishers.ofString("{\"credentials\":[]}")));
        }

        @Test
        void more_than_a_thousand_at_once_are_refused() throws Exception {
            assertThat(found(Collections.nCopies(1000, "x").toArray(String[]::new))
                            .statusCode())
                    .isEqualTo(202);
            assertThat(found(Collections.nCopies(1001, "x").toArray(String[]::new))
                            .statusCode())
                    .isEqualTo(422);
        }

        private HttpResponse<String> found(String... secrets) throws Exception {
            return caller.send(caller.to("/api/v1/credentials/revoke")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("credentials", secrets)))));
        }
    }

    @Nested
    class Explanation {

        @Test
        void an_administrator_is_told_the_exact_cause() throws Exception {
            Map<String, String> unusable = unusable();
            Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
            Map<String, String> causes = new LinkedHashMap<>();
            for (Map.Entry<String, String> each : unusable.entrySet()) {
                JsonNode answer = JSON.readTree(explain(admin, each.getValue()).body());
                assertThat(answer.get("active").booleanValue()).isFalse();
                causes.put(each.getKey(), answer.get("reason").textValue());
            }

            assertThat(causes)
                    .containsExactly(
                            Map.entry("malformed", "malformed"),
                            Map.entry("checksum", "malformed"),
                            Map.entry("unknown", "unknown_token"),
                            Map.entry("revoked", "revoked"),
                            Map.entry("expired", "expired"),
                            Map.entry("owner disabled", "owner_disabled"),
                            Map.entry("a client's secret", "unknown_token"));
        }

        @Test
        void of_a_good_token_too_and_it_is_no_use() throws Exception {
            Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);

            JsonNode answer =
                    JSON.readTree(explain(admin, token.secret().reveal()).body());

            assertThat(answer.get("active").booleanValue()).isTrue();
            assertThat(answer.get("reason").isNull()).isTrue();
            assertThat(answer.get("record").get("name").textValue()).isEqualTo("Über CI");
            assertThat(answer.get("decisions").toString())
                    .isEqualTo("{\"recipe:deploy\":{\"allowed\":false,\"reason\":\"role_bound\"}}");
            assertThat(answer.toString()).doesNotContain(token.secret().reveal());
            assertThat(keyfob.useCases
                            .tokens
                            .showToken
                            .show(keyfob.operator, token.token().id())
                            .lastUsedAt())
                    .isEmpty();
        }

        @Test
        void as_it_would_be_decided_at_an_address() throws Exception {
            Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
            String secret = token.secret().reveal();
            keyfob.useCases.tokens.editToken.edit(
                    keyfob.signedIn(keyfob.alice),
                    token.token().id(),
                    new TokenEdit(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(Networks.parse("203.0.113.0/24")),
                            Optional.empty()));

            JsonNode outside = JSON.readTree(explain(admin, Map.of("token", secret, "address", "192.0.2.1"))
                    .body());
            JsonNode within = JSON.readTree(explain(admin, Map.of("token", secret, "address", "203.0.113.7"))
                    .body());
            HttpResponse<String> nowhere = explain(admin, Map.of("token", secret, "address", "203.0.113.0/24"));

            assertThat(outside.get("reason").textValue()).isEqualTo("wrong_network");
            assertThat(outside.get("rate_limited").booleanValue()).isFalse();
            assertThat(within.get("active").booleanValue()).isTrue();
            assertThat(JSON.readTree(explain(admin, secret).body())
                            .get("rate_limited")
                            .isNull())
                    .isTrue();
            assertThat(nowhere.statusCode()).isEqualTo(422);
            assertThat(nowhere.body()).contains("network_unreadable", "Give one IP address");
        }

        private HttpResponse<String> explain(Visitor visitor, String secret) throws Exception {
            return explain(visitor, Map.of("token", secret, "permissions", List.of("recipe:deploy")));
        }

        private HttpResponse<String> explain(Visitor visitor, Map<String, Object> body) throws Exception {
            return visitor.send(visitor.to("/api/v1/tokens/verify")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
        }
    }

    @Nested
    class ForwardAuth {

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

        // What a proxy sends whose variable is not set.
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
            HttpResponse<String> answer =
                    check("GET", "/auth/check?permission=recipe:run", "X-Keyfob-Permission", list);

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("X-Auth-Reason")).contains("permission_unreadable");
        }

        // CGI, and what follows it, makes one variable of all of them; a proxy overwrites only the one with hyphens.
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "X_Auth_User",
                    "x-auth_user",
                    "X_Auth-User",
                    "X.Auth.User",
                    "X_Auth-Token_Id",
                    "x_auth_reason"
                })
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
            HttpResponse<String> answer =
                    caller.send(caller.to("/auth/check").header("X-Auth-User", "admin@example.com"));

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

            assertThat(check("GET", "/auth/check?permission=NOT_ONE").statusCode())
                    .isEqualTo(403);
            assertThat(check("GET", "/auth/check", "Authorization", good).statusCode())
                    .isEqualTo(403);
            assertThat(caller.send(caller.to("/auth/check").header("Authorization", good + ", " + good))
                            .statusCode())
                    .isEqualTo(401);
        }

        @Test
        void a_good_token_is_answered_among_a_thousand_wrong_ones_from_its_address() throws Exception {
            for (int i = 0; i < 1000; i++) {
                String wrong = keyfob.rules.format().generate(keyfob.random).reveal();
                assertThat(caller.send(caller.to("/auth/check").header("Authorization", "Bearer " + wrong))
                                .statusCode())
                        .isEqualTo(401);
            }

            assertThat(check("GET", "/auth/check").statusCode()).isEqualTo(200);
        }

        // The query is the one of the request that is asked about: it is not for us to judge.
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

    private HttpResponse<String> introspect(String secret) throws Exception {
        return post("/oauth2/introspect", "token=" + URLEncoder.encode(secret, StandardCharsets.UTF_8), basic(client));
    }

    private HttpResponse<String> post(String path, String form, String... headers) throws Exception {
        HttpRequest.Builder request = caller.to(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return caller.send(headers.length == 0 ? request : request.headers(headers));
    }

    private static String[] basic(RegisteredClient client) {
        return new String[] {
            "Authorization",
            "Basic " + base64(client.client().id() + ":" + client.secret().reveal())
        };
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
