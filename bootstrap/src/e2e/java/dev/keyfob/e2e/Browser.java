package dev.keyfob.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine, headless. If there is none, it fails and says what to install. */
final class Browser implements AutoCloseable {

    /** Only ends a test that has failed. It is so long that a busy machine does not reach it. */
    private static final double PATIENCE_MILLIS = 120_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    /** The errors on the consoles of the pages. Every test ends by asserting that there are none. */
    final List<String> complaints = new ArrayList<>();

    Browser(String... furtherArguments) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        List<String> arguments = new ArrayList<>(List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync"));
        arguments.addAll(List.of(furtherArguments));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setTimeout(PATIENCE_MILLIS)
                        .setArgs(arguments));
    }

    BrowserContext person() {
        return person(new com.microsoft.playwright.Browser.NewContextOptions());
    }

    /** A browser context with the clock of that time zone. */
    BrowserContext personIn(String zone) {
        return person(new com.microsoft.playwright.Browser.NewContextOptions(), zone);
    }

    BrowserContext person(com.microsoft.playwright.Browser.NewContextOptions options) {
        return person(options, "Europe/Berlin");
    }

    private BrowserContext person(com.microsoft.playwright.Browser.NewContextOptions options, String zone) {
        BrowserContext context = chromium.newContext(options.setLocale("en-GB").setTimezoneId(zone));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.onPage(page -> {
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") && !message.text().contains("status of 4")) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
        });
        return context;
    }

    static void signIn(Page page, String url, String email, String password) {
        page.navigate(url + "/sign-in");
        page.getByLabel("E-mail").fill(email);
        page.getByLabel("Password").fill(password);
        page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(shown -> !shown.endsWith("/sign-in"));
    }

    @Override
    public void close() {
        playwright.close();
    }

    static Path executable() {
        return Stream.of(
                        Optional.ofNullable(System.getenv("KEYFOB_CHROMIUM")).orElse("/usr/bin/chromium"),
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome",
                        "/usr/bin/google-chrome-stable")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The browser tests need Chromium: run"
                        + " `apt-get install chromium`, or name one in KEYFOB_CHROMIUM."));
    }
}
