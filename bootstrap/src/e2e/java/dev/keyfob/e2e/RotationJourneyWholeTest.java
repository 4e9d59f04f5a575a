package dev.keyfob.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rotates a secret in a real browser while a program keeps using the old one, and then uses an old one again. */
@Tag("whole")
class RotationJourneyWholeTest {

    @TempDir
    static Path directory;

    private static RunningDemo demo;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        Path settings = Files.writeString(directory.resolve("keyfob.yaml"), "policy:\n  rotation_grace: 1s\n");
        demo = new RunningDemo(directory, "--config", settings.toString());
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        browser.close();
        demo.close();
    }

    @Test
    void a_program_goes_on_while_its_secret_is_rotated_and_a_thief_is_noticed() throws Exception {
        BrowserContext person = browser.person(new NewContextOptions().setViewportSize(1100, 820));
        Page page = person.newPage();
        Browser.signIn(page, demo.url(), "bob@example.com", "bob likes black coffee");
        String old = generated(page, "Nightly");
        assertThat(status(old)).isEqualTo(200);
        page.navigate(demo.url() + "/settings/access-token");
        page.locator("a.name", new Page.LocatorOptions().setHasText("Nightly"))
                .first()
                .click();

        // With the keyboard alone.
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Rotate"))
                .press("Enter");
        assertThat(page.getByLabel("If the new secret is not used")).isVisible();
        look(page, "rotate");
        page.getByLabel("If the new secret is not used").selectOption("1h");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Rotate"))
                .press("Enter");

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("New secret generated")))
                .isVisible();
        assertThat(page).not().hasURL(Pattern.compile("rotated="));
        look(page, "rotated");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Reveal"))
                .click();
        String made = page.locator("[data-value]").innerText();
        assertThat(made).matches("kfpat_[0-9A-Za-z]{38}").isNotEqualTo(old);
        page.goBack();
        assertThat(page.content()).doesNotContain(made);
        page.goForward();
        assertThat(page.content()).doesNotContain(made);

        page.navigate(demo.url() + "/settings/access-token");
        assertThat(page.getByText("rotating, old secret stops")).isVisible();
        look(page, "rotating");
        page.locator("a.name", new Page.LocatorOptions().setHasText("Nightly"))
                .first()
                .click();
        look(page, "rotating-token");
        assertThat(status(old)).isEqualTo(200);
        assertThat(status(made)).isEqualTo(200);
        page.navigate(demo.url() + "/settings/access-token");
        assertThat(page.getByText("rotating, old secret stops")).isHidden();

        TimeUnit.MILLISECONDS.sleep(1_100);
        assertThat(status(old)).isEqualTo(401);
        assertThat(status(made)).isEqualTo(401);
        page.reload();
        assertThat(page.getByText("The token is revoked")).isVisible();
        look(page, "reused");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Nightly"))
                .first()
                .click();
        look(page, "reused-token");
        person.close();
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void it_works_without_javascript_and_on_a_phone_in_the_dark() throws Exception {
        BrowserContext person = browser.person(new NewContextOptions()
                .setJavaScriptEnabled(false)
                .setViewportSize(390, 844)
                .setColorScheme(ColorScheme.DARK));
        Page page = person.newPage();
        Browser.signIn(page, demo.url(), RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
        page.locator("a.name", new Page.LocatorOptions().setHasText("Pasted from the terminal"))
                .first()
                .click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Rotate"))
                .click();
        shoot(page, "rotate-dark");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Rotate"))
                .click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("New secret generated")))
                .isVisible();
        page.waitForLoadState();
        Matcher shown = Pattern.compile("<code>(kfpat_[0-9A-Za-z]{38})</code>").matcher(page.content());
        assertThat(shown.find()).isTrue();
        String made = shown.group(1);
        shoot(page, "rotated-dark");
        page.navigate(demo.url() + "/settings/access-token");
        shoot(page, "rotating-dark");
        page.locator("a.name", new Page.LocatorOptions().setHasText("Pasted from the terminal"))
                .first()
                .click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Rotate"))
                .click();
        assertThat(page.getByText("was not used yet")).isVisible();
        shoot(page, "replace-dark");
        assertThat(status(made)).isEqualTo(200);
        person.close();
    }

    private static String generated(Page page, String name) {
        page.getByPlaceholder("Enter token name").fill(name);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Generate"))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Reveal"))
                .click();
        return page.locator("[data-value]").innerText();
    }

    private static int status(String secret) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(demo.url() + "/auth/check"))
                .header("Authorization", "Bearer " + secret)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static void look(Page page, String name) {
        Axe.assertFindsNothing(page, name);
        shoot(page, name);
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
