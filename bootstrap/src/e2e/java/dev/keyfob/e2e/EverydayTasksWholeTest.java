package dev.keyfob.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Counts the clicks that a user's everyday tasks take, starting from the first page after signing in. */
@Tag("whole")
class EverydayTasksWholeTest extends CountedClicks {

    private static final String NEW_PASSWORD = "bob now prefers tea with milk";

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

    private void beginAsAlice() {
        begin(RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD, TOKENS);
    }

    private Locator row(String name) {
        return page.locator(".tokens tbody tr").filter(new Locator.FilterOptions().setHasText(name));
    }

    private Locator menuOf(String name) {
        return row(name).locator("summary");
    }
}
