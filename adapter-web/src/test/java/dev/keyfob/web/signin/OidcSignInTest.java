package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.RoleChange;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebConfig;
import dev.keyfob.web.WebServer;
import dev.keyfob.web.site.TrustedProxies;
import dev.keyfob.web.verify.PathRules;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in through a provider: as it should be, and in every way in which a provider can lie. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OidcSignInTest {

    private static final String START = "/sign-in/oidc/company";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private ScriptedProvider provider;
    private WebServer server;
    private Visitor alice;

    @BeforeEach
    void start() throws Exception {
        provider = new ScriptedProvider();
        server = WebServer.start(
                Visitor.config(
                        keyfob,
                        false,
                        PathRules.none(),
                        Optional.empty(),
                        new SignInMethods(true, List.of(provider.settings()), Optional.of("X-Forwarded-Email"))),
                keyfob.useCases);
        alice = new Visitor(server);
    }

    @AfterEach
    void stop() {
        server.close();
        provider.close();
    }

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

    // OpenID Connect Core section 3.1.2.1: max_age, and the auth_time that the provider must then give.
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

    private String idToken(Map<String, String> question, Change change, Long secondsAgo) throws Exception {
        JWTClaimsSet.Builder claims = change.of(provider.claims(question.get("nonce")));
        if (secondsAgo != null) {
            claims.claim(
                    "auth_time", keyfob.clock.instant().minusSeconds(secondsAgo).getEpochSecond());
        }
        return provider.signed(claims.build());
    }

    private interface Change {
        JWTClaimsSet.Builder of(JWTClaimsSet.Builder claims);
    }

    enum Lie {
        ANOTHER_ISSUER(claims -> claims.issuer("https://id.example.com")),
        ANOTHER_AUDIENCE(claims -> claims.audience("another-client")),
        SEVERAL_AUDIENCES_WITHOUT_A_PARTY(claims -> claims.audience(List.of(ScriptedProvider.CLIENT, "another"))),
        ANOTHER_PARTY(claims ->
                claims.audience(List.of(ScriptedProvider.CLIENT, "another")).claim("azp", "another")),
        ANOTHER_NONCE(claims -> claims.claim("nonce", "of-another-sign-in")),
        NO_NONCE(claims -> claims.claim("nonce", null)),
        EXPIRED(claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(700)))
                .expirationTime(Date.from(Instant.now().minusSeconds(100)))),
        NO_EXPIRY(claims -> claims.expirationTime(null)),
        FROM_THE_FUTURE(claims -> claims.issueTime(Date.from(Instant.now().plusSeconds(400)))
                .expirationTime(Date.from(Instant.now().plusSeconds(900)))),
        NO_SUBJECT(claims -> claims.subject(null)),
        EMPTY_SUBJECT(claims -> claims.subject(" ")),
        NO_EMAIL(claims -> claims.claim("email", null)),
        NO_ADDRESS_AS_EMAIL(claims -> claims.claim("email", "alice")),
        UNVERIFIED_EMAIL(claims -> claims.claim("email_verified", false)),
        NOTHING_ABOUT_VERIFICATION(claims -> claims.claim("email_verified", null)),
        ANOTHERS_EMAIL(claims -> claims.claim("email", "admin@example.com"));

        private final Change change;

        Lie(Change change) {
            this.change = change;
        }
    }

    @ParameterizedTest
    @EnumSource(Lie.class)
    void a_claim_that_is_not_right_signs_nobody_in(Lie lie) throws Exception {
        Map<String, String> question = begin("/");
        provider.idToken = provider.signed(
                lie.change.of(provider.claims(question.get("nonce"))).build());

        assertRefused(answer(question, ""), 401);
    }

    // An issuer that differs by a slash looked like a provider that was down.
    @Test
    void the_audit_log_says_at_which_step_it_ended_and_both_values_where_two_differ() throws Exception {
        String issuer = provider.settings().issuer().toString();
        assertThat(noted(claims -> claims.issuer(issuer + "/")))
                .startsWith("company, ID token: ")
                .contains(issuer + "/", "issuer " + issuer + ",");
        assertThat(noted(claims -> claims.audience("another-client")))
                .contains("another-client", "client_id " + ScriptedProvider.CLIENT);
        assertThat(noted(claims -> claims.audience(List.of(ScriptedProvider.CLIENT, "another"))
                        .claim("azp", "another")))
                .isEqualTo("company, ID token: it is for another, and the setting client_id is "
                        + ScriptedProvider.CLIENT);
        assertThat(noted(claims -> claims.claim("email", null)))
                .isEqualTo("Company account, account: the ID token has no claim email");
        assertThat(noted(claims -> claims.claim("email_verified", false)))
                .isEqualTo("Company account, account: email_verified is false, and require_email_verified is true");
        answer(begin("/"), "&iss=" + URLEncoder.encode(issuer + "/", StandardCharsets.UTF_8));
        assertThat(lastNoted())
                .isEqualTo("company, answer: it is of the issuer " + issuer + "/, and the setting is " + issuer);
        alice.get(START + "/callback?error=access_denied&state=" + begin("/").get("state"));
        assertThat(lastNoted()).isEqualTo("company, answer: the provider sent no code but the error access_denied");
        provider.tokenStatus = 400;
        answer(begin("/"), "");
        assertThat(lastNoted()).startsWith("company, code: the provider answered 400");
    }

    // A line that says "refused from" would have the address of somebody shut out who did nothing wrong.
    @ParameterizedTest
    @CsvSource({
        "500, server_error",
        "502, invalid_grant",
        "503, temporarily_unavailable",
        "429, slow_down",
        "401, invalid_client",
        "400, unauthorized_client"
    })
    void a_provider_that_fails_at_a_code_is_an_outage_and_not_a_refusal(int status, String error) throws Exception {
        provider.tokenStatus = status;
        provider.tokenError = error;

        assertRefused(answer(begin("/"), ""), 503);

        assertThat(lastNoted()).isEqualTo("company, code: the provider answered " + status + " " + error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server_error", "temporarily_unavailable", "unauthorized_client"})
    void an_answer_by_which_a_provider_says_that_it_fails_is_an_outage(String error) throws Exception {
        String state = begin("/").get("state");

        assertRefused(alice.get(START + "/callback?error=" + error + "&state=" + state), 503);

        assertThat(lastNoted()).isEqualTo("company, answer: the provider sent no code but the error " + error);
    }

    // Any page on the web can send its visitors there.
    @Test
    void an_answer_without_the_cookie_of_a_sign_in_is_not_noted() throws Exception {
        int before = keyfob.auditLog.entries.size();

        assertRefused(alice.get(START + "/callback?code=x&state=x"), 401);

        assertThat(keyfob.auditLog.entries).hasSize(before);
    }

    @Test
    void the_audit_log_says_what_the_provider_calls_itself() throws Exception {
        String issuer = provider.settings().issuer().toString();
        provider.metadata.put("issuer", issuer + "/");

        assertThat(alice.get(START).statusCode()).isEqualTo(503);

        assertThat(lastNoted())
                .isEqualTo("company, discovery: GeneralException: the provider calls itself " + issuer
                        + "/, and the setting is " + issuer);
    }

    private String noted(Change change) throws Exception {
        Map<String, String> question = begin("/");
        provider.idToken = provider.signed(
                change.of(provider.claims(question.get("nonce"))).build());
        assertRefused(answer(question, ""), 401);
        return lastNoted();
    }

    private String lastNoted() {
        AuditEntry last = keyfob.auditLog.entries.get(keyfob.auditLog.entries.size() - 1);
        assertThat(last.action()).isEqualTo(AuditAction.SESSION_REFUSED);
        assertThat(last.address()).isEqualTo("127.0.0.1");
        return last.subject().name();
    }

    @Test
    void a_signature_that_is_not_right_signs_nobody_in() throws Exception {
        for (String kind : List.of("none", "secret", "public key", "unknown key", "same id", "cut", "no token")) {
            Map<String, String> question = begin("/");
            JWTClaimsSet claims = provider.claims(question.get("nonce")).build();
            String good = provider.signed(claims);
            provider.idToken = switch (kind) {
                case "none" -> new PlainJWT(claims).serialize();
                case "secret" -> ScriptedProvider.mac(claims, ScriptedProvider.SECRET.getBytes(StandardCharsets.UTF_8));
                case "public key" ->
                    ScriptedProvider.mac(
                            claims, provider.published.toRSAPublicKey().getEncoded());
                case "unknown key" -> ScriptedProvider.signed(claims, ScriptedProvider.key("unknown"));
                case "same id" -> ScriptedProvider.signed(claims, ScriptedProvider.key("one"));
                case "cut" -> good.substring(0, good.lastIndexOf('.') + 1);
                default -> "";
            };

            // What is no signed token at all is the provider's fault, and nothing that somebody tried.
            assertRefused(answer(question, ""), kind.equals("cut") || kind.equals("no token") ? 503 : 401);
        }
    }

    @Test
    void a_new_key_of_the_provider_is_fetched() throws Exception {
        signIn(claims -> claims);
        provider.published = ScriptedProvider.key("two");

        signIn(claims -> claims);

        assertThat(alice.get("/settings/profile").statusCode()).isEqualTo(200);
    }

    @Test
    void an_answer_counts_in_the_browser_that_asked_once_and_within_ten_minutes() throws Exception {
        Map<String, String> question = begin("/");
        provider.idToken =
                provider.signed(provider.claims(question.get("nonce")).build());
        Visitor other = new Visitor(server);
        assertRefused(other.get(callback(question, "")), 401);

        String forged = callback(
                Map.of(
                        "state",
                        (question.get("state").startsWith("x") ? "y" : "x")
                                + question.get("state").substring(1)),
                "");
        Visitor forger = alice;
        assertRefused(forger.get(forged), 401);
        // That answer took the cookie along: the true one comes too late.
        assertRefused(answer(question, ""), 401);

        Map<String, String> again = begin("/");
        provider.idToken = provider.signed(provider.claims(again.get("nonce")).build());
        keyfob.clock.advance(Duration.ofMinutes(11));
        assertRefused(answer(again, ""), 401);

        Map<String, String> third = begin("/");
        provider.idToken = provider.signed(provider.claims(third.get("nonce")).build());
        assertThat(answer(third, "").statusCode()).isEqualTo(303);
        assertThat(answer(third, "").statusCode()).isEqualTo(401);
    }

    @Test
    void an_answer_of_another_issuer_an_error_and_a_bad_code_sign_nobody_in() throws Exception {
        Map<String, String> mixedUp = begin("/");
        provider.idToken = provider.signed(provider.claims(mixedUp.get("nonce")).build());
        assertRefused(answer(mixedUp, "&iss=https%3A%2F%2Fid.example.com"), 401);

        HttpResponse<String> denied = alice.get(START + "/callback?error=access_denied&error_description=%3Cb%3E&state="
                + begin("/").get("state"));
        assertRefused(denied, 401);
        assertThat(denied.body()).contains("did not sign you in").doesNotContain("access_denied", "<b>");

        Map<String, String> question = begin("/");
        provider.tokenStatus = 400;
        assertRefused(answer(question, ""), 401);
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
    void a_provider_that_is_down_is_said_to_be() throws Exception {
        provider.close();

        HttpResponse<String> answer = alice.get(START);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("Company account cannot be reached right now", "id=\"password\"");
    }

    @Test
    void a_provider_that_hangs_when_it_is_given_codes_holds_up_nobody_else() throws Exception {
        int comers = 24;
        List<Visitor> visitors = new ArrayList<>();
        List<Map<String, String>> questions = new ArrayList<>();
        for (int i = 0; i < comers; i++) {
            visitors.add(new Visitor(server));
            questions.add(begin(visitors.get(i), "/"));
        }
        provider.tokenGate = new CountDownLatch(1);
        ExecutorService browsers = Executors.newFixedThreadPool(comers);
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < comers; i++) {
            Visitor visitor = visitors.get(i);
            String callback = callback(questions.get(i), "");
            answers.add(CompletableFuture.supplyAsync(() -> statusOf(visitor, callback), browsers));
        }

        CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new)).join();
        int page = new Visitor(server).get("/sign-in").statusCode();
        int check = new Visitor(server).get("/auth/check").statusCode();
        provider.tokenGate.countDown();
        browsers.shutdown();

        assertThat(page).isEqualTo(200);
        assertThat(check).isEqualTo(401);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isIn(401, 503));
        assertThat(answers).filteredOn(answer -> answer.join() == 503).hasSizeGreaterThanOrEqualTo(comers - 8);
    }

    private static int statusOf(Visitor visitor, String path) {
        try {
            return visitor.get(path).statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_provider_that_calls_itself_something_else_is_not_asked() throws Exception {
        provider.metadata.put("issuer", "https://id.example.com");

        assertThat(alice.get(START).statusCode()).isEqualTo(503);
        assertThat(alice.get("/sign-in/oidc/nobody").statusCode()).isEqualTo(404);
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

    // The visitor's own address is that of a trusted proxy here.
    @Test
    void a_trusted_proxy_says_who_is_there_and_nobody_else_can() throws Exception {
        HttpResponse<String> brought =
                alice.get("/sign-in?next=/settings/profile", Map.of("X-Forwarded-Email", "bob@example.org"));
        assertThat(brought.statusCode()).isEqualTo(303);
        assertThat(alice.get("/settings/profile", Map.of("X-Forwarded-Email", "bob@example.org"))
                        .body())
                .contains("bob@example.org", "your organisation");

        // The proxy speaks of somebody else now: the open session is not theirs.
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
        try (WebServer elsewhere = serving(TrustedProxies.parse("192.0.2.7"), true)) {
            HttpResponse<String> answer =
                    new Visitor(elsewhere).get("/sign-in", Map.of("X-Forwarded-Email", "bob@example.org"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("Set-Cookie").toString()).doesNotContain("keyfob_session=");
            assertThat(keyfob.users.findByEmail(new Email("bob@example.org"))).isEmpty();
        }
    }

    @Test
    void accounts_with_passwords_can_be_switched_off() throws Exception {
        try (WebServer without = serving(TrustedProxies.parse(""), false)) {
            Visitor visitor = new Visitor(without);
            String page = visitor.get("/sign-in").body();
            assertThat(page).contains("Continue with Company account").doesNotContain("password");

            // The form of a server that still has them.
            HttpResponse<String> answer = visitor.post(
                    "/sign-in",
                    Map.of("email", "alice@example.com", "password", InMemoryKeyfob.ALICE_PASSWORD, "form_token", "x"));
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().allValues("Set-Cookie").toString()).doesNotContain("keyfob_session=");
        }
    }

    private WebServer serving(TrustedProxies trusted, boolean local) {
        WebConfig like = Visitor.config(keyfob, false);
        return WebServer.start(
                new WebConfig(
                        like.host(),
                        like.port(),
                        like.site(),
                        like.httpLimits(),
                        trusted,
                        new SignInMethods(local, List.of(provider.settings()), Optional.of("X-Forwarded-Email")),
                        like.pathRules(),
                        like.carriers(),
                        like.allowedOrigins(),
                        like.githubScanning(),
                        like.audience(),
                        like.introspection(),
                        like.discovery(),
                        like.ready()),
                keyfob.useCases);
    }

    private void signIn(Change change) throws Exception {
        Map<String, String> question = begin("/");
        provider.idToken = provider.signed(
                change.of(provider.claims(question.get("nonce"))).build());
        assertThat(answer(question, "").statusCode()).isEqualTo(303);
    }

    private Map<String, String> begin(String next) throws Exception {
        return begin(alice, next);
    }

    private Map<String, String> begin(String next, String more) throws Exception {
        return asked(alice.get(START + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8) + more));
    }

    private Map<String, String> begin(Visitor visitor, String next) throws Exception {
        return asked(visitor.get(START + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8)));
    }

    private Map<String, String> asked(HttpResponse<String> sent) {
        assertThat(sent.statusCode()).isEqualTo(303);
        URI question = URI.create(sent.headers().firstValue("Location").orElseThrow());
        assertThat(question.toString()).startsWith(provider.issuer() + "/authorize?");
        return Arrays.stream(question.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> answer(Map<String, String> question, String more) throws Exception {
        return alice.get(callback(question, more));
    }

    private static String callback(Map<String, String> question, String more) {
        return START + "/callback?code=the-code&state=" + question.get("state") + more;
    }

    private void assertRefused(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("id=\"error\"");
        assertThat(answer.headers().allValues("Set-Cookie").toString()).doesNotContain("keyfob_session=");
        assertThat(keyfob.users.findByEmail(new Email("alice@example.org"))).isEmpty();
    }

    private Set<Role> rolesOfAlice() {
        return keyfob.users
                .findByEmail(new Email("alice@example.org"))
                .orElseThrow()
                .roles();
    }
}
