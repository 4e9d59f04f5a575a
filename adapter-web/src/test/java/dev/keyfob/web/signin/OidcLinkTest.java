package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.LinkedIdentity;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.SampleWebConfig;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Links an account at a provider with a Keyfob account, and unlinks it, over real HTTP. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OidcLinkTest {

    private static final String IDENTITIES = "/settings/profile/identities";
    private static final String CALLBACK = "/sign-in/oidc/company/callback";

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private ScriptedProvider provider;
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        provider = new ScriptedProvider();
        server = SampleWebConfig.of(keyfob)
                .signInMethods(new SignInMethods(true, List.of(provider.settings()), Optional.empty()))
                .serve();
    }

    @AfterEach
    void stop() {
        server.close();
        provider.close();
    }

    @Test
    void a_person_links_signs_in_with_it_and_unlinks() throws Exception {
        Visitor alice = visitor("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        assertThat(alice.get("/settings/profile").body()).contains("href=\"" + IDENTITIES + "\"");

        HttpResponse<String> linked = answer(alice, askToLink(alice));

        assertThat(linked.statusCode()).isEqualTo(303);
        assertThat(linked.headers().firstValue("Location")).contains(IDENTITIES + "?linked");
        assertThat(alice.get(IDENTITIES + "?linked").body())
                .contains("The account is linked.", "Company account", ">Unlink<")
                .doesNotContain("Link Company account");
        Visitor elsewhere = new Visitor(server);
        answer(elsewhere, question(elsewhere.get("/sign-in/oidc/company")));
        assertThat(elsewhere.get("/settings/profile").body()).contains("alice@example.com");

        HttpResponse<String> unlinked = alice.post(
                IDENTITIES + "/unlink",
                Map.of(
                        "form_token", csrfToken(alice),
                        "issuer", provider.issuer(),
                        "subject", identitiesOf(keyfob.alice).get(0).identity().subject()));
        assertThat(unlinked.statusCode()).isEqualTo(303);
        assertThat(identitiesOf(keyfob.alice)).isEmpty();
        assertThat(keyfob.auditedActions())
                .contains(AuditAction.USER_IDENTITY_LINKED, AuditAction.USER_IDENTITY_UNLINKED);
    }

    @Test
    void an_identity_of_another_account_is_refused_and_told() throws Exception {
        Visitor bob = visitor("bob@example.com", InMemoryKeyfob.BOB_PASSWORD);
        answer(bob, askToLink(bob));
        Visitor alice = visitor("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

        HttpResponse<String> refused = answer(alice, askToLink(alice));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("is linked with another account here");
        assertThat(identitiesOf(keyfob.alice)).isEmpty();
        assertThat(identitiesOf(keyfob.bob)).hasSize(1);
    }

    @Test
    void an_answer_links_for_the_session_that_asked_and_for_no_other() throws Exception {
        Visitor browser = visitor("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        Map<String, String> asked = askToLink(browser);
        browser.post("/sign-out", Map.of("form_token", csrfToken(browser)));

        HttpResponse<String> signedOut = answer(browser, asked);

        assertThat(signedOut.statusCode()).isEqualTo(401);
        assertThat(signedOut.body()).contains("Nothing was linked");
        browser.signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        asked = askToLink(browser);
        browser.post("/sign-out", Map.of("form_token", csrfToken(browser)));
        browser.signedInAs("bob@example.com", InMemoryKeyfob.BOB_PASSWORD);
        assertThat(answer(browser, asked).statusCode()).isEqualTo(401);
        assertThat(identitiesOf(keyfob.alice)).isEmpty();
        assertThat(identitiesOf(keyfob.bob)).isEmpty();
    }

    @Test
    void a_forged_form_begins_nothing() throws Exception {
        Visitor alice = visitor("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

        assertThat(alice.post("/settings/profile/link/company", Map.of("form_token", "forged"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(alice.post("/settings/profile/link/company", Map.of()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void who_has_no_other_way_in_is_told_so() throws Exception {
        Visitor carl = new Visitor(server);
        answer(carl, question(carl.get("/sign-in/oidc/company?why=fresh&next=%2Fsettings%2Fprofile")));
        User user = keyfob.users.findByEmail(new Email("alice@example.org")).orElseThrow();

        HttpResponse<String> refused = carl.post(
                IDENTITIES + "/unlink",
                Map.of(
                        "form_token", csrfToken(carl),
                        "issuer", provider.issuer(),
                        "subject", identitiesOf(user).get(0).identity().subject()));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("This is the only way to sign in to this account.");
        assertThat(identitiesOf(user)).hasSize(1);
    }

    private Map<String, String> askToLink(Visitor visitor) throws Exception {
        HttpResponse<String> sent =
                visitor.post("/settings/profile/link/company", Map.of("form_token", csrfToken(visitor)));
        // Answers with a page, because the Content-Security-Policy allows no form to lead to another site, not even by
        // a redirect.
        assertThat(sent.statusCode()).isEqualTo(200);
        Matcher refresh = Pattern.compile("<meta http-equiv=\"refresh\" content=\"0; url=([^\"]*)\">")
                .matcher(sent.body());
        assertThat(refresh.find()).isTrue();
        assertThat(sent.body()).contains("<a href=\"" + refresh.group(1) + "\">");
        return question(refresh.group(1).replace("&amp;", "&"));
    }

    private Map<String, String> question(HttpResponse<String> sent) {
        return question(sent.headers().firstValue("Location").orElseThrow());
    }

    private Map<String, String> question(String sent) {
        URI question = URI.create(sent);
        assertThat(question.toString()).startsWith(provider.issuer() + "/authorize?");
        return Arrays.stream(question.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> answer(Visitor visitor, Map<String, String> question) throws Exception {
        provider.idToken = provider.signed(provider.claims(question.get("nonce"))
                .claim("auth_time", keyfob.clock.instant().getEpochSecond())
                .build());
        return visitor.get(CALLBACK + "?code=the-code&state=" + question.get("state"));
    }

    private List<LinkedIdentity> identitiesOf(User user) {
        return keyfob.identities.listOf(user.id());
    }

    private static String csrfToken(Visitor visitor) throws Exception {
        return Visitor.field(visitor.get("/settings/profile").body(), "form_token");
    }

    private Visitor visitor(String email, String password) throws Exception {
        return new Visitor(server).signedInAs(email, password);
    }
}
