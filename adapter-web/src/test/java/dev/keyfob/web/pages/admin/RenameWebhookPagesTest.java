package dev.keyfob.web.pages.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.WebhookName;
import dev.keyfob.domain.webhook.WebhookUrl;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenameWebhookPagesTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);
    private final String page = "/admin/webhooks/" + add("Billing");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_webhook_is_renamed_on_a_page_of_its_own() throws Exception {
        Visitor admin = admin();
        String form = admin.get(Visitor.link(admin.get(page).body(), "Rename")).body();

        HttpResponse<String> done = admin.post(
                page + "/rename", Map.of("form_token", Visitor.field(form, "form_token"), "name", " Accounts "));

        assertThat(form).contains("value=\"Billing\"");
        assertThat(done.headers().firstValue("Location")).contains(page + "?done=renamed");
        assertThat(admin.get(page + "?done=renamed").body())
                .contains("<bdi>Accounts</bdi>", "The webhook was renamed.");
    }

    @Test
    void a_name_that_will_not_do_is_told_beside_the_field_with_what_was_typed() throws Exception {
        Visitor admin = admin();
        add("Orders");
        String token = Visitor.field(admin.get(page + "/rename").body(), "form_token");

        for (String typed : new String[] {"", "x".repeat(101), "two\nlines", "orders"}) {
            HttpResponse<String> answer = admin.post(page + "/rename", Map.of("form_token", token, "name", typed));

            assertThat(answer.statusCode()).as(typed).isIn(409, 422);
            assertThat(answer.body()).as(typed).contains("id=\"name-error\"");
        }
        assertThat(admin.post(page + "/rename", Map.of("form_token", token, "name", "orders"))
                        .body())
                .contains("value=\"orders\"");
        assertThat(admin.post(page + "/rename", Map.of("name", "Accounts")).statusCode())
                .isEqualTo(403);
        assertThat(admin.get(page).body()).contains("<bdi>Billing</bdi>");
    }

    private Visitor admin() throws Exception {
        return new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
    }

    private String add(String name) {
        return keyfob.useCases
                .webhooks
                .addWebhook
                .add(
                        keyfob.operator,
                        new WebhookName(name),
                        new WebhookUrl("https://hooks.example.com/" + name),
                        EnumSet.of(EventType.TOKEN_CREATED))
                .webhook()
                .id()
                .toString();
    }
}
