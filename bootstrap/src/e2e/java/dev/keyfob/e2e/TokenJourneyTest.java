package dev.keyfob.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the main task of the product in a real browser, from signing in to a forbidden request. */
class TokenJourneyTest {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);
    private static final String DEPLOY = "mutation { deployRecipe(name: \"Use var\") { id } }";

    @TempDir
    static Path directory;

    private static RunningDemo demo;
    private static Browser browser;

    private BrowserContext person;
    private Page page;

    @BeforeAll
    static void start() throws Exception {
        demo = new RunningDemo(directory);
        browser = new Browser("--host-resolver-rules=MAP keyfob.test 127.0.0.1");
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
    void alice_makes_a_token_uses_it_is_refused_what_needs_a_role_and_deletes_it() throws Exception {
        Browser.signIn(page, demo.url(), RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
        goToAccessTokens();
        generate("Laptop of alice");

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Token generated")))
                .isVisible();
        String token = copied();
        assertThat(token).matches("kfpat_[0-9A-Za-z]{38}");
        assertThat(page.locator("body").innerText()).doesNotContain(token);

        assertThat(demo.graphql(token, "{ currentUser { email } }").body()).contains("alice@example.com");
        HttpResponse<String> refused = demo.graphql(token, DEPLOY);
        assertThat(refused.body()).contains("FORBIDDEN", "role_bound", "recipe:deploy");

        page.reload();
        assertShowsNoSecret(token);
        assertThat(row("Laptop of alice")).isVisible();

        deleteInUse("Laptop of alice");
        assertThat(row("Laptop of alice")).hasCount(0);
        assertThat(demo.graphql(token, "{ currentUser { email } }").statusCode())
                .isEqualTo(401);
    }

    @Test
    void the_commands_below_a_new_token_work_as_they_are_copied() throws Exception {
        Browser.signIn(page, demo.url(), RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
        goToAccessTokens();
        generate("Tried at once");
        assertThat(page.getByText("Click the icon to copy your access token")).isVisible();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Copy the commands with the token"))
                .click();
        assertThat(page.getByText("Copied").first()).isVisible();
        page.locator("pre").evaluate("(pre) => pre.outerHTML = '<textarea id=pasted></textarea>'");
        page.locator("#pasted").focus();
        page.keyboard().press("Control+V");
        Process shell = new ProcessBuilder("sh", "-c", page.locator("#pasted").inputValue()).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("\"email\":\"alice@example.com\"");
    }

    @Tag("whole")
    @Test
    void a_token_of_an_administrator_is_refused_the_same() throws Exception {
        Browser.signIn(page, demo.url(), RunningDemo.ADMIN, RunningDemo.ADMIN_PASSWORD);
        goToAccessTokens();
        generate("Token of an administrator");
        String token = copied();

        assertThat(demo.graphql(token, DEPLOY).body()).contains("FORBIDDEN", "role_bound", "recipe:deploy");
        assertThat(demo.graphql(token, "mutation { createAccessToken { id } }").body())
                .contains("FORBIDDEN", "session_only", "token:create");
    }

    @Tag("whole")
    @Test
    void the_back_button_shows_no_secret() {
        Browser.signIn(page, demo.url(), RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
        goToAccessTokens();
        generate("Left and come back");
        String token = copied();

        page.navigate(demo.url() + "/settings/profile");
        page.goBack();

        assertShowsNoSecret(token);
    }

    @Test
    void a_double_click_makes_one_token() {
        Browser.signIn(page, demo.url(), RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
        goToAccessTokens();
        page.getByPlaceholder("Enter token name").fill("Clicked twice");
        generateButton().dblclick();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Token generated")))
                .isVisible();
        assertThat(row("Clicked twice")).hasCount(1);
    }

    @Tag("whole")
    @Test
    void copying_works_on_plain_http_at_a_name_that_is_not_localhost(@TempDir Path elsewhere) throws Exception {
        try (RunningDemo plain = new RunningDemo(elsewhere, "--public-url", "http://keyfob.test")) {
            String url = "http://keyfob.test:" + plain.port;
            Browser.signIn(page, url, RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
            page.navigate(url + "/settings/access-token");
            assertThat(page.evaluate("typeof navigator.clipboard")).isEqualTo("undefined");
            generate("Copied the old way");

            assertThat(copied()).matches("kfpat_[0-9A-Za-z]{38}");
        }
    }

    @Test
    void without_javascript_a_token_can_be_made_read_and_deleted() {
        person.close();
        person = browser.person(new com.microsoft.playwright.Browser.NewContextOptions().setJavaScriptEnabled(false));
        page = person.newPage();
        Browser.signIn(page, demo.url(), RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
        page.navigate(demo.url() + "/settings/access-token");
        generate("Without a script");

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Token generated")))
                .isVisible();
        page.waitForLoadState();
        assertThat(page.content()).containsPattern("kfpat_[0-9A-Za-z]{38}");
        delete("Without a script");
        assertThat(row("Without a script")).hasCount(0);
    }

    // A bug once offered a last day that ended too late west of Greenwich, and a first day that was past east of it.
    @Tag("whole")
    @ParameterizedTest
    @ValueSource(strings = {"Etc/GMT+12", "Pacific/Honolulu", "America/St_Johns", "UTC", "Pacific/Kiritimati"})
    void every_day_that_is_offered_is_taken_and_ends_where_the_person_is(String zone) {
        person.close();
        person = browser.personIn(zone);
        page = person.newPage();
        Browser.signIn(page, demo.url(), RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
        for (String end : List.of("min", "max")) {
            page.navigate(demo.url() + "/settings/access-token");
            String day = page.locator("#date").getAttribute(end);
            page.getByLabel("Custom date").check();
            page.locator("#date").fill(day);
            generate("The " + end + " in " + zone);

            String expires = row("The " + end + " in " + zone)
                    .locator("[data-label=Expires] time")
                    .getAttribute("datetime");
            assertThat(row("The " + end + " in " + zone).locator("[data-label=Expires]"))
                    .containsText(DAY.format(LocalDate.parse(day)) + ",");
            assertThat(Instant.parse(expires))
                    .isEqualTo(LocalDate.parse(day)
                            .plusDays(1)
                            .atStartOfDay(ZoneId.of(zone))
                            .toInstant());
        }
    }

    @Test
    void what_was_typed_when_the_session_ended_is_there_after_signing_in() {
        Browser.signIn(page, demo.url(), RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
        page.navigate(demo.url() + "/settings/access-token");
        page.getByLabel("Custom date").check();
        person.clearCookies();
        generate("Typed too late");
        assertThat(page.getByText("Your session ended. Sign in to continue.")).isVisible();

        page.getByLabel("E-mail").fill(RunningDemo.ALICE);
        page.getByLabel("Password").fill(RunningDemo.ALICE_PASSWORD);
        page.keyboard().press("Enter");

        assertThat(page.getByText("What you typed is here again.")).isVisible();
        assertThat(page.getByLabel("Token name")).hasValue("Typed too late");
        assertThat(page.getByLabel("Custom date")).isChecked();
        assertThat(row("Typed too late")).hasCount(0);
        generateButton().click();
        assertThat(row("Typed too late")).hasCount(1);
    }

    @Tag("whole")
    @Test
    void a_date_is_asked_for_where_it_was_chosen_and_a_wrong_one_has_the_focus() {
        Browser.signIn(page, demo.url(), RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
        page.navigate(demo.url() + "/settings/access-token");
        assertThat(page.locator("#date")).isHidden();

        page.getByLabel("Custom date").check();
        page.locator("#date").fill("2020-01-01");
        generate("Long ago");

        assertThat(page.locator("#date")).isFocused();
        assertThat(page.locator("#date")).hasAttribute("aria-invalid", "true");
        page.getByLabel("30 days").check();
        assertThat(page.locator("#date")).isHidden();
        generateButton().click();
        assertThat(row("Long ago")).hasCount(1);
    }

    @Test
    void the_keyboard_alone_is_enough() {
        Browser.signIn(page, demo.url(), RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
        page.navigate(demo.url() + "/settings/access-token");
        page.getByPlaceholder("Enter token name").focus();
        page.keyboard().type("Typed only");
        page.keyboard().press("Enter");

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Token generated")))
                .isVisible();
        assertThat(row("Typed only")).hasCount(1);
    }

    private void goToAccessTokens() {
        page.locator("header summary").click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Account settings"))
                .click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Access tokens"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Account settings")))
                .isVisible();
    }

    private void generate(String name) {
        page.getByPlaceholder("Enter token name").fill(name);
        generateButton().click();
    }

    private Locator generateButton() {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Generate"));
    }

    /** Copies with the button, and pastes into a field, which needs no permission to read the clipboard. */
    private String copied() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Copy token"))
                .click();
        assertThat(page.getByText("Copied").first()).isVisible();
        Locator field = page.getByPlaceholder("Enter token name");
        field.fill("");
        field.focus();
        page.keyboard().press("Control+V");
        String pasted = field.inputValue();
        field.fill("");
        return pasted;
    }

    private Locator row(String name) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(name));
    }

    private void delete(String name) {
        row(name).locator("a.quiet").click();
        page.locator("dialog[open], main form.confirm")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
                .click();
    }

    private void deleteInUse(String name) {
        page.waitForLoadState();
        row(name).locator("a.quiet").click();
        Locator question = page.locator("dialog[open]");
        Locator button = question.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"));
        assertThat(button).isDisabled();
        question.getByLabel("Type the name of the token to delete it").fill(name);
        button.click();
    }

    private void assertShowsNoSecret(String token) {
        assertThat(page.content()).doesNotContain(token).doesNotContain(token.substring(6, 38));
        assertThat(page.url()).doesNotContain(token);
    }
}
