package dev.keyfob.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.keyfob.application.fake.Eventually;
import dev.keyfob.bootstrap.OwnJava;
import dev.keyfob.webhook.Receiver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An administrator sees that an event was not delivered, sends it again, and sees the delivery, with the keyboard
 * alone.
 */
@Tag("whole")
class WebhooksJourneyWholeTest {

    @TempDir
    Path directory;

    @Test
    void an_event_that_did_not_arrive_is_seen_and_sent_again() throws Exception {
        Path data = directory.resolve("data");
        Path settings = Files.writeString(
                directory.resolve("keyfob.yaml"),
                "webhooks:\n  allowed_networks: 127.0.0.1\n  allow_plain_http: true\n");
        try (Receiver good = Receiver.start();
                Receiver failing = Receiver.start();
                RunningDemo demo =
                        new RunningDemo(directory, "--data", data.toString(), "--config", settings.toString());
                Browser browser = new Browser()) {
            failing.behave(Receiver.status(503, "Retry-After", "43200"));
            Page page = browser.person(new NewContextOptions().setViewportSize(1100, 820))
                    .newPage();
            Browser.signIn(page, demo.url(), RunningDemo.ADMIN, RunningDemo.ADMIN_PASSWORD);
            page.navigate(demo.url() + "/admin/webhooks");
            assertThat(page.getByText("No webhooks yet.")).isVisible();
            Axe.assertMeetsWcag(page, "no webhooks");
            shoot(page, "webhooks-empty");

            keyfob(data, "webhook", "add", "http://127.0.0.1:" + good.port() + "/keyfob?key=hidden");
            String failingId = keyfob(
                            data,
                            "webhook",
                            "add",
                            "http://127.0.0.1:" + failing.port() + "/a/path/that/is/rather/long/for/a/telephone",
                            "--event",
                            "token.created",
                            "--event",
                            "token.revoked")
                    .lines()
                    .toList()
                    .get(0);
            keyfob(data, "token", "create", "--owner", "alice@example.com", "--name", "CI", "--quiet");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Webhooks"))
                    .click();
            reloadUntilShown(page, "HTTP 503");
            reloadUntilShown(page, "HTTP 204");
            assertThat(page.getByText("in 12 hours").first()).isVisible();
            Axe.assertMeetsWcag(page, "webhooks");
            shoot(page, "webhooks");
            page.navigate(demo.url() + "/admin/webhooks/" + failingId);
            page.getByText("Send a test event").click();
            assertThat(page.getByText("This is the result")).isVisible();
            Axe.assertMeetsWcag(page, "a delivery");
            shoot(page, "webhook-delivery");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("127.0.0.1:"))
                    .click();
            Axe.assertMeetsWcag(page, "a webhook");
            shoot(page, "webhook");
            page.navigate(demo.url() + "/admin/webhooks");
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                Page phone = browser.person(new NewContextOptions()
                                .setViewportSize(360, 740)
                                .setColorScheme(scheme))
                        .newPage();
                Browser.signIn(phone, demo.url(), RunningDemo.ADMIN, RunningDemo.ADMIN_PASSWORD);
                phone.navigate(demo.url() + "/admin/webhooks");
                assertThat(phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                        .isEqualTo(true);
                Axe.assertMeetsWcag(phone, "webhooks on a phone, " + scheme);
                shoot(phone, "webhooks-phone-" + scheme.name().toLowerCase(Locale.ROOT));
            }

            failing.behave(Receiver.status(204));
            Locator retry = page.getByRole(
                    AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Retry token.created to 127.0.0.1:"));
            retry.focus();
            page.keyboard().press("Enter");
            assertThat(page.getByText("The delivery is being sent again")).isVisible();
            page.navigate(demo.url() + "/admin/webhooks?state=delivered&endpoint=" + failingId);
            reloadUntilShown(page, "1 attempt");
            assertThat(page.content()).doesNotContain("key=hidden", "whsec_");
            // The test event arrived between the two attempts.
            assertThat(failing.got.get(2).header("webhook-id"))
                    .isEqualTo(failing.got.get(0).header("webhook-id"));
            assertThat(browser.complaints).isEmpty();
        }
    }

    private static void reloadUntilShown(Page page, String text) {
        Eventually.isTrue(() -> {
            page.reload();
            return page.getByText(text).count() > 0;
        });
        assertThat(page.getByText(text).first()).isVisible();
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
    }

    /** Runs a command as the operator. */
    private static String keyfob(Path data, String... words) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
        arguments.addAll(List.of(words));
        Process process = new ProcessBuilder(OwnJava.keyfob(arguments.toArray(String[]::new)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed;
    }
}
