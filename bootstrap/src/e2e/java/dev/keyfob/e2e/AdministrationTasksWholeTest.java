package dev.keyfob.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Counts the clicks that an administrator's tasks take, starting from the overview. */
@Tag("whole")
class AdministrationTasksWholeTest extends CountedClicks {

    private static final String OVERVIEW = "/admin/overview";
    private static final String NOBODY_LISTENS = "http://127.0.0.1:9/keyfob";

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
    void renaming_a_user() {
        beginAsAdministrator();
        add("ivan@example.com");

        click(link("Users"));
        click(link("ivan@example.com"));
        click(link("Edit"));
        page.getByLabel("Name (optional)").fill("Ivan");
        page.keyboard().press("Enter");

        assertThat(page.locator("dl.facts").first()).containsText("Ivan");
        assertClicks(3);
    }

    @Test
    void changing_the_address_of_a_user() {
        beginAsAdministrator();
        add("judy@example.com");

        click(link("Users"));
        click(link("judy@example.com"));
        click(link("Edit"));
        page.getByLabel("E-mail").fill("judith@example.com");
        page.keyboard().press("Enter");

        assertThat(page.locator("main h2").first()).hasText("judith@example.com");
        assertClicks(3);
    }

    @Test
    void adding_a_webhook() {
        beginAsAdministrator();

        click(link("Webhooks"));
        page.locator("#name").fill("Added");
        page.locator("#url").fill(NOBODY_LISTENS);
        page.keyboard().press("Enter");

        assertThat(page.getByText("Webhook added")).isVisible();
        assertClicks(1);
    }

    @Test
    void pausing_a_webhook() {
        beginAsAdministrator();
        addWebhook("Paused");

        click(link("Webhooks"));
        click(link("Paused"));
        click(button("Pause"));

        assertThat(button("Resume")).isVisible();
        assertClicks(3);
    }

    @Test
    void rotating_the_secret_of_a_webhook() {
        beginAsAdministrator();
        addWebhook("Turned");

        click(link("Webhooks"));
        click(link("Turned"));
        click(link("Rotate secret"));
        click(button("Rotate"));

        assertThat(page.getByText("New signing secret")).isVisible();
        assertClicks(4);
    }

    @Test
    void redelivering_an_event() {
        beginAsAdministrator();
        addWebhook("Unheard");
        page.navigate(demo.url() + "/admin/webhooks");
        link("Unheard").click();
        button("Send a test event").click();
        assertThat(page.getByText("This is the result")).isVisible();
        beginAgain();

        click(link("Webhooks"));
        click(page.locator("button", new Page.LocatorOptions().setHasText("Retry"))
                .first());

        assertThat(page.getByText("The delivery is being sent again")).isVisible();
        assertClicks(2);
    }

    @Test
    void finding_whose_a_leaked_token_is_by_the_whole_and_by_its_last_four_characters() throws Exception {
        beginAsAdministrator();

        click(link("Tokens"));
        page.getByLabel("Search").fill(demo.token());
        page.keyboard().press("Enter");
        assertThat(page.getByText("alice@example.com").first()).isVisible();
        assertClicks(1);

        beginAgain();
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
        beginAgain();

        click(link("Tokens"));
        page.getByLabel("Search").fill("Chosen");
        page.keyboard().press("Enter");
        assertThat(page.locator(".tokens tbody tr")).hasCount(2);
        click(page.getByLabel("Select Chosen one"));
        click(page.getByLabel("Select Chosen two"));
        click(button("Delete 2 tokens"));
        page.getByLabel("Type 2 to delete them").fill("2");
        page.keyboard().press("Enter");

        assertThat(page.getByText("The tokens were deleted (revoked).")).isVisible();
        assertClicks(4);
    }

    private void beginAsAdministrator() {
        begin(RunningDemo.ADMIN, RunningDemo.ADMIN_PASSWORD, OVERVIEW);
    }

    private void beginAgain() {
        begin(OVERVIEW);
    }

    private void add(String email) {
        page.navigate(demo.url() + "/admin/add-user");
        page.getByLabel("E-mail").fill(email);
        page.keyboard().press("Enter");
        assertThat(page.getByText("Link for " + email)).isVisible();
        beginAgain();
    }

    private void addWebhook(String name) {
        page.navigate(demo.url() + "/admin/webhooks");
        page.locator("#name").fill(name);
        page.locator("#url").fill(NOBODY_LISTENS);
        page.keyboard().press("Enter");
        assertThat(page.getByText("Webhook added")).isVisible();
        beginAgain();
    }
}
