package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs axe, the accessibility checker, on each page. */
@Tag("whole")
class AccessibilityWholeTest {

    @TempDir
    static Path directory;

    private static RunningDemo demo;
    private static Browser browser;

    private BrowserContext person;
    private Page page;

    @BeforeAll
    static void start() throws Exception {
        demo = new RunningDemo(directory);
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        browser.close();
        demo.close();
    }

    @BeforeEach
    void open() {
        person = browser.person();
        page = person.newPage();
    }

    @AfterEach
    void leave() {
        person.close();
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void axe_finds_nothing_on_the_pages_of_a_person() {
        page.navigate(demo.url() + "/sign-in");
        assertAccessible("sign-in");
        Browser.signIn(page, demo.url(), RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
        page.navigate(demo.url() + "/settings/profile");
        assertAccessible("profile");
        page.navigate(demo.url() + "/settings/access-token");
        assertAccessible("access tokens");
        page.getByPlaceholder("Enter token name").fill("Looked at by axe");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Generate"))
                .click();
        PlaywrightAssertions.assertThat(page.getByText("Token generated")).isVisible();
        assertAccessible("token generated");
        page.navigate(demo.url() + "/settings/access-token?state=revoked");
        assertAccessible("revoked tokens");
        page.navigate(demo.url() + "/settings/access-token");
        page.locator(".tokens summary").first().click();
        assertAccessible("menu of a row");
        page.locator(".tokens input[type=checkbox]").first().check();
        page.locator("[data-count]").click();
        assertAccessible("delete several tokens");
        page.navigate(demo.url() + "/settings/access-token");
        page.locator("a.name", new Page.LocatorOptions().setHasText("Looked at by axe"))
                .first()
                .click();
        assertAccessible("one token");
        page.getByText("Edit").first().click();
        assertAccessible("edit a token");
        page.navigate(demo.url() + "/api-reference");
        assertAccessible("API reference");
        page.navigate(demo.url() + "/no-such-page");
        assertAccessible("not found");
    }

    @Test
    void axe_finds_nothing_in_the_docs_and_in_the_explorer_which_answers() {
        for (String path : List.of("/docs", "/docs/settings", "/docs/search?q=revoke", "/docs/no-such-page")) {
            page.navigate(demo.url() + path);
            assertAccessible(path);
        }
        Browser.signIn(page, demo.url(), RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
        page.getByLabel("Your account").click();
        page.getByText("GraphQL explorer").click();

        page.getByLabel("Execute query").click();

        PlaywrightAssertions.assertThat(page.locator(".result-window")).containsText(RunningDemo.ALICE);
        assertAccessible("explorer");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertAccessible("explorer in dark colours");
    }

    @Test
    void axe_finds_nothing_on_the_pages_of_the_administration() {
        Browser.signIn(page, demo.url(), RunningDemo.ADMIN, RunningDemo.ADMIN_PASSWORD);
        for (String path : List.of(
                "/admin/overview",
                "/admin/tokens",
                "/admin/users",
                "/admin/policy",
                "/admin/policy/preview?longest_life=20d",
                "/admin/permissions",
                "/admin/clients",
                "/admin/audit",
                "/settings/refusals",
                "/settings/security-log")) {
            page.navigate(demo.url() + path);
            assertAccessible(path);
        }
        page.navigate(demo.url() + "/admin/tokens");
        page.locator("a.name").first().click();
        assertAccessible("anyone's token");
        page.navigate(demo.url() + "/admin/users");
        page.locator("a.name").first().click();
        assertAccessible("a user");
        page.getByText("Disable").first().click();
        assertAccessible("are you sure");
    }

    private void assertAccessible(String where) {
        Axe.assertMeetsWcag(page, where);
    }
}
