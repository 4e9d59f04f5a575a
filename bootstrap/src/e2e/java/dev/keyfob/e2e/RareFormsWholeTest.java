package dev.keyfob.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.keyfob.bootstrap.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fills in and sends rarely used forms with the keyboard alone, with JavaScript and without. */
@Tag("whole")
class RareFormsWholeTest {

    private static final String NEW_PASSWORD = "nobody likes cold coffee";

    @TempDir
    static Path directory;

    private static CompanyProvider provider;
    private static RunningDemo demo;
    private static Browser browser;

    private BrowserContext person;
    private Page page;
    private String name;

    @BeforeAll
    static void start() throws Exception {
        provider = new CompanyProvider();
        Path settings = Files.writeString(
                directory.resolve("keyfob.yaml"), "policy: {rotation_grace: 1s}\n" + provider.settings(directory));
        demo = new RunningDemo(directory, "--config", settings.toString());
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        browser.close();
        demo.close();
        provider.close();
    }

    @AfterEach
    void leave() {
        List<String> complaints = List.copyOf(browser.complaints);
        browser.complaints.clear();
        person.close();
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_first_administrator_is_created(boolean hasScripts, @TempDir Path data) throws Exception {
        open(hasScripts);
        try (ServerProcess server = ServerProcess.serve(data.resolve("data"), data.resolve("log"))) {
            String code =
                    Files.readAllLines(data.resolve("data/keyfob.setup.code")).get(0);
            page.navigate("http://localhost:" + server.port + "/set-up");

            send("form[action='/set-up']", Map.of("code", code, "email", RunningDemo.ADMIN, "password", NEW_PASSWORD));

            assertThat(page.getByLabel("Your account")).isVisible();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_password_is_set_with_a_one_time_link(boolean hasScripts) {
        openSignedIn(hasScripts, RunningDemo.ADMIN, RunningDemo.ADMIN_PASSWORD);
        page.navigate(demo.url() + "/admin/users?search=bob");
        page.locator("main a.name").press("Enter");
        page.locator("a[href$='/reset-password']").press("Enter");
        send("form[action$='/reset-password']", Map.of());
        String link = page.locator("pre.link").innerText().strip();
        person.close();
        open(hasScripts);
        page.navigate(link);

        send("form[data-takes-code]", Map.of("code", link, "password", NEW_PASSWORD));

        assertThat(page.getByText("Your password was changed.")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_account_of_a_provider_is_linked_and_unlinked(boolean hasScripts) {
        openSignedIn(hasScripts, RunningDemo.ADMIN, RunningDemo.ADMIN_PASSWORD);

        provider.visit(browser, page, RunningDemo.ADMIN, () -> {
            page.navigate(demo.url() + "/settings/profile/identities");
            fillInAndSend("form[action$='/link/company']", Map.of());
            page.getByText("4711")
                    .or(page.getByText(CompanyProvider.TOO_LATE))
                    .first()
                    .waitFor();
        });
        assertThat(page.locator("main table")).containsText("4711");
        send("form[action$='/unlink']", Map.of());

        assertThat(page.getByText("No linked accounts.")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void its_owner_has_dealt_with_an_old_secret_that_was_used(boolean hasScripts) throws Exception {
        openSignedIn(hasScripts, RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
        String id = useAnOldSecretOfANewToken();
        page.navigate(demo.url() + "/settings/access-token/" + id);

        send("form[action$='/reuse']", Map.of());

        assertThat(page.locator("form[action$='/reuse']")).hasCount(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_administrator_has_dealt_with_an_old_secret_that_was_used(boolean hasScripts) throws Exception {
        openSignedIn(hasScripts, RunningDemo.ADMIN, RunningDemo.ADMIN_PASSWORD);
        String id = useAnOldSecretOfANewToken();
        page.navigate(demo.url() + "/admin/tokens/" + id);

        send("form[action$='/reuse']", Map.of());

        assertThat(page.locator("form[action$='/reuse']")).hasCount(0);
    }

    @Test
    void dialogs_are_opened_answered_and_closed() {
        openSignedIn(true, RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
        generate();
        page.navigate(demo.url() + "/settings/access-token");

        page.keyboard().press("?");
        assertThat(page.locator("dialog[data-shortcuts]")).isVisible();
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog[data-shortcuts]")).isHidden();
        page.locator("a[data-delete]").first().press("Enter");
        assertThat(page.locator("dialog[data-dialog]")).isVisible();
        send("dialog[data-dialog] form", Map.of());

        assertThat(page.getByText("The token was deleted (revoked).")).isVisible();
    }

    private void open(boolean hasScripts) {
        person = browser.person(new NewContextOptions().setJavaScriptEnabled(hasScripts));
        page = person.newPage();
    }

    private void openSignedIn(boolean hasScripts, String email, String password) {
        open(hasScripts);
        Browser.signIn(page, demo.url(), email, password);
        assertThat(page.getByLabel("Your account")).isVisible();
    }

    private void send(String form, Map<String, String> typed) {
        assertThat(fillInAndSend(form, typed).status()).as(form).isEqualTo(200);
    }

    private Response fillInAndSend(String form, Map<String, String> typed) {
        return new FormByKeyboard(page, (name, label) -> Optional.ofNullable(typed.get(name)))
                .send(page.locator(form).first());
    }

    /** Raises the alarm of a reused secret, and returns the id of the token. */
    private String useAnOldSecretOfANewToken() throws Exception {
        String old = generate();
        page.locator("a.name", new Page.LocatorOptions().setHasText(name)).press("Enter");
        page.waitForURL(Pattern.compile(".*/[0-9a-f-]{36}"));
        String id = page.url().replaceFirst(".*/", "");
        page.navigate(page.url() + "/rotate");
        send("form[action$='/rotate']", Map.of());
        assertThat(status(secretOnPage())).isEqualTo(200);
        TimeUnit.MILLISECONDS.sleep(1_100);
        assertThat(status(old)).isEqualTo(401);
        return id;
    }

    private String generate() {
        page.navigate(demo.url() + "/settings/access-token");
        name = "Token " + UUID.randomUUID();
        send("form[action='/settings/access-token']", Map.of("name", name));
        return secretOnPage();
    }

    private String secretOnPage() {
        Locator reveal = page.locator("[data-reveal]:visible");
        if (reveal.count() > 0) {
            reveal.press("Enter");
        }
        Matcher secret = Pattern.compile("kfpat_[0-9A-Za-z]{38}").matcher(page.content());
        assertThat(secret.find()).isTrue();
        return secret.group();
    }

    private static int status(String secret) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(demo.url() + "/auth/check"))
                .header("Authorization", "Bearer " + secret)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
