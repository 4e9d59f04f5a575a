package dev.keyfob.web.pages.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.webhook.WebhookWithSecret;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.outbox.DeliveryState;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryId;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.HttpOutcome;
import dev.keyfob.domain.webhook.WebhookUrl;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhooksPagesTest {

    private static final Pattern RETRY =
            Pattern.compile("action=\"(/admin/webhooks/deliveries/([0-9a-f-]{36})/retry[^\"]*)\"");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void without_endpoints_it_says_so_and_offers_to_add_one() throws Exception {
        assertThat(admin().get("/admin/webhooks").body())
                .contains(
                        "No webhooks yet.",
                        "Add a webhook",
                        "No deliveries yet.",
                        "<a href=\"/admin/webhooks\" aria-current=\"page\">");
    }

    @Test
    void endpoints_and_deliveries_are_shown_with_how_they_went_and_without_a_secret() throws Exception {
        WebhookWithSecret good = add("https://good.example.com/in?key=hidden", EnumSet.of(EventType.TOKEN_CREATED));
        WebhookWithSecret gone = add("https://gone.example.com/", EnumSet.copyOf(EventType.chosen()));
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.useCases.webhooks.deliverWebhooks.deliverNext(good.webhook().id());
        keyfob.webhookSender.answer(HttpOutcome.of(410, Optional.empty()));
        keyfob.useCases.webhooks.deliverWebhooks.deliverNext(gone.webhook().id());
        keyfob.clock.advance(Duration.ofMinutes(5));

        String page = admin().get("/admin/webhooks").body();

        assertThat(page)
                .contains("https://good.example.com/…", "https://gone.example.com/", "All events")
                .contains("5 minutes ago", "HTTP 410", "it answered HTTP 410", ">paused<", ">active<")
                .contains("token.created", ">delivered<", ">failed<", "1 attempt<")
                .doesNotContain("key=hidden")
                .doesNotContain(good.secret().reveal(), "whsec_")
                .contains("good.example.com (", "ID " + good.webhook().id());
    }

    @Test
    void a_failed_delivery_is_retried_by_its_button() throws Exception {
        WebhookWithSecret webhook = add("https://hooks.example.com/", EnumSet.of(EventType.USER_DISABLED));
        keyfob.webhookSender.answer(Outcome.failed("no answer within 15 seconds"));
        Delivery failed = keyfob.useCases.webhooks.pingWebhook.ping(
                keyfob.operator, webhook.webhook().id());
        Visitor admin = admin();
        String page = admin.get("/admin/webhooks?state=failed").body();
        Matcher button = RETRY.matcher(page);
        assertThat(button.find()).isTrue();
        assertThat(button.group(2)).isEqualTo(failed.id().toString());

        HttpResponse<String> answer =
                admin.post(button.group(1), Map.of("form_token", Visitor.field(page, "form_token")));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/admin/webhooks?state=failed&done=retried");
        assertThat(keyfob.webhookDeliveries
                        .findForUpdate(failed.id())
                        .orElseThrow()
                        .state())
                .isEqualTo(DeliveryState.PENDING);
        assertThat(admin.get("/admin/webhooks?done=retried&endpoint=&state=pending")
                        .body())
                .contains(
                        "The delivery is being sent again", "webhook.test", "Retry webhook.test to hooks.example.com");
    }

    @Test
    void what_has_arrived_has_no_button() throws Exception {
        WebhookWithSecret webhook = add("https://hooks.example.com/", EnumSet.of(EventType.USER_DISABLED));
        keyfob.useCases.webhooks.pingWebhook.ping(
                keyfob.operator, webhook.webhook().id());

        assertThat(admin().get("/admin/webhooks").body())
                .contains("webhook.test")
                .doesNotContain("/retry");
    }

    @Test
    void deliveries_are_found_by_endpoint_and_state_a_page_at_a_time() throws Exception {
        WebhookWithSecret one = add("https://one.example.com/", EnumSet.of(EventType.USER_DISABLED));
        WebhookWithSecret other = add("https://other.example.com/", EnumSet.of(EventType.USER_DISABLED));
        for (int i = 0; i < 51; i++) {
            keyfob.clock.advance(Duration.ofSeconds(1));
            keyfob.useCases.webhooks.pingWebhook.ping(
                    keyfob.operator, one.webhook().id());
        }
        keyfob.webhookSender.answer(Outcome.failed("no"));
        keyfob.useCases.webhooks.pingWebhook.ping(
                keyfob.operator, other.webhook().id());
        Visitor admin = admin();

        assertThat(rows(admin.get("/admin/webhooks?state=failed").body())).isEqualTo(1);
        String first =
                admin.get("/admin/webhooks?endpoint=" + one.webhook().id()).body();
        assertThat(rows(first)).isEqualTo(50);
        String second = admin.get(Visitor.link(first, "Next")).body();
        assertThat(rows(second)).isEqualTo(1);
        assertThat(second).contains("51 to 51 of 51");
        assertThat(rows(admin.get(Visitor.link(second, "Previous")).body())).isEqualTo(50);
        assertThat(admin.get("/admin/webhooks?after=nonsense").body()).contains("not a position in this list");
        assertThat(admin.get("/admin/webhooks?endpoint=nonsense").body()).contains("not the id of a webhook");
    }

    @Test
    void an_unknown_delivery_is_not_found() throws Exception {
        Visitor admin = admin();
        Map<String, String> form =
                Map.of("form_token", Visitor.field(admin.get("/admin/webhooks").body(), "form_token"));

        assertThat(admin.post("/admin/webhooks/deliveries/" + DeliveryId.random() + "/retry", form)
                        .statusCode())
                .isEqualTo(404);
        assertThat(admin.post("/admin/webhooks/deliveries/nonsense/retry", form).statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_webhook_is_added_once_and_its_secret_shown_once() throws Exception {
        Visitor admin = admin();
        Map<String, String> form = form(admin, Map.of("name", "Billing", "event", "token.created"));

        HttpResponse<String> first = admin.post("/admin/webhooks", form);
        HttpResponse<String> again = admin.post("/admin/webhooks", form);

        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        String place = first.headers().firstValue("Location").orElseThrow();
        assertThat(admin.head(place).statusCode()).isEqualTo(200);
        assertThat(admin.get(place).body()).contains("Webhook added", "whsec_", "Billing");
        assertThat(admin.get(place).body())
                .contains("its secret was shown once")
                .doesNotContain("whsec_");
        assertThat(keyfob.webhooks.all())
                .singleElement()
                .satisfies(webhook -> assertThat(webhook.events()).containsExactly(EventType.TOKEN_CREATED));
    }

    @Test
    void what_was_typed_wrong_is_told_beside_its_field_and_kept() throws Exception {
        add("https://taken.example.com/", EnumSet.of(EventType.TOKEN_CREATED));
        Visitor admin = admin();

        for (Map<String, String> typed : List.of(
                Map.of("name", ""),
                Map.of("name", "x".repeat(101)),
                Map.of("name", "line\nbreak"),
                Map.of("name", "taken.example.com"),
                Map.of("url", "nonsense"),
                Map.of("url", "https://user:word@hooks.example.com/"),
                Map.of("url", "https://db.internal/"))) {
            String field = typed.keySet().iterator().next();
            HttpResponse<String> answer = admin.post("/admin/webhooks", form(admin, typed));

            assertThat(answer.statusCode()).as("%s", typed).isBetween(400, 422);
            assertThat(answer.body()).as("%s", typed).contains("id=\"" + field + "-error\"", "aria-invalid=\"true\"");
        }
        Map<String, String> noEvent = new HashMap<>(form(admin, Map.of("name", "Kept")));
        noEvent.remove("event");
        assertThat(admin.post("/admin/webhooks", noEvent).body())
                .contains("id=\"event-error\"", "value=\"Kept\"", "value=\"https://hooks.example.com/in\"");
        assertThat(keyfob.webhooks.all()).hasSize(1);
    }

    @Test
    void a_webhook_is_tested_paused_resumed_rotated_and_removed_on_its_pages() throws Exception {
        WebhookWithSecret added = add("https://hooks.example.com/", EnumSet.of(EventType.USER_DISABLED));
        Visitor admin = admin();
        String path = "/admin/webhooks/" + added.webhook().id();

        HttpResponse<String> tested = post(admin, path, "/test");
        String delivery = tested.headers().firstValue("Location").orElseThrow();
        assertThat(admin.get(delivery).body())
                .contains("This is the result", "HTTP 204", "webhook.test", "{\"type\":\"webhook.test\"", "Redeliver");
        assertThat(admin.get(post(admin, path, "/pause")
                                .headers()
                                .firstValue("Location")
                                .orElseThrow())
                        .body())
                .contains("is paused", "paused by admin@example.com", ">Resume<");
        assertThat(admin.get(post(admin, path, "/resume")
                                .headers()
                                .firstValue("Location")
                                .orElseThrow())
                        .body())
                .contains("is active again", ">Pause<");

        String question = admin.get(path + "/rotate").body();
        Map<String, String> rotation =
                Map.of("form_token", Visitor.field(question, "form_token"), "nonce", Visitor.field(question, "nonce"));
        String rotated = admin.post(path + "/rotate", rotation)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        admin.post(path + "/rotate", rotation);
        assertThat(admin.head(rotated).statusCode()).isEqualTo(200);
        assertThat(admin.get(rotated).body()).contains("New signing secret", "whsec_");
        assertThat(admin.get(rotated).body()).doesNotContain("whsec_");
        assertThat(keyfob.audited(AuditAction.WEBHOOK_ROTATED)).hasSize(1);

        assertThat(admin.get(path + "/remove").body()).contains("This cannot be undone");
        post(admin, path, "/remove");
        assertThat(keyfob.webhooks.all()).isEmpty();
        assertThat(admin.get(path).statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> post(Visitor admin, String path, String what) throws Exception {
        return admin.post(
                path + what, Map.of("form_token", Visitor.field(admin.get(path).body(), "form_token")));
    }

    private static Map<String, String> form(Visitor admin, Map<String, String> typed) throws Exception {
        String page = admin.get("/admin/webhooks").body();
        Map<String, String> form = new HashMap<>(Map.of(
                "name", "Billing",
                "url", "https://hooks.example.com/in",
                "event", "token.revoked",
                "form_token", Visitor.field(page, "form_token"),
                "nonce", Visitor.field(page, "nonce")));
        form.putAll(typed);
        return form;
    }

    private static int rows(String page) {
        return page.split("data-label=\"Happened\"", -1).length - 1;
    }

    private WebhookWithSecret add(String url, EnumSet<EventType> events) {
        return keyfob.useCases.webhooks.addWebhook.add(keyfob.operator, new WebhookUrl(url), events);
    }

    private Visitor admin() throws Exception {
        return new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
    }
}
