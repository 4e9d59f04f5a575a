package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.cli.Cli;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import dev.keyfob.persistence.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With passwords switched off and the identity provider down, the operator's one-time link is the way to sign in. */
class BreakGlassTest {

    private static final Email ADMIN = new Email("admin@example.com");

    private final HttpClient http = HttpClient.newHttpClient();
    private Wiring wiring;
    private RunningServer server;

    @BeforeEach
    void start() {
        wiring = new Wiring(
                Database.inMemory(),
                Settings.load(
                        Map.of(
                                Setting.SERVER_PORT, "0",
                                Setting.SERVER_PUBLIC_URL, "http://localhost:1234",
                                Setting.SERVER_TRUSTED_PROXIES, "192.0.2.1",
                                Setting.SIGN_IN_LOCAL, "false",
                                Setting.SIGN_IN_PROXY_HEADER, "X-Forwarded-Email"),
                        Map.of(),
                        Optional.empty()));
        wiring.useCases.users.addUser.add(
                OPERATOR, ADMIN, List.of(Role.ADMIN), Password.parse("admin likes cold water", ADMIN));
        server = RunningServer.start(wiring, Optional.empty(), false);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_operators_link_opens_the_administration_and_the_log_tells() throws Exception {
        Piped terminal = new Piped("");
        assertThat(run(terminal, "--link")).isZero();
        String link = terminal.out.toString().strip();
        assertThat(link).startsWith("http://localhost:1234/set-password#");
        HttpResponse<String> page = send(to("/set-password"));
        assertThat(page.body()).contains("Sign in with a one-time link").doesNotContain("type=\"password\"");

        HttpResponse<String> answer = send(to("/set-password")
                .header("Cookie", cookie(page, "keyfob_visitor"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "form_token=" + csrfToken(page) + "&code=" + link.substring(link.indexOf('#') + 1))));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(send(to("/admin/users").header("Cookie", cookie(answer, "keyfob_session")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(wiring.useCases
                        .audit
                        .listAudit
                        .list(OPERATOR, AuditFilter.everything(), PageRequest.first())
                        .items())
                .extracting(AuditEntry::action)
                .contains(AuditAction.PASSWORD_LINK_ISSUED, AuditAction.PASSWORD_LINK_USED, AuditAction.SESSION_STARTED)
                .doesNotContain(AuditAction.PASSWORD_CHANGED);
    }

    @Test
    void a_password_that_nobody_could_use_is_not_set() {
        Piped terminal = new Piped("four words make sense\n");

        assertThat(run(terminal)).isEqualTo(4);

        assertThat(terminal.err.toString()).contains("Nobody signs in with a password here", "Create a link");
    }

    private int run(Piped terminal, String... options) {
        String[] words = new String[3 + options.length];
        System.arraycopy(new String[] {"user", "password", ADMIN.value()}, 0, words, 0, 3);
        System.arraycopy(options, 0, words, 3, options.length);
        return new Cli(() -> wiring.useCases).run(terminal, words);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String cookie(HttpResponse<String> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(set -> set.split(";")[0])
                .filter(pair -> pair.startsWith(name + "=") && !pair.endsWith("="))
                .findFirst()
                .orElseThrow();
    }

    private static String csrfToken(HttpResponse<String> page) {
        Matcher field =
                Pattern.compile("name=\"form_token\" value=\"([^\"]*)\"").matcher(page.body());
        assertThat(field.find()).isTrue();
        return field.group(1);
    }
}
