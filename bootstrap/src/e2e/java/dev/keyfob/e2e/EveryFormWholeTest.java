package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every form on the pages that links lead to: by keyboard alone, with a script and without. */
@Tag("whole")
class EveryFormWholeTest {

    /** What ends something that other forms are about comes last. */
    private static final List<String> ENDINGS = List.of("delete", "remove", "disable", "revoke", "withdraw", "decline");

    private static final String FORMS = "main form[method=post]:not(dialog *)";

    @TempDir
    Path directory;

    private RunningDemo demo;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        demo = new RunningDemo(directory);
        browser = new Browser();
    }

    @AfterEach
    void stop() {
        browser.close();
        demo.close();
    }

    @ParameterizedTest
    @CsvSource({
        RunningDemo.ALICE + ", " + RunningDemo.ALICE_PASSWORD + ", true",
        RunningDemo.ALICE + ", " + RunningDemo.ALICE_PASSWORD + ", false",
        RunningDemo.ADMIN + ", " + RunningDemo.ADMIN_PASSWORD + ", true",
        RunningDemo.ADMIN + ", " + RunningDemo.ADMIN_PASSWORD + ", false"
    })
    void its_controls_are_reached_by_the_tab_key_and_it_is_answered_when_its_button_is_pressed(
            String email, String password, boolean hasScripts) {
        BrowserContext person = browser.person(new NewContextOptions().setJavaScriptEnabled(hasScripts));
        Page page = person.newPage();
        signIn(page, email, password);
        List<String> pages = LinkedPages.of(person, demo.url()).stream()
                .sorted(Comparator.comparing(EveryFormWholeTest::isEnding))
                .toList();
        int sent = 0;

        for (String path : pages) {
            page.navigate(demo.url() + path);
            int forms = page.locator(FORMS).count();
            if (forms > 0) {
                assertReachedByTabs(page, path);
            }
            for (int i = 0; i < forms; i++) {
                send(page, path, i);
                sent++;
                if (page.url().contains("/sign-in")) {
                    signIn(page, email, password);
                }
            }
        }

        assertThat(sent).isGreaterThan(10);
        assertThat(browser.complaints).isEmpty();
    }

    // That a summary opens by Enter is the browser's own doing.
    private static void assertReachedByTabs(Page page, String path) {
        Object controls = page.evaluate("""
                () => {
                  document.querySelectorAll("main details").forEach((part) => { part.open = true; });
                  const all = [...document.querySelectorAll("main :is(input, select, textarea, button)")].filter((each) =>
                    each.form && each.type !== "hidden" && !each.disabled && each.checkVisibility()
                      && !each.closest("[hidden], dialog") && (each.type !== "radio" || each.checked));
                  all.forEach((each) => { each.dataset.untouched = "true"; });
                  return all.length;
                }""");
        for (int i = 0; i < 600 && page.locator("[data-untouched]").count() > 0; i++) {
            page.keyboard().press("Tab");
            page.evaluate("() => document.activeElement?.removeAttribute('data-untouched')");
        }
        assertThat(page.locator("[data-untouched]").all())
                .as("of %s controls of %s", controls, path)
                .isEmpty();
    }

    private void send(Page page, String path, int number) {
        page.navigate(demo.url() + path);
        Locator form = page.locator(FORMS).nth(number);
        if (form.count() == 0) {
            return;
        }
        String action = form.getAttribute("action");
        page.evaluate("() => document.querySelectorAll('main details').forEach((part) => { part.open = true; })");
        Locator button = form.locator("button:not([type=button])").first();
        if (button.count() == 0) {
            button = page.locator("button[form='" + form.getAttribute("id") + "']");
        }
        button.focus();
        Response answer = page.waitForResponse(
                each -> each.request().isNavigationRequest() && each.status() / 100 != 3,
                () -> page.keyboard().press("Enter"));
        page.waitForLoadState();

        assertThat(answer.status()).as("%s on %s", action, path).isLessThan(500);
        assertThat(page.locator("h1").first().innerText())
                .as("%s on %s", action, path)
                .isNotEmpty();
        assertThat(page.locator("main").innerText())
                .as("%s on %s", action, path)
                .doesNotContain("out of date", "was not found");
        if (answer.status() == 422) {
            assertThat(page.locator(".error").count())
                    .as("%s on %s", action, path)
                    .isPositive();
        }
    }

    private void signIn(Page page, String email, String password) {
        Browser.signIn(page, demo.url(), email, password);
        PlaywrightAssertions.assertThat(page.getByLabel("Your account")).isVisible();
    }

    private static boolean isEnding(String path) {
        return ENDINGS.stream().anyMatch(path::contains);
    }
}
