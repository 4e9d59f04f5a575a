package dev.keyfob.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the list of tokens in a real browser: search, menu, rows and bulk actions, with and without JavaScript. */
@Tag("whole")
class TokenListJourneyWholeTest {

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

    @AfterEach
    void leave() {
        person.close();
        assertThat(browser.complaints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void alice_finds_two_tokens_ticks_them_and_deletes_them_together(boolean hasScripts) {
        open(hasScripts);
        String prefix = hasScripts ? "Ticked " : "Ticked too ";
        for (String number : List.of("one", "two", "three")) {
            generate(prefix + number);
        }
        search(prefix);
        assertThat(page.locator(".tokens tbody tr")).hasCount(3);

        page.getByLabel("Select " + prefix + "one").check();
        page.getByLabel("Select " + prefix + "two").check();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(hasScripts ? "Delete 2 tokens" : "Delete selected tokens"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Delete 2 tokens?")))
                .isVisible();
        page.getByLabel("Type 2 to delete them").fill("2");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete 2 tokens"))
                .click();

        assertThat(page.getByText("The tokens were deleted (revoked).")).isVisible();
        assertThat(page.locator(".tokens tbody tr")).hasCount(1);
        assertThat(page.locator("#search")).hasValue(prefix.strip());
    }

    @Test
    void the_menu_of_a_row_opens_and_closes_by_keyboard_and_the_whole_row_leads_to_the_token() {
        open(true);
        generate("Reached by keys");
        search("Reached by keys");
        Locator menu = page.locator(".tokens summary");

        menu.focus();
        page.keyboard().press("Enter");
        assertThat(link("Rename")).isVisible();
        page.keyboard().press("Escape");
        assertThat(link("Rename")).isHidden();
        assertThat(menu).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Reached by keys")))
                .isVisible();

        page.goBack();
        // Forced, because the link of the name covers the whole row and receives the click.
        page.locator(".tokens [data-label=State]").click(new Locator.ClickOptions().setForce(true));
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Reached by keys")))
                .isVisible();
    }

    private void open(boolean hasScripts) {
        person = browser.person(new NewContextOptions().setJavaScriptEnabled(hasScripts));
        page = person.newPage();
        Browser.signIn(page, demo.url(), RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
        page.navigate(demo.url() + "/settings/access-token");
    }

    private void generate(String name) {
        page.getByPlaceholder("Enter token name").fill(name);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Generate"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Token generated")))
                .isVisible();
        page.waitForLoadState();
    }

    private void search(String text) {
        page.locator("#search").fill(text);
        page.locator("#search").press("Enter");
        page.waitForURL(Pattern.compile("[?&]search=[^&]"));
        assertThat(page.locator("#search")).hasValue(text.strip());
    }

    private Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }
}
