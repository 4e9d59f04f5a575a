package dev.keyfob.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users sign in through an identity provider, and an administrator disables one. */
@Tag("whole")
class ProviderJourneyWholeTest {

    private static final String EMAIL = "alice@example.org";

    @TempDir
    Path directory;

    @Test
    void a_person_of_the_provider_makes_a_token_and_is_out_everywhere_at_once_when_disabled() throws Exception {
        try (CompanyProvider provider = new CompanyProvider();
                RunningDemo demo = new RunningDemo(
                        directory,
                        "--config",
                        Files.writeString(directory.resolve("keyfob.yaml"), provider.settings(directory))
                                .toString());
                Browser browser = new Browser()) {
            Page alice = browser.person().newPage();
            signIn(provider, browser, alice, demo);
            assertThat(alice).hasURL(demo.url() + "/settings/access-token");
            alice.getByPlaceholder("Enter token name").fill("Laptop");
            button(alice, "Generate").click();
            button(alice, "Reveal").click();
            String token = alice.locator("[data-value]").textContent();
            assertThat(demo.graphql(token, "{ currentUser { email } }").body()).contains(EMAIL);

            Page admin = browser.person().newPage();
            Browser.signIn(admin, demo.url(), RunningDemo.ADMIN, RunningDemo.ADMIN_PASSWORD);
            admin.locator("header summary").click();
            link(admin, "Administration").click();
            link(admin, "Users").click();
            link(admin, EMAIL).click();
            link(admin, "Disable").click();
            assertThat(admin.getByText("1 active token stops")).isVisible();
            button(admin, "Disable").click();
            assertThat(admin.getByText("Done. The change applies from the next request."))
                    .isVisible();

            assertThat(demo.graphql(token, "{ currentUser { email } }").statusCode())
                    .isEqualTo(401);
            alice.navigate(demo.url() + "/settings/profile");
            assertThat(alice.getByText("Sign in to Keyfob")).isVisible();
            signIn(provider, browser, alice, demo);
            assertThat(alice.getByText("You cannot sign in here with that account."))
                    .isVisible();
            assertThat(browser.complaints).isEmpty();
        }
    }

    private static void signIn(CompanyProvider provider, Browser browser, Page page, RunningDemo demo) {
        provider.visit(browser, page, EMAIL, () -> {
            page.navigate(demo.url() + "/sign-in");
            link(page, "Continue with Company account").click();
            page.waitForURL(shown -> !shown.endsWith("/sign-in"));
        });
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
