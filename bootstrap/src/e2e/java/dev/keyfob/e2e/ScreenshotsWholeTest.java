package dev.keyfob.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes the screenshots of docs/screenshots again, below target/, for manual review. */
@Tag("whole")
class ScreenshotsWholeTest {

    @TempDir
    Path directory;

    @Test
    void every_state_of_the_page_can_be_shown() throws Exception {
        try (RunningDemo demo = new RunningDemo(directory);
                Browser browser = new Browser()) {
            BrowserContext desktop = browser.person(new NewContextOptions().setViewportSize(1100, 820));
            Page page = desktop.newPage();
            page.navigate(demo.url() + "/sign-in");
            shoot(page, "sign-in");
            Browser.signIn(page, demo.url(), "bob@example.com", "bob likes black coffee");
            shoot(page, "empty");
            page.navigate(demo.url() + "/settings/profile");
            shoot(page, "profile");
            page.navigate(demo.url() + "/settings/access-token");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Generate"))
                    .click();
            shoot(page, "error");
            for (String name : new String[] {"Build server", "Laptop at home", "Nightly report"}) {
                page.getByPlaceholder("Enter token name").fill(name);
                page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Generate"))
                        .click();
                assertThat(page.getByText("Token generated")).isVisible();
            }
            shoot(page, "generated");
            page.reload();
            shoot(page, "filled");
            page.locator("a[data-delete]").first().click();
            shoot(page, "delete");
            for (int i = 0; i < 12; i++) {
                demo.graphql(demo.token(), "{ currentUser { email } }");
            }
            Page alices = browser.person(new NewContextOptions().setViewportSize(1100, 820))
                    .newPage();
            Browser.signIn(alices, demo.url(), RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
            alices.locator("a.name", new Page.LocatorOptions().setHasText("Pasted from the terminal"))
                    .first()
                    .click();
            shoot(alices, "token");
            administration(demo, browser, new NewContextOptions().setViewportSize(1100, 820), "");
            administration(demo, browser, new NewContextOptions().setViewportSize(390, 844), "-phone");
            administration(
                    demo,
                    browser,
                    new NewContextOptions().setViewportSize(1100, 820).setColorScheme(ColorScheme.DARK),
                    "-dark");
            shootOn(demo, browser, new NewContextOptions().setViewportSize(390, 844), "phone");
            shootOn(
                    demo,
                    browser,
                    new NewContextOptions().setViewportSize(1100, 820).setColorScheme(ColorScheme.DARK),
                    "dark");
        }
    }

    /** Every page for administrators, and the forms that restrict and edit a token. */
    private static void administration(RunningDemo demo, Browser browser, NewContextOptions options, String suffix) {
        Page page = browser.person(options).newPage();
        Browser.signIn(page, demo.url(), "admin@example.com", "admin likes cold water");
        page.navigate(demo.url() + "/admin/tokens");
        shoot(page, "admin-tokens" + suffix);
        page.locator("a.name").first().click();
        shoot(page, "admin-token" + suffix);
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Edit").setExact(true))
                .first()
                .click();
        page.locator("summary").last().click();
        shoot(page, "edit" + suffix);
        page.navigate(demo.url() + "/admin/users");
        shoot(page, "admin-users" + suffix);
        page.locator("a.name", new Page.LocatorOptions().setHasText("bob@example.com"))
                .first()
                .click();
        shoot(page, "admin-user" + suffix);
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Disable").setExact(true))
                .first()
                .click();
        shoot(page, "admin-disable" + suffix);
        page.navigate(demo.url() + "/admin/audit");
        shoot(page, "admin-audit" + suffix);
        page.navigate(demo.url() + "/settings/security-log");
        shoot(page, "security-log" + suffix);
        page.navigate(demo.url() + "/settings/profile");
        shoot(page, "places" + suffix);
        page.navigate(demo.url() + "/settings/access-token");
        page.locator(".limits summary").first().click();
        shoot(page, "limits" + suffix);
    }

    private static void shootOn(RunningDemo demo, Browser browser, NewContextOptions options, String name) {
        Page page = browser.person(options).newPage();
        Browser.signIn(page, demo.url(), "bob@example.com", "bob likes black coffee");
        shoot(page, name);
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(!name.equals("delete"))
                .setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
