package dev.keyfob.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Counts the clicks of a user who does a task in a browser. Typing and Enter are not clicks. */
abstract class CountedClicks {

    static final String TOKENS = "/settings/access-token";

    @TempDir
    static Path directory;

    static RunningDemo demo;
    private static Browser browser;

    private BrowserContext person;
    Page page;
    private int clicks;

    @BeforeAll
    static void start() throws Exception {
        Path settings = Files.writeString(
                directory.resolve("keyfob.yaml"), "webhooks: {allowed_networks: 127.0.0.1, allow_plain_http: true}\n");
        demo = new RunningDemo(directory, "--config", settings.toString());
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

    void begin(String email, String password, String path) {
        person = browser.person(new NewContextOptions()
                .setPermissions(List.of("clipboard-read", "clipboard-write"))
                .setViewportSize(1200, 900));
        page = person.newPage();
        Browser.signIn(page, demo.url(), email, password);
        assertThat(page.getByLabel("Your account")).isVisible();
        begin(path);
    }

    void begin(String path) {
        page.navigate(demo.url() + path);
        clicks = 0;
    }

    void generate(String name) {
        page.getByPlaceholder("Enter token name").fill(name);
        button("Generate").click();
        assertThat(page.getByText("Token generated")).isVisible();
        page.waitForLoadState();
    }

    /** Clicks when the script of the page runs, since some links lead elsewhere without it. */
    void click(Locator what) {
        page.waitForLoadState();
        what.click();
        clicks++;
    }

    void assertClicks(int most) {
        assertThat(clicks).isLessThanOrEqualTo(most);
    }

    Locator link(String name) {
        return page.getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    Locator button(String name) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }
}
