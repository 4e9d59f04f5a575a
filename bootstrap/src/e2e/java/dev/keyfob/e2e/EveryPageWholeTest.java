package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page that links lead to, found by following them, so that a new page is looked at too: by axe in light, dark and
 * forced colours, and on a narrow screen with large text.
 */
@Tag("whole")
class EveryPageWholeTest {

    /** Names that are long, without a blank, from right to left, and as wide as they are high. */
    private static final List<String> NAMES = List.of(
            "Nightly build of the integration branch on the large build server in the cellar, for the releases",
            "x".repeat(100),
            "مفتاح الخادم الليلي",
            "夜间构建服务器的访问令牌");

    @TempDir
    static Path directory;

    private static RunningDemo demo;
    private static Browser browser;
    private static List<String> pagesOfAlice;
    private static List<String> pagesOfAnAdministrator;

    @BeforeAll
    static void find_all_pages() throws Exception {
        demo = new RunningDemo(directory);
        browser = new Browser();
        try (BrowserContext alice = alice(browser, new NewContextOptions());
                BrowserContext administrator = administrator(browser, new NewContextOptions())) {
            for (String name : NAMES) {
                generate(alice, name);
                generate(administrator, name);
            }
            pagesOfAlice = LinkedPages.of(alice, demo.url());
            pagesOfAnAdministrator = LinkedPages.of(administrator, demo.url());
        }
    }

    @AfterAll
    static void stop() {
        browser.close();
        demo.close();
    }

    @Test
    void links_lead_to_every_page() {
        assertThat(pagesOfAlice)
                .contains("/settings/access-token", "/settings/profile", "/settings/security-log")
                .contains("/api-reference", "/docs", "/graphql-explorer");
        assertThat(pagesOfAnAdministrator).contains("/admin/tokens", "/admin/users", "/admin/audit", "/admin/webhooks");
    }

    @Test
    void axe_finds_nothing_in_light_colours() {
        lookAt(browser, new NewContextOptions().setColorScheme(ColorScheme.LIGHT), Axe::assertMeetsWcag);
    }

    @Test
    void axe_finds_nothing_in_dark_colours() {
        lookAt(browser, new NewContextOptions().setColorScheme(ColorScheme.DARK), Axe::assertMeetsWcag);
    }

    @Test
    void in_forced_colours_axe_finds_nothing_and_one_tab_is_marked() {
        lookAt(browser, new NewContextOptions().setForcedColors(ForcedColors.ACTIVE), (page, where) -> {
            Axe.assertMeetsWcag(page, where);
            assertThat(page.locator("nav.tabs a:not([aria-current])").all())
                    .as(where)
                    .allSatisfy(tab -> assertThat(borderBelow(tab)).isEqualTo("none 0px"));
        });
    }

    @Test
    void axe_finds_nothing_on_any_page_of_the_docs_and_none_is_wider_than_a_phone() {
        try (BrowserContext reader = browser.person(new NewContextOptions().setViewportSize(320, 640))) {
            List<String> paths = LinkedPages.ofDocs(reader, demo.url());

            assertThat(paths).hasSizeGreaterThan(30);
            visit(reader, paths, (page, where) -> {
                Axe.assertMeetsWcag(page, where);
                assertThat(page.evaluate("document.scrollingElement.scrollWidth"))
                        .as(where)
                        .isEqualTo(320);
            });
        }
        assertThat(browser.complaints).isEmpty();
    }

    private interface Look {
        void at(Page page, String where);
    }

    private static void lookAt(Browser on, NewContextOptions options, Look look) {
        try (BrowserContext alice = alice(on, options)) {
            visit(alice, pagesOfAlice, look);
        }
        try (BrowserContext administrator = administrator(on, options)) {
            visit(administrator, pagesOfAnAdministrator, look);
        }
        assertThat(on.complaints).isEmpty();
    }

    private static void visit(BrowserContext person, List<String> paths, Look look) {
        Page page = person.newPage();
        for (String path : paths) {
            page.navigate(demo.url() + path);
            look.at(page, path);
        }
    }

    private static BrowserContext alice(Browser on, NewContextOptions options) {
        return signedIn(on, options, RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
    }

    private static BrowserContext administrator(Browser on, NewContextOptions options) {
        return signedIn(on, options, RunningDemo.ADMIN, RunningDemo.ADMIN_PASSWORD);
    }

    private static BrowserContext signedIn(Browser on, NewContextOptions options, String email, String password) {
        BrowserContext person = on.person(options);
        Page page = person.newPage();
        Browser.signIn(page, demo.url(), email, password);
        PlaywrightAssertions.assertThat(page.getByLabel("Your account")).isVisible();
        return person;
    }

    private static void generate(BrowserContext person, String name) {
        Page page = person.newPage();
        page.navigate(demo.url() + "/settings/access-token");
        page.getByPlaceholder("Enter token name").fill(name);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Generate"))
                .click();
        page.waitForLoadState();
        assertThat(page.locator("main").innerText()).contains("Token generated");
    }

    private static Object borderBelow(Locator tab) {
        return tab.evaluate(
                "tab => { const s = getComputedStyle(tab); return s.borderBottomStyle + ' ' + s.borderBottomWidth; }");
    }
}
