package dev.keyfob.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many clicks everyday tasks take. A person begins on the page that signing in leads to, an administrator on the
 * overview. What is typed, and Enter, are no clicks.
 */
@Tag("whole")
class EverydayTasksWholeTest {

    private static final String TOKENS = "/settings/access-token";
    private static final String NEW_PASSWORD = "bob now prefers tea with milk";

    @TempDir
    static Path directory;

    private static RunningDemo demo;
    private static Browser browser;

    private BrowserContext person;
    private Page page;
    private int clicks;

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

    @Test
    void generating_a_token_and_copying_it() {
        beginAsAlice();

        page.getByPlaceholder("Enter token name").fill("Counted");
        page.keyboard().press("Enter");
        click(button("Copy token"));

        assertThat(page.getByText("Copied").first()).isVisible();
        assertClicks(1);
    }

    @Test
    void finding_a_token() {
        beginAsAlice();
        generate("Found by keys");

        page.keyboard().press("/");
        page.keyboard().type("found by");
        page.keyboard().press("Enter");

        assertThat(page.locator(".tokens tbody tr")).hasCount(1);
        assertClicks(0);
    }

    @Test
    void renaming_a_token() {
        beginAsAlice();
        generate("Named wrong");

        click(menuOf("Named wrong"));
        click(link("Rename"));
        page.getByLabel("Token name").fill("Named right");
        click(button("Save"));

        assertThat(page.getByText("The changes are saved.")).isVisible();
        assertClicks(3);
    }

    @Test
    void rotating_a_token_and_copying_the_new_secret() {
        beginAsAlice();
        generate("Turned");

        click(menuOf("Turned"));
        click(link("Rotate"));
        click(button("Rotate"));
        click(button("Copy token"));

        assertThat(page.getByText("Copied").first()).isVisible();
        assertClicks(4);
    }

    @Test
    void deleting_a_token() {
        beginAsAlice();
        generate("Gone soon");

        click(row("Gone soon").locator("a.quiet"));
        click(page.locator("dialog[open]")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete")));

        assertThat(page.getByText("The token was deleted (revoked).")).isVisible();
        assertClicks(2);
    }

    @Test
    void finding_out_why_a_program_was_refused() throws Exception {
        beginAsAlice();
        generate("Refused");
        button("Reveal").click();
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(demo.url() + "/auth/check?permission=recipe:deploy"))
                                .header(
                                        "Authorization",
                                        "Bearer "
                                                + page.locator("[data-generated] [data-value]")
                                                        .textContent())
                                .build(),
                        BodyHandlers.discarding());

        click(row("Refused").locator("a.name"));

