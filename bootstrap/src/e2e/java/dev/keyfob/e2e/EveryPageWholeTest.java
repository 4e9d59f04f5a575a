package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks every page that links lead to. It finds them by following links, so it also checks new pages: with axe in
 * light, dark and forced colours, and on a narrow screen with large text.
 */
@Tag("whole")
class EveryPageWholeTest {

    /** Names that are long, without a space, from right to left, and with characters as wide as they are high. */
    private static final List<String> NAMES = List.of(
            "Nightly build of the integration branch on the large build server in the cellar, for the releases",
            "x".repeat(100),
            "مفتاح الخادم الليلي",
            "夜间构建服务器的访问令牌");

    @TempDir
    static Path directory;

    private static RunningDemo demo;
    private static Browser browser;
    private static final List<Look> PAGES_OF_ALICE = new ArrayList<>();
    private static final List<Look> PAGES_OF_AN_ADMINISTRATOR = new ArrayList<>();

    /** All measurements of one page. Opening a page is slow, so it is opened once for all of them. */
    private record Look(
            String path,
            List<?> wrongInLight,
            List<?> wrongInDark,
            List<?> wrongInForced,
            List<Object> bordersOfOtherTabs,
            Object widthWithLargeText) {}

    @BeforeAll
    static void look_at_all_pages() throws Exception {
        demo = new RunningDemo(directory);
        browser = new Browser();
        try (BrowserContext alice = signedIn(RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
                BrowserContext administrator = signedIn(RunningDemo.ADMIN, RunningDemo.ADMIN_PASSWORD)) {
            for (String name : NAMES) {
                generate(alice, name);
                generate(administrator, name);
            }
            LinkedPages.visit(alice, demo.url(), (page, path) -> PAGES_OF_ALICE.add(look(page, path)));
            LinkedPages.visit(
                    administrator, demo.url(), (page, path) -> PAGES_OF_AN_ADMINISTRATOR.add(look(page, path)));
        }
    }

    @AfterAll
    static void stop() {
        browser.close();
        demo.close();
    }

    @Test
    void links_lead_to_every_page_and_none_complains_on_its_console() {
        assertThat(PAGES_OF_ALICE)
                .extracting(Look::path)
                .contains("/settings/access-token", "/settings/profile", "/settings/security-log")
                .contains("/api-reference", "/docs", "/graphql-explorer");
        assertThat(PAGES_OF_AN_ADMINISTRATOR)
                .extracting(Look::path)
                .contains("/admin/tokens", "/admin/users", "/admin/audit", "/admin/webhooks");
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void axe_finds_nothing_in_light_colours() {
        assertOnEveryPage(Look::wrongInLight, List.of());
    }

    @Test
    void axe_finds_nothing_in_dark_colours() {
        assertOnEveryPage(Look::wrongInDark, List.of());
    }

    @Test
    void in_forced_colours_axe_finds_nothing_and_one_tab_is_marked() {
        assertOnEveryPage(Look::wrongInForced, List.of());
        assertThat(everyPage())
                .flatExtracting(Look::bordersOfOtherTabs)
                .isNotEmpty()
                .containsOnly("none 0px");
    }

    // The narrowest screen of WCAG 1.4.10, with the text at 200 percent as in 1.4.4.
    @Test
    void at_320_pixels_with_text_of_200_percent_nothing_is_wider_than_the_screen() {
        assertOnEveryPage(Look::widthWithLargeText, 320);
    }

    @Test
    void axe_finds_nothing_on_any_page_of_the_docs_and_none_is_wider_than_a_phone() {
        try (BrowserContext reader = browser.person(new NewContextOptions().setViewportSize(320, 640))) {
            List<String> paths = LinkedPages.ofDocs(reader, demo.url());
            Page page = reader.newPage();

            assertThat(paths).hasSizeGreaterThan(30);
            for (String path : paths) {
                page.navigate(demo.url() + path);
                Axe.assertMeetsWcag(page, path);
                assertThat(width(page)).as(path).isEqualTo(320);
            }
        }
        assertThat(browser.complaints).isEmpty();
    }

    private static Look look(Page page, String path) {
        page.setViewportSize(1200, 900);
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        List<?> wrongInLight = Axe.rulesOfWcagBrokenOn(page);
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        List<?> wrongInDark = Axe.rulesOfWcagBrokenOn(page);
        page.emulateMedia(
                new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT).setForcedColors(ForcedColors.ACTIVE));
        List<?> wrongInForced = Axe.rulesOfWcagBrokenOn(page);
        List<Object> borders = page.locator("nav.tabs a:not([aria-current])").all().stream()
                .map(EveryPageWholeTest::borderBelow)
                .toList();
        page.emulateMedia(new EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
        page.setViewportSize(320, 640);
        page.evaluate("document.documentElement.style.fontSize = '200%';"
                + " document.querySelectorAll('details').forEach(part => { part.open = true; })");
        return new Look(path, wrongInLight, wrongInDark, wrongInForced, borders, width(page));
    }

    private static void assertOnEveryPage(Function<Look, Object> seen, Object expected) {
        assertThat(everyPage())
                .allSatisfy(look -> assertThat(seen.apply(look)).as(look.path()).isEqualTo(expected));
    }

    private static List<Look> everyPage() {
        return Stream.concat(PAGES_OF_ALICE.stream(), PAGES_OF_AN_ADMINISTRATOR.stream())
                .toList();
    }

    private static Object width(Page page) {
        return page.evaluate("document.scrollingElement.scrollWidth");
    }

    private static BrowserContext signedIn(String email, String password) {
        // Without this, axe may measure a colour during its transition.
        BrowserContext person = browser.person(new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
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
        PlaywrightAssertions.assertThat(page.locator("main")).containsText("Token generated");
    }

    private static Object borderBelow(Locator tab) {
        return tab.evaluate(
                "tab => { const s = getComputedStyle(tab); return s.borderBottomStyle + ' ' + s.borderBottomWidth; }");
    }
}
