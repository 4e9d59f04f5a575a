package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.keyfob.application.fake.Eventually;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.user.Email;
import dev.keyfob.web.Visitor;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a provider or its answer can be wrong. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OidcRefusedAnswersTest extends OidcStories {

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

    // An issuer that differed only by a slash used to be reported as a provider that is down.
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

    // Tools that read a line with "refused from" would block the address of a user who did nothing wrong.
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

    // Any page on the web can send its visitors to this path.
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

            // An answer without a signed token is the provider's fault, not an attack.
            assertRefused(answer(question, ""), kind.equals("cut") || kind.equals("no token") ? 503 : 401);
        }
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
        // The forged answer deleted the cookie, so the genuine one comes too late.
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
        provider.idToken = provider.signed(provider.claims("of-another-sign-in").build());
        provider.tokenGate = new CountDownLatch(1);
        ExecutorService browsers = Executors.newFixedThreadPool(comers);
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < comers; i++) {
            Visitor visitor = visitors.get(i);
            String callback = callback(questions.get(i), "");
            answers.add(CompletableFuture.supplyAsync(() -> statusOf(visitor, callback), browsers));
        }

        Eventually.isTrue(
                () -> answers.stream().filter(CompletableFuture::isDone).count() == comers - 8);
        int page = new Visitor(server).get("/sign-in").statusCode();
        int check = new Visitor(server).get("/auth/check").statusCode();
        provider.tokenGate.countDown();
        browsers.shutdown();

        assertThat(page).isEqualTo(200);
        assertThat(check).isEqualTo(401);
        List<Integer> statuses = answers.stream().map(CompletableFuture::join).toList();
        assertThat(statuses).filteredOn(status -> status == 401).hasSize(8);
        assertThat(statuses).filteredOn(status -> status == 503).hasSize(comers - 8);
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

    private void assertRefused(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("id=\"error\"");
        assertThat(answer.headers().allValues("Set-Cookie").toString()).doesNotContain("keyfob_session=");
        assertThat(keyfob.users.findByEmail(new Email("alice@example.org"))).isEmpty();
    }
}