        assertThat(page.getByText("It needs a role, which no token carries")).isVisible();
        assertClicks(1);
    }

    @Test
    void changing_ones_password() {
        begin("bob@example.com", "bob likes black coffee", TOKENS);

        click(link("Profile"));
        click(link("Change password"));
        page.getByLabel("Current password").fill("bob likes black coffee");
        page.locator("input[autocomplete=new-password]").fill(NEW_PASSWORD);
        page.keyboard().press("Enter");

        assertThat(page.locator(".notice").first()).isVisible();
        assertClicks(2);
    }

    @Test
    void seeing_ones_sessions_and_ending_all_others() {
        beginAsAlice();

        click(link("Profile"));
        click(button("Sign out everywhere else"));

        assertThat(page.locator(".notice").first()).isVisible();
        assertClicks(2);
    }

    @Test
    void adding_a_user() {
        beginAsAdministrator();

        click(link("Users"));
        click(link("Add user"));
        page.getByLabel("E-mail").fill("carol@example.com");
        page.keyboard().press("Enter");

        assertThat(page.getByText("Link for carol@example.com")).isVisible();
        assertClicks(2);
    }

    @Test
    void resetting_a_password() {
        beginAsAdministrator();
        add("erin@example.com");

        click(link("Users"));
        click(link("erin@example.com"));
        click(link("Reset password"));
        click(button("Make a link"));

        assertThat(page.getByText("Link for erin@example.com")).isVisible();
        assertClicks(4);
    }

    @Test
    void changing_roles() {
        beginAsAdministrator();
        add("frank@example.com");

        click(link("Users"));
        click(link("frank@example.com"));
        click(link("Change roles"));
        click(page.locator("main input[type=checkbox]").first());
        click(button("Save"));

        assertThat(page.getByText("Done.").first()).isVisible();
        assertClicks(5);
    }

    @Test
    void shutting_out_a_leaver() {
        beginAsAdministrator();
        add("grace@example.com");

        click(link("Users"));
        click(link("grace@example.com"));
        click(link("Disable"));
        click(button("Disable"));

        assertThat(page.getByText("Done.").first()).isVisible();
        assertClicks(4);
    }

    @Test
    void removing_a_user() {
        beginAsAdministrator();
        add("heidi@example.com");

        click(link("Users"));
        click(link("heidi@example.com"));
        click(link("Remove"));
        page.getByLabel("Type heidi@example.com to confirm").fill("heidi@example.com");
        click(button("Remove"));

        assertThat(page.getByText("Removed user").first()).isVisible();
        assertClicks(4);
    }

    @Test
    void finding_whose_a_leaked_token_is_by_the_whole_and_by_its_last_four_characters() throws Exception {
        beginAsAdministrator();

        click(link("Tokens"));
        page.getByLabel("Search").fill(demo.token());
        page.keyboard().press("Enter");
        assertThat(page.getByText("alice@example.com").first()).isVisible();
        assertClicks(1);

        begin();
        click(link("Tokens"));
        page.getByLabel("Search").fill(demo.token().substring(40));
        page.keyboard().press("Enter");
        assertThat(page.locator(".tokens tbody tr")).hasCount(1);
        assertClicks(1);
    }

    @Test
    void seeing_what_was_never_used() {
        beginAsAdministrator();

        click(page.locator("a", new Page.LocatorOptions().setHasText("Never used")));

        assertThat(page.getByLabel("Last used")).hasValue("never");
        assertClicks(1);
    }

    @Test
    void previewing_and_changing_the_policy() {
        beginAsAdministrator();

        click(link("Policy"));
        page.locator("#tokens_per_user").fill("60");
        page.keyboard().press("Enter");
        click(button("Change the policy"));

        assertThat(page.locator("#tokens_per_user")).hasValue("60");
        assertClicks(2);
    }

    @Test
    void reading_and_downloading_the_audit_log() {
        beginAsAdministrator();

        click(link("Audit log"));
        String file = page.waitForDownload(() -> click(button("Download"))).suggestedFilename();

        assertThat(file).isNotEmpty();
        assertClicks(2);
    }

    @Test
    void registering_an_api_client() {
        beginAsAdministrator();

        click(link("API clients"));
        page.getByLabel("Client name").fill("orders");
        page.keyboard().press("Enter");

        assertThat(page.getByText("Client registered")).isVisible();
        assertClicks(1);
    }

    @Test
    void preparing_a_token_for_somebody() {
        beginAsAdministrator();

        click(link("Tokens"));
        click(link("Prepare a token"));
        page.getByLabel("Owner").fill("alice@example.com");
        page.getByLabel("Token name").fill("Prepared");
        page.keyboard().press("Enter");

        assertThat(page.getByText("The token is prepared.")).isVisible();
        assertClicks(2);
    }

    @Test
    void deleting_several_chosen_tokens_of_everyone() {
        beginAsAdministrator();
        page.navigate(demo.url() + TOKENS);
        generate("Chosen one");
        generate("Chosen two");
        begin();

        click(link("Tokens"));
        page.getByLabel("Search").fill("Chosen");
        page.keyboard().press("Enter");
        click(page.getByLabel("Select Chosen one"));
        click(page.getByLabel("Select Chosen two"));
        click(button("Delete 2 tokens"));
        page.getByLabel("Type 2 to delete them").fill("2");
        page.keyboard().press("Enter");

        assertThat(page.getByText("The tokens were deleted (revoked).")).isVisible();
        assertClicks(4);
    }

    private void beginAsAlice() {
        begin(RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD, TOKENS);
    }

    private void beginAsAdministrator() {
        begin(RunningDemo.ADMIN, RunningDemo.ADMIN_PASSWORD, "/admin/overview");
    }

    private void begin(String email, String password, String path) {
        person = browser.person(new NewContextOptions()
                .setPermissions(List.of("clipboard-read", "clipboard-write"))
                .setViewportSize(1200, 900));
        page = person.newPage();
        Browser.signIn(page, demo.url(), email, password);
        assertThat(page.getByLabel("Your account")).isVisible();
        page.navigate(demo.url() + path);
        clicks = 0;
    }

    private void begin() {
        page.navigate(demo.url() + "/admin/overview");
        clicks = 0;
    }

    private void generate(String name) {
        page.getByPlaceholder("Enter token name").fill(name);
        button("Generate").click();
        assertThat(page.getByText("Token generated")).isVisible();
    }

    private void add(String email) {
        page.navigate(demo.url() + "/admin/add-user");
        page.getByLabel("E-mail").fill(email);
        page.keyboard().press("Enter");
        assertThat(page.getByText("Link for " + email)).isVisible();
        begin();
    }

    private void click(Locator what) {
        what.click();
        clicks++;
    }

    private void assertClicks(int most) {
        assertThat(clicks).isLessThanOrEqualTo(most);
    }

    private Locator row(String name) {
        return page.locator(".tokens tbody tr").filter(new Locator.FilterOptions().setHasText(name));
    }

    private Locator menuOf(String name) {
        return row(name).locator("summary");
    }

    private Locator link(String name) {
        return page.getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    private Locator button(String name) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }
}
