package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.keyfob.web.ForeignTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Google's Lighthouse says of the main pages where there are a thousand tokens, half of them the reader's own. It judges
 * them as a slow phone in a slow network shows them. Needs npm.
 */
@Tag("whole")
class LighthouseWholeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOKENS_EACH = 500;
    private static final int TRIES = 3;
    private static final Map<String, Integer> PERFECT =
            Map.of("performance", 100, "accessibility", 100, "best-practices", 100);

    @TempDir
    static Path directory;

    private static RunningDemo demo;
    private static ForeignTool lighthouse;
    private static String cookie;

    @BeforeAll
    static void make_a_thousand_tokens() throws Exception {
        Path settings = Files.writeString(directory.resolve("keyfob.yaml"), "policy.tokens_per_user: 1000\n");
        demo = new RunningDemo(directory, "--config", settings.toString());
        lighthouse = ForeignTool.in(
                        "lighthouse", Map.of("CHROME_PATH", Browser.executable().toString()))
                .withPackages(Map.of("lighthouse", "12.8.2"));
        try (Browser browser = new Browser()) {
            generate(browser, RunningDemo.ALICE, RunningDemo.ALICE_PASSWORD);
            cookie = generate(browser, RunningDemo.ADMIN, RunningDemo.ADMIN_PASSWORD);
        }
    }

    /** The cookies of whoever has the tokens now. */
    private static String generate(Browser browser, String email, String password) {
        BrowserContext person = browser.person();
        Page page = person.newPage();
        Browser.signIn(page, demo.url(), email, password);
        PlaywrightAssertions.assertThat(page.getByLabel("Your account")).isVisible();
        page.evaluate("""
                async number => {
                  const fields = new URLSearchParams(new FormData(document.querySelector("form[data-keep]")));
                  for (let i = 0; i < number; i++) {
                    fields.set("nonce", crypto.randomUUID());
                    fields.set("name", "Token " + i);
                    await fetch("/settings/access-token", { method: "POST", body: fields, redirect: "manual" });
                  }
                }""", TOKENS_EACH);
        return person.cookies().stream()
                .map(each -> each.name + "=" + each.value)
                .collect(Collectors.joining("; "));
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/settings/access-token",
                "/settings/profile",
                "/settings/security-log",
                "/admin/overview",
                "/admin/tokens",
                "/admin/users",
                "/admin/policy",
                "/admin/audit"
            })
    void it_gives_100_for_speed_accessibility_and_best_practices_to(String path) throws Exception {
        Map<String, Integer> scores = scores(path);
        // Other work of the machine makes a page slower than it is, and never faster.
        for (int i = 1; i < TRIES && !scores.equals(PERFECT); i++) {
            scores = scores(path);
        }

        assertThat(scores).as(path).isEqualTo(PERFECT);
    }

    private static Map<String, Integer> scores(String path) throws Exception {
        Path report = lighthouse.directory().resolve("report.json");
        Path headers = Files.writeString(
                lighthouse.directory().resolve("headers.json"), JSON.writeValueAsString(Map.of("Cookie", cookie)));

        lighthouse.runPackage(
                "lighthouse",
                demo.url() + path,
                "--quiet",
                "--output=json",
                "--output-path=" + report,
                "--only-categories=" + String.join(",", PERFECT.keySet()),
                "--extra-headers=" + headers,
                "--chrome-flags=--headless=new --no-sandbox --disable-gpu");
        JsonNode found = JSON.readTree(Files.readString(report));

        Map<String, Integer> scores = new LinkedHashMap<>();
        PERFECT.keySet()
                .forEach(category -> scores.put(category, (int) Math.round(
                        found.at("/categories/" + category + "/score").asDouble() * 100)));
        assertThat(found.path("finalDisplayedUrl").asText()).endsWith(path);
        return scores;
    }
}
