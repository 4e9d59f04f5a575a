package dev.keyfob.cli.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.cli.CliStories;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.HttpOutcome;
import dev.keyfob.domain.webhook.SigningSecret;
import dev.keyfob.domain.webhook.WebhookId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookCommandsTest extends CliStories {

    @Test
    void add_prints_the_id_and_the_secret_and_nothing_else_on_standard_output() {
        int code = run("webhook", "add", "https://hooks.example.com/in?key=x", "--event", "token.revoked");

        assertThat(code).isZero();
        List<String> lines = terminal.printed().lines().toList();
        assertThat(lines).hasSize(2);
        WebhookId id = WebhookId.parse(lines.get(0));
        assertThat(keyfob.webhooks.secretsOf(id).orElseThrow().current()).isEqualTo(SigningSecret.of(lines.get(1)));
        assertThat(terminal.complained())
                .contains("n't be able to see", "https://hooks.example.com/…")
                .doesNotContain("whsec_", "key=x");
    }

    @Test
    void the_help_of_add_names_every_event() {
        run("webhook", "add", "--help");

        String help = terminal.printed().replaceAll("\\s+", "");
        assertThat(EventType.chosen()).allSatisfy(event -> assertThat(help).contains(event.code()));
    }

    @Test
    void list_shows_endpoints_and_no_secret() {
        String id = add();

        run("webhook", "list", "-o", "json");

        assertThat(terminal.printed())
                .contains("\"id\" : \"" + id + "\"", "\"state\" : \"enabled\"", "\"token.created\", \"token.revoked\"")
                .contains("\"last_success_at\" : null")
                .doesNotContain("whsec_");
    }

    @Test
    void a_test_says_whether_it_arrived_by_its_exit_code_too() {
        String id = add();

        assertThat(run("webhook", "test", id)).isZero();
        assertThat(terminal.complained()).contains("It arrived: HTTP 204.");
        keyfob.webhookSender.answer(Outcome.failed("no answer within 15 seconds"));
        assertThat(run("webhook", "test", id)).isEqualTo(1);
        assertThat(terminal.complained()).contains("It did not arrive: no answer within 15 seconds.");
    }

    @Test
    void deliveries_are_listed_by_endpoint_and_state_and_tried_again() {
        String id = add();
        keyfob.webhookSender.answer(HttpOutcome.of(500, Optional.empty()));
        run("webhook", "test", id);

        run("webhook", "deliveries", "--endpoint", id, "--state", "failed", "-o", "csv");
        assertThat(terminal.printed())
                .startsWith("id,event,endpoint,name,state,attempts,created_at,last_attempt_at,next_attempt_at,note\r\n")
                .contains(",webhook.test," + id
                        + ",hooks.example.com,failed,1,2026-11-24T09:30:00Z,2026-11-24T09:30:00Z,,HTTP 500\r\n");
        assertThat(run("webhook", "retry", deliveries().get(0).id().toString())).isZero();
        run("webhook", "deliveries", "--state", "pending", "-o", "csv");
        assertThat(terminal.printed()).contains(",pending,0,");
        run("webhook", "deliveries", "--limit", "1", "-o", "csv");
        assertThat(terminal.printed().lines()).hasSize(2);
    }

    @Test
    void a_webhook_has_a_name_of_its_own_and_two_of_one_host_can_be_told_apart() {
        add();
        assertThat(run("webhook", "add", "https://hooks.example.com/in", "--name", "Billing"))
                .isZero();
        String id = terminal.printed().lines().findFirst().orElseThrow();

        run("webhook", "list", "-o", "csv");
        assertThat(terminal.printed())
                .contains(",hooks.example.com,https://hooks.example.com/…")
                .contains(id + ",Billing,https://hooks.example.com/…");
        assertThat(run("webhook", "add", "https://hooks.example.com/in", "--name", "billing"))
                .isEqualTo(ExitCode.CONFLICT);
        assertThat(run("webhook", "add", "https://hooks.example.com/in", "--name", " "))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void a_webhook_is_paused_and_resumed_and_a_delivery_shown_with_its_body() {
        String id = add();
        run("webhook", "test", id);

        assertThat(run("webhook", "pause", id)).isZero();
        run("webhook", "list", "-o", "csv");
        assertThat(terminal.printed()).contains("paused by operator");
        assertThat(run("webhook", "resume", id)).isZero();
        run("webhook", "list", "-o", "csv");
        assertThat(terminal.printed()).contains(",enabled,");
        run("webhook", "delivery", deliveries().get(0).id().toString(), "-o", "json");
        assertThat(terminal.printed()).contains("webhook.test", "operator", "\"body\"");
    }

    @Test
    void a_rotated_secret_is_shown_once_and_the_earlier_one_kept_for_a_day() {
        String id = add();
        SigningSecret first =
                keyfob.webhooks.secretsOf(WebhookId.parse(id)).orElseThrow().current();

        assertThat(run("webhook", "rotate-secret", id)).isZero();

        SigningSecret second =
                SigningSecret.of(terminal.printed().lines().toList().get(1));
        assertThat(keyfob.webhooks.secretsOf(WebhookId.parse(id)).orElseThrow().inForceAt(keyfob.clock.instant()))
                .containsExactly(second, first);
    }

    @Test
    void one_that_was_disabled_is_enabled_and_one_that_is_not_wanted_removed() {
        WebhookId id = WebhookId.parse(add());
        keyfob.webhooks.update(keyfob.webhooks.find(id).orElseThrow().pause(keyfob.clock.instant(), "gone"));
        run("webhook", "list");
        assertThat(terminal.printed()).contains("disabled", "gone");

        assertThat(run("webhook", "enable", id.toString())).isZero();
        assertThat(keyfob.webhooks.find(id).orElseThrow().isActive()).isTrue();
        assertThat(run("webhook", "remove", id.toString())).isZero();
        assertThat(keyfob.webhooks.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2, webhook add hooks.example.com",
        "2, webhook add https://user:password@hooks.example.com",
        "2, webhook add https://hooks.example.com --event token.lost",
        "4, webhook add https://db.internal",
        "2, webhook add",
        "3, webhook remove 00000000-0000-0000-0000-000000000000",
        "3, webhook remove nonsense",
        "3, webhook rename ffff0000 Billing",
        "3, webhook rename nonsense Billing",
        "3, webhook rotate-secret 00000000-0000-0000-0000-000000000000",
        "3, webhook enable 00000000-0000-0000-0000-000000000000",
        "3, webhook test 00000000-0000-0000-0000-000000000000",
        "3, webhook retry 00000000-0000-0000-0000-000000000000",
        "2, webhook retry",
        "2, webhook deliveries --state lost",
        "2, webhook deliveries --limit 0",
    })
    void each_mistake_has_its_exit_code_and_a_sentence(int expected, String line) {
        int code = run(line.split(" "));

        assertThat(code).isEqualTo(expected);
        assertThat(terminal.complained()).startsWith("keyfob: ").doesNotContain("user:password");
        assertThat(terminal.printed()).isEmpty();
    }

    private String add() {
        run("webhook", "add", "https://hooks.example.com/in", "--event", "token.created", "--event", "token.revoked");
        return terminal.printed().lines().findFirst().orElseThrow();
    }

    private List<Delivery> deliveries() {
        return keyfob.useCases
                .webhooks
                .listDeliveries
                .list(keyfob.operator, DeliveryFilter.everything(), PageRequest.first())
                .items();
    }

    @Test
    void a_webhook_is_renamed() {
        String id = add();

        assertThat(run("webhook", "rename", id, "Accounts")).isZero();

        assertThat(terminal.complained()).contains("The webhook hooks.example.com is called Accounts now.");
        run("webhook", "list", "-o", "csv");
        assertThat(terminal.printed()).contains(id + ",Accounts,");
    }

    @Test
    void the_beginning_of_its_id_is_enough_to_rename_a_webhook() {
        String id = add();

        assertThat(run("webhook", "rename", id.substring(0, 8), "Accounts")).isZero();

        assertThat(keyfob.webhooks.find(WebhookId.parse(id)).orElseThrow().name())
                .hasToString("Accounts");
    }
}
