package dev.keyfob.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An administrator prepares a token. Its owner, on a phone and without JavaScript, picks it up, and only the owner sees
 * the secret.
 */
@Tag("whole")
class PickUpJourneyWholeTest {

    @TempDir
    Path directory;

    @Test
    void a_prepared_token_is_picked_up_by_its_owner() throws Exception {
        try (RunningDemo demo = new RunningDemo(directory);
                Browser browser = new Browser()) {
            Page admin = browser.person(new NewContextOptions().setViewportSize(1200, 900))
                    .newPage();
            Browser.signIn(admin, demo.url(), RunningDemo.ADMIN, RunningDemo.ADMIN_PASSWORD);
            admin.navigate(demo.url() + "/admin/tokens");
            admin.getByText("Prepare a token").click();
            admin.getByLabel("Owner").fill(RunningDemo.ALICE);
            admin.getByLabel("Token name").fill("Build server");
            admin.getByLabel("Days").fill("400");
            admin.keyboard().press("Enter");
            assertThat(admin.getByLabel("Days")).hasAttribute("aria-invalid", "true");
            assertThat(admin.getByLabel("Days")).isFocused();
            admin.getByLabel("Days").fill("90");
            admin.keyboard().press("Enter");
            assertThat(admin.getByText("The token is prepared")).isVisible();
            Axe.assertMeetsWcag(admin, "what was prepared");
            shoot(admin, "pickups-admin");

            Page alice = browser.person(new NewContextOptions()
                            .setViewportSize(360, 740)
                            .setColorScheme(ColorScheme.DARK)
                            .setJavaScriptEnabled(false))
                    .newPage();
            Browser.signIn(alice, demo.url(), RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
            assertThat(alice.getByText("Ready for you to pick up")).isVisible();
            shoot(alice, "pickups-waiting-phone");
            alice.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Pick up Build server"))
                    .click();
            shoot(alice, "pickup-phone");
            alice.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pick up"))
                    .click();
            assertThat(alice.getByText("Token generated")).isVisible();
            alice.waitForLoadState();
            assertThat(alice.content()).contains("kfpat_");
            admin.reload();
            assertThat(admin.content()).doesNotContain("kfpat_");

            admin.navigate(demo.url() + "/admin/audit");
            admin.getByLabel("Event").selectOption("token.prepared");
            admin.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Filter"))
                    .click();
            assertThat(admin).hasURL(Pattern.compile("token.prepared"));
            Axe.assertMeetsWcag(admin, "the audit log");
            shoot(admin, "audit-words");
            admin.navigate(demo.url() + "/admin/tokens");
            admin.locator("a.name", new Page.LocatorOptions().setHasText("Build server"))
                    .click();
            assertThat(admin.getByText("Ask for rotation")).isVisible();
            admin.getByText("Ask for rotation").click();
            assertThat(admin.getByText("Ask the owner")).isVisible();
            Axe.assertMeetsWcag(admin, "the question");
            shoot(admin, "ask-rotation");
            assertThat(browser.complaints).isEmpty();
        }
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
    }
}
