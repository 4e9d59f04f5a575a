package dev.keyfob.web.pages.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.StoredEntry;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.WebhookUrl;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The audit log over real HTTP: entries about refused requests, what people see of it, and downloads by administrators.
 */
class AuditOverHttpTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_denied_administrative_act_is_noted_from_page_rest_and_graphql() throws Exception {
        Visitor alice = alice();
        String form = Visitor.field(alice.get("/settings/profile").body(), "form_token");
        assertThat(alice.get("/admin/users").statusCode()).isEqualTo(403);
        assertThat(alice.post("/admin/users/" + keyfob.bob.id() + "/disable", Map.of("form_token", form))
                        .statusCode())
                .isEqualTo(403);
        assertThat(alice.post("/admin/audit/export", Map.of("form_token", form, "format", "csv"))
                        .statusCode())
                .isEqualTo(403);
        CreatedToken ci = keyfob.tokenOf(keyfob.alice, "CI");
        String secret = ci.secret().reveal();
        bearer(
                secret,
                "/graphql",
                "{\"query\":\"mutation { revokeAllAccessTokens(email: \\\"bob@example.com\\\") }\"}");
        bearer(secret, "/graphql", "{\"query\":\"{ users { count } }\"}");
        bearer(secret, "/api/v1/tokens", "{\"name\":\"Another\"}");
        bearer(secret, "/admin/users/" + keyfob.bob.id() + "/disable", "{}");

