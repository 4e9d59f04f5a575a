package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page that links lead to, found by following them, so that a new page is looked at too: by axe in light, dark and
 * forced colours.
 */
@Tag("whole")
class EveryPageWholeTest {

    /** Names that are long, without a blank, from right to left, and as wide as they are high. */
    private static final List<String> NAMES = List.of(
            "Nightly build of the integration branch on the large build server in the cellar, for the releases",
            "x".repeat(100),
            "مفتاح الخادم الليلي",
            "夜间构建服务器的访问令牌");

    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

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
            pagesOfAlice = pages(alice);
            pagesOfAnAdministrator = pages(administrator);
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
                .contains("/settings/access-token", "/settings/profile", "/settings/security-log", "/api-reference");
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

    /** One page of each kind: of those that differ only in an id or in what follows the question mark, the first. */
    private static List<String> pages(BrowserContext person) {
        Map<String, String> found = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of("/settings/access-token", "/no-such-page"));
        Page page = person.newPage();
        while (!open.isEmpty()) {
            String path = open.removeFirst();
            String kind = URI.create(path).getPath().replaceAll(ID, "ID");
            if (!found.containsKey(kind) && isPage(person, path)) {
                found.put(kind, path);
                page.navigate(demo.url() + path);
                open.addAll(linksOn(page));
            }
        }
        return new ArrayList<>(found.values());
    }

    private static boolean isPage(BrowserContext person, String path) {
        APIResponse answer = person.request().get(demo.url() + path);
        return answer.headers().getOrDefault("content-type", "").startsWith("text/html");
    }

    private static List<String> linksOn(Page page) {
        List<String> links = new ArrayList<>();
        for (Locator link : page.locator("a[href^='/']").all()) {
            links.add(link.getAttribute("href"));
        }
        return links;
    }

    private static Object borderBelow(Locator tab) {
        return tab.evaluate(
                "tab => { const s = getComputedStyle(tab); return s.borderBottomStyle + ' ' + s.borderBottomWidth; }");
    }
}
