package dev.keyfob.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.keyfob.application.fake.Eventually;
import dev.keyfob.mail.LocalMailServer;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Resets a lost password with a one-time link, from an administrator and by mail, and then changes it, in a real
 * browser.
 */
@Tag("whole")
class PasswordJourneyWholeTest {

    private static final String BOB = "bob@example.com";
    private static final String CHOSEN = "nobody likes cold coffee";

    @TempDir
    static Path directory;

    private static LocalMailServer mailServer;
    private static RunningDemo demo;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        mailServer = new LocalMailServer();
        mailServer.startInTheClear();
        Path config = Files.writeString(
                directory.resolve("keyfob.yaml"),
                "mail: {host: localhost, port: %d, encryption: none, from: keyfob@example.com}"
                        .formatted(mailServer.port()));
        demo = new RunningDemo(directory, "--config", config.toString());
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        browser.close();
        demo.close();
        mailServer.close();
    }

    @Test
    void a_link_fills_in_its_code_and_the_password_is_set_and_changed() throws Exception {
        String link = linkFor(RunningDemo.ALICE);
        String code = link.substring(link.indexOf('#') + 1);
        BrowserContext person = browser.person(new NewContextOptions().setViewportSize(1200, 820));
        Page page = person.newPage();

        page.navigate(link);

        assertThat(page.getByLabel("One-time code")).hasValue(code);
        assertThat(page.getByLabel("New password", new Page.GetByLabelOptions().setExact(true)))
                .isFocused();
        assertThat(page).hasURL(demo.url() + "/set-password");
        look(page, "set-password");
        fillIn(page, "New password", "short");
        press(page, "Set password and sign in");
        assertThat(page.getByText("A password has at least 15 characters.")).isVisible();
        assertThat(page.getByLabel("One-time code")).hasValue(code);
        assertThat(page.url()).doesNotContain(code);
        look(page, "set-password-wrong");
        fillIn(page, "New password", CHOSEN);
        press(page, "Show what is typed as New password");
        assertThat(page.locator("#password")).hasAttribute("type", "text");
        press(page, "Set password and sign in");
        assertThat(page.getByText("Your password was changed.")).isVisible();
        assertThat(page.url()).doesNotContain(code);

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Change password"))
                .press("Enter");
        assertThat(page.locator("#current")).isVisible();
        look(page, "change-password");
        fillIn(page, "Current password", "a wrong guess of it");
        fillIn(page, "New password", RunningDemo.ALICE_PASSWORD);
        press(page, "Change password");
        assertThat(page.getByText("This is not your current password.")).isVisible();
        assertThat(page.locator("#current")).isFocused();
        look(page, "change-password-wrong");
        fillIn(page, "Current password", CHOSEN);
        fillIn(page, "New password", RunningDemo.ALICE_PASSWORD);
        press(page, "Change password");
        assertThat(page.getByText("Your password was changed.")).isVisible();
        look(page, "profile-password-changed");

        assertThat(demo.text()).doesNotContain(code);
        person.close();
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void without_javascript_the_code_is_typed_on_a_phone_in_the_dark() {
        String link = linkFor(BOB);
        BrowserContext person = browser.person(new NewContextOptions()
                .setJavaScriptEnabled(false)
                .setViewportSize(390, 844)
                .setColorScheme(ColorScheme.DARK));
        Page page = person.newPage();
        page.navigate(link);
        shoot(page, "set-password-dark");

        fillIn(page, "One-time code", link);
        fillIn(page, "New password", CHOSEN);
        press(page, "Set password and sign in");

        assertThat(page.getByText("Your password was changed.")).isVisible();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Change password"))
                .click();
        shoot(page, "change-password-dark");
        person.close();
    }

    @Test
    void somebody_who_forgot_their_password_is_mailed_a_link_and_then_told_that_it_was_changed() throws Exception {
        BrowserContext person = browser.person(new NewContextOptions().setViewportSize(390, 844));
        Page page = person.newPage();
        page.navigate(demo.url() + "/sign-in");

        page.getByText("Forgot your password?").click();
        look(page, "forgot-password");
        fillIn(page, "E-mail", BOB);
        press(page, "Mail me a link");
        assertThat(page.getByText("If there is an account with that address, a mail is on its way to it."))
                .isVisible();
        look(page, "forgot-password-asked");
        page.navigate(linkIn(awaitMail("Set a new password")));
        fillIn(page, "New password", "everybody likes warm milk");
        press(page, "Set password and sign in");
        assertThat(page.getByText("Your password was changed.")).isVisible();
        awaitMail("Your password was changed");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Choose what you are mailed"))
                .click();
        page.getByLabel("Tokens that expire").uncheck();
        press(page, "Save");
        assertThat(page.getByText("Your choice is saved.")).isVisible();
        assertThat(page.getByLabel("Tokens that expire")).not().isChecked();
        look(page, "mail-choices");
        person.close();
        assertThat(browser.complaints).isEmpty();
    }

    private static MimeMessage awaitMail(String subject) {
        return Eventually.matches(() -> mailToBob(subject), Optional::isPresent).orElseThrow();
    }

    private static Optional<MimeMessage> mailToBob(String subject) throws Exception {
        for (LocalMailServer.Got got : mailServer.got) {
            MimeMessage mail = new MimeMessage(null, new ByteArrayInputStream(got.bytes()));
            if (got.to().equals(BOB) && subject.equals(mail.getSubject())) {
                return Optional.of(mail);
            }
        }
        return Optional.empty();
    }

    private static String linkIn(MimeMessage mail) throws Exception {
        String text =
                ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString();
        return text.lines()
                .filter(line -> line.contains("/set-password#"))
                .findFirst()
                .orElseThrow()
                .strip();
    }

    private static String linkFor(String email) {
        try (BrowserContext person = browser.person(new NewContextOptions().setViewportSize(1200, 820))) {
            Page page = person.newPage();
            Browser.signIn(page, demo.url(), RunningDemo.ADMIN, RunningDemo.ADMIN_PASSWORD);
            page.navigate(demo.url() + "/admin/users");
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName(email).setExact(true))
                    .click();
            look(page, "user");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Reset password"))
                    .press("Enter");
            look(page, "reset-password");
            press(page, "Make a link");
            look(page, "password-link");
            return page.locator("pre.link").innerText().strip();
        }
    }

    private static void fillIn(Page page, String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .press("Enter");
    }

    private static void look(Page page, String name) {
        Axe.assertFindsNothing(page, name);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits its width", name)
                .isTrue();
        shoot(page, name);
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