        assertThat(denials())
                .extracting(entry -> entry.actor().name() + ", "
                        + entry.subject().id() + ", " + entry.subject().name() + ", " + entry.succeeded())
                .containsExactlyInAnyOrder(
                        "alice@example.com, token:manage, GET /admin/users, false",
                        "alice@example.com, token:manage, POST /admin/users/" + keyfob.bob.id() + "/disable, false",
                        "alice@example.com, audit:view, POST /admin/audit/export, false",
                        "CI, token:manage, GraphQL Mutation.revokeAllAccessTokens, false",
                        "CI, token:manage, GraphQL Query.users, false",
                        "CI, token:create, POST /api/v1/tokens, false",
                        "CI, token:manage, POST /admin/users/" + keyfob.bob.id() + "/disable, false");
        assertThat(denials()).allSatisfy(entry -> assertThat(entry.address()).isEqualTo("127.0.0.1"));
    }

    // Times are shown in the reader's zone, so a day is a day in that zone. Without the script both are in UTC.
    @ParameterizedTest
    @ValueSource(strings = {"/settings/security-log", "/admin/audit"})
    void a_day_that_is_looked_at_is_a_day_of_the_readers_zone(String path) throws Exception {
        Visitor person = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        LocalDate today = LocalDate.ofInstant(keyfob.clock.instant(), ZoneOffset.UTC);
        String elsewhere = LocalDate.ofInstant(keyfob.clock.instant(), ZoneId.of("Pacific/Kiritimati"))
                        .equals(today)
                ? "Etc/GMT+12"
                : "Pacific/Kiritimati";
        LocalDate there = LocalDate.ofInstant(keyfob.clock.instant(), ZoneId.of(elsewhere));
        String zone = URLEncoder.encode(elsewhere, StandardCharsets.UTF_8);
        String day = path + "?action=session.started&from=%s&to=%s&zone=%s";

        assertThat(person.get(day.formatted(today, today, "")).body()).contains("<tbody>");
        assertThat(person.get(day.formatted(there, there, zone)).body()).contains("<tbody>");
        assertThat(person.get(day.formatted(today, today, zone)).body()).doesNotContain("<tbody>");
        assertThat(person.get(day.formatted("+999999999-12-31", "+999999999-12-31", ""))
                        .body())
                .contains("A day is written like");
    }

    @Test
    void a_secret_in_the_wrong_place_is_not_noted_and_a_flood_is_noted_once() throws Exception {
        Visitor alice = alice();
        String secret = keyfob.tokenOf(keyfob.alice, "CI").secret().reveal();

        for (int i = 0; i < 20; i++) {
            assertThat(alice.get("/admin/tokens/" + secret).statusCode()).isEqualTo(403);
        }

        assertThat(denials())
                .singleElement()
                .satisfies(entry -> assertThat(entry.subject().name()).isEqualTo("GET /admin/tokens/{id}"));
    }

    @Test
    void people_see_their_own_security_log_and_nothing_of_others() throws Exception {
        CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop & more");
        keyfob.tokenOf(keyfob.bob, "Bob's own");
        keyfob.clock.advance(Duration.ofSeconds(1));
        keyfob.useCases.tokens.suspendToken.suspend(
                new Actor.SignedIn(
                        keyfob.admin, keyfob.settings.catalogue(), "203.0.113.77", Optional.of(keyfob.clock.instant())),
                laptop.token().id());

        String page = alice().get("/settings/security-log").body();

        assertThat(page)
                .contains("Signed in", "Token created", "Token suspended", "Laptop &amp; more", "an administrator")
                .contains("href=\"/settings/security-log\" aria-current=\"page\"")
                .doesNotContain("Bob", "bob@example.com", "admin@example.com", "203.0.113.77");
    }

    @Test
    void entries_lead_to_what_they_are_about_and_are_chosen_in_words() throws Exception {
        String token = keyfob.tokenOf(keyfob.alice, "Laptop").token().id().toString();
        keyfob.tokenOf(keyfob.alice, "Desk");
        String webhook = keyfob.useCases
                .webhooks
                .addWebhook
                .add(keyfob.operator, new WebhookUrl("https://hooks.example.com/"), EventType.parse(List.of()))
                .webhook()
                .id()
                .toString();
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        Visitor alice = alice();

        assertThat(admin.get("/admin/audit").body())
                .contains(
                        "href=\"/admin/tokens/" + token + "\"",
                        "href=\"/admin/users/" + keyfob.alice.id() + "\"",
                        "href=\"/admin/webhooks/" + webhook + "\"",
                        "<optgroup label=\"Webhooks\">",
                        ">Account created</option>");
        String ofToken = admin.get("/admin/audit?about=" + token).body();
        assertThat(ofToken).contains(">Laptop<").doesNotContain(">Desk<");
        assertThat(admin.get("/admin/tokens/" + token).body()).contains("/admin/audit?about=" + token);

        assertThat(alice.get("/settings/access-token/" + token).body())
                .contains("/settings/security-log?about=" + token);
        assertThat(alice.get("/settings/security-log?about=" + token).body())
                .contains("href=\"/settings/access-token/" + token + "\"", ">Laptop<", "Only events of one token")
                .doesNotContain(">Desk<", "Webhook added");
    }

    @Test
    void the_own_log_is_filtered_and_paged_by_position() throws Exception {
        for (int i = 0; i < 60; i++) {
            keyfob.clock.advance(Duration.ofSeconds(1));
            keyfob.tokenOf(keyfob.alice, "Token " + i);
        }
        Visitor alice = alice();

        String first = alice.get("/settings/security-log?action=token.created").body();
        assertThat(first)
                .contains(">Token 59<", ">Token 10<", "1 to 50 of 60")
                .doesNotContain(">Token 9<", "<td data-label=\"Event\">Signed in");
        String second = alice.get(Visitor.link(first, "Next")).body();
        assertThat(second)
                .contains(">Token 9<", ">Token 0<", "51 to 60 of 60")
                .doesNotContain(">Token 10<", "<td data-label=\"Event\">Signed in");
        assertThat(alice.get(Visitor.link(second, "Previous")).body())
                .contains(">Token 59<", ">Token 10<", "1 to 50 of 60")
                .doesNotContain(">Token 9<", "<td data-label=\"Event\">Signed in");
        assertThat(alice.get("/settings/security-log?from=2027-01-01").body()).contains("No entry matches.");
        HttpResponse<String> bad = alice.get("/settings/security-log?from=soon");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).contains("A day is written like 2027-01-31.");
    }

    @Test
    void administrators_download_the_log_in_each_format_and_that_is_audited() throws Exception {
        keyfob.tokenOf(keyfob.alice, "=1+1");
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        String form = Visitor.field(admin.get("/admin/audit").body(), "form_token");

        for (String format : List.of("jsonl", "csv", "cef")) {
            HttpResponse<String> file = admin.post(
                    "/admin/audit/export", Map.of("form_token", form, "format", format, "from", "2026-11-24"));
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.headers().firstValue("Content-Disposition"))
                    .contains("attachment; filename=\"keyfob-audit." + format + "\"");
            assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
            assertThat(file.body()).contains("1+1", "audit.exported").doesNotContain(",=1+1");
        }
        assertThat(admin.post("/admin/audit/export", Map.of("form_token", form, "format", "xml"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(admin.post("/admin/audit/export", Map.of("format", "csv")).statusCode())
                .isEqualTo(403);
        assertThat(keyfob.auditLog.entries)
                .filteredOn(entry -> entry.action() == AuditAction.AUDIT_EXPORTED)
                .extracting(
                        entry -> entry.actor().name() + ": " + entry.subject().name())
                .containsExactly(
                        "admin@example.com: jsonl from 2026-11-24T00:00:00Z",
                        "admin@example.com: csv from 2026-11-24T00:00:00Z",
                        "admin@example.com: cef from 2026-11-24T00:00:00Z");
    }

    // Half a log must not look complete.
    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void a_download_that_breaks_off_does_not_look_complete(String encoding) throws Exception {
        for (int i = 0; i < 3000; i++) {
            keyfob.auditLog.append(keyfob.auditLog.entries.get(0));
        }
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        String form = Visitor.field(admin.get("/admin/audit").body(), "form_token");
        StoredEntry late = keyfob.auditLog.records.get(2500);
        keyfob.auditLog.records.set(
                2500, new StoredEntry(late.number(), late.id(), null, late.entry(), late.hash(), late.seal()));

        Exception broken = null;
        try {
            admin.post(
                    "/admin/audit/export", Map.of("form_token", form, "format", "jsonl"), "Accept-Encoding", encoding);
        } catch (java.io.IOException e) {
            broken = e;
        }

        assertThat(broken).isNotNull();
    }

    // One of the first records cannot be read. Nothing has been sent by then, because the output is still buffered.
    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void a_download_that_fails_before_anything_is_sent_is_answered_by_a_page(String encoding) throws Exception {
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        String form = Visitor.field(admin.get("/admin/audit").body(), "form_token");
        StoredEntry early = keyfob.auditLog.records.get(1);
        keyfob.auditLog.records.set(
                1, new StoredEntry(early.number(), early.id(), null, early.entry(), early.hash(), early.seal()));

        HttpResponse<String> failed = admin.post(
                "/admin/audit/export", Map.of("form_token", form, "format", "csv"), "Accept-Encoding", encoding);

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(failed.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(failed.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(failed.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(failed.body()).startsWith("<!");
    }

    private void bearer(String secret, String path, String body) throws Exception {
        Visitor program = new Visitor(server);
        HttpResponse<String> answer = program.send(program.to(path)
                .header("Authorization", "Bearer " + secret)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode() == 403 || answer.body().contains("FORBIDDEN"))
                .as(path + ": " + answer.body())
                .isTrue();
    }

    private List<AuditEntry> denials() {
        return keyfob.auditLog.entries.stream()
                .filter(entry -> entry.action() == AuditAction.ACCESS_DENIED)
                .toList();
    }

    private Visitor alice() throws Exception {
        return new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }
}
