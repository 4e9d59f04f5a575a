package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.keyfob.mail.LocalMailServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fills in and sends every form with the keyboard alone, with JavaScript and without. It finds forms by following links
 * from page to page as an administrator, and compares them with the known ones. A new form on no such page fails the
 * test.
 */
@Tag("whole")
class FormsWholeTest {

    /** Forms that are not on the pages of the demo, with the test that sends them. */
    private static final Map<String, Class<?>> ELSEWHERE = Map.of(
            "POST /set-up", RareFormsWholeTest.class,
            "POST /set-password", RareFormsWholeTest.class,
            "POST /settings/profile/identities/unlink", RareFormsWholeTest.class,
            "POST /settings/profile/link/{provider}", RareFormsWholeTest.class,
            "POST /settings/access-token/{id}/reuse", RareFormsWholeTest.class,
            "POST /admin/tokens/{id}/reuse", RareFormsWholeTest.class);

    /** Forms that delete or end what other forms need. They are sent last, in this order. */
    private static final List<String> ENDINGS = List.of(
            "/reserved-emails",
            "/decline",
            "/withdraw",
            "/revoke-tokens",
            "/tokens/delete",
            "/access-token/delete",
            "/delete",
            "/disable",
            "/remove",
            "/{label}/end",
            "/end-others",
            "POST /admin/policy",
            "POST /settings/profile/password",
            "POST /sign-out");

    /** The text for fields of these names, or for a field of one form. All other fields keep their values. */
    private static final Map<String, String> TYPED = Map.ofEntries(
            Map.entry("email", "carol@example.com"),
            Map.entry("POST /sign-in email", RunningDemo.ADMIN),
            Map.entry("POST /admin/users/{user}/edit email", "alice.liddell@example.com"),
            Map.entry("POST /admin/reserved-emails email", RunningDemo.ALICE),
            Map.entry("POST /admin/pick-ups owner", RunningDemo.ADMIN),
            Map.entry("POST /admin/clients name", "by-keyboard"),
            Map.entry("days", "10"),
            Map.entry("url", "http://127.0.0.1:9/keyfob"),
            Map.entry("networks", "127.0.0.0/8"),
            Map.entry("note", "Typed by keyboard"),
            Map.entry("q", "token"),
            Map.entry("tokens_per_user", "60"));

    /** How often to send a form if several other forms need its results. */
    private static final Map<String, Integer> REPEATED =
            Map.of("POST /admin/pick-ups", 3, "POST /settings/access-token", 3);

    /** The label of a field in which the user confirms a deletion. */
    private static final Pattern CONFIRMATION = Pattern.compile("Type (.*) to .*");

    private static final String FORMS = "form:not([method=dialog], dialog *)";

    @TempDir
    Path directory;

    private LocalMailServer mailServer;
    private RunningDemo demo;
    private Browser browser;
    private Page page;
    private String password = RunningDemo.ADMIN_PASSWORD;
    private int names;

    private final Set<String> seen = new HashSet<>();
    private final Deque<String> pages = new ArrayDeque<>();
    private final Map<String, Set<String>> placesOfForms = new LinkedHashMap<>();
    private final Map<String, Integer> sent = new HashMap<>();

    @BeforeEach
    void start() throws Exception {
        mailServer = new LocalMailServer();
        mailServer.startInTheClear();
        Path settings = Files.writeString(directory.resolve("keyfob.yaml"), """
                webhooks: {allowed_networks: 127.0.0.1, allow_plain_http: true}
                mail: {host: localhost, port: %d, encryption: none, from: keyfob@example.com}
                """.formatted(mailServer.port()));
        demo = new RunningDemo(directory, "--config", settings.toString());
        browser = new Browser();
    }

    @AfterEach
    void stop() {
        browser.close();
        demo.close();
        mailServer.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void every_form_is_filled_in_and_sent_by_keyboard_alone(boolean hasScripts) throws IOException {
        // One session is for the form that ends a single one, the other for the form that ends all others.
        for (int i = 0; i < 2; i++) {
            Browser.signIn(browser.person().newPage(), demo.url(), RunningDemo.ADMIN, RunningDemo.ADMIN_PASSWORD);
        }
        page = browser.person(new NewContextOptions().setJavaScriptEnabled(hasScripts))
                .newPage();
        pages.addAll(List.of("/sign-in", "/docs/no-such-page"));

        while (!pages.isEmpty() || next().isPresent()) {
            if (pages.isEmpty()) {
                send(next().orElseThrow());
            } else {
                page.navigate(demo.url() + pages.removeFirst());
            }
            if (page.url().contains("/sign-in") && sent.containsKey("POST /sign-in")) {
                fillInAndSend("POST /sign-in", page.locator("form[action='/sign-in']"));
            }
            collect();
        }

        Set<String> expected = KnownForms.all();
        expected.removeAll(ELSEWHERE.keySet());
        assertThat(sent.keySet()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(browser.complaints).isEmpty();
    }

    /** The form to send next: forms of {@link #ENDINGS} come last. */
    private Optional<String> next() {
        return placesOfForms.keySet().stream()
                .filter(form -> sent.getOrDefault(form, 0) < REPEATED.getOrDefault(form, 1))
                .min(Comparator.comparing(FormsWholeTest::rank));
    }

    private static int rank(String form) {
        return ENDINGS.stream()
                .filter(form::contains)
                .map(ENDINGS::indexOf)
                .findFirst()
                .orElse(-1);
    }

    /** Sends the form on the first page that still has it. */
    private void send(String form) {
        for (String path : placesOfForms.get(form)) {
            page.navigate(demo.url() + path);
            Optional<Locator> there = page.locator(FORMS).all().stream()
                    .filter(each -> routeOf(each).equals(form))
                    .findFirst();
            if (there.isPresent()) {
                fillInAndSend(form, there.get());
                // The object of the form may be gone now, so another page of the same kind serves the remaining forms.
                seen.remove(LinkedPages.kindOf(path));
                return;
            }
        }
        throw new AssertionError(form + " is no longer on " + placesOfForms.get(form));
    }

    private void fillInAndSend(String form, Locator where) {
        Response answer = new FormByKeyboard(page, (name, label) -> typedInto(form, name, label)).send(where);

        sent.merge(form, 1, Integer::sum);
        assertThat(answer.status()).as(form).isEqualTo(200);
        assertThat(page.locator(".error:visible").allInnerTexts()).as(form).isEmpty();
        if (form.equals("POST /settings/profile/password")) {
            password = newPassword();
        }
    }

    private Optional<String> typedInto(String form, String name, String label) {
        Matcher confirmation = CONFIRMATION.matcher(label);
        if (confirmation.matches()) {
            return Optional.of(confirmation.group(1));
        }
        String ofThisForm = TYPED.get(form + " " + name);
        if (ofThisForm != null) {
            return Optional.of(ofThisForm);
        }
        return switch (name) {
            case "current" -> Optional.of(password);
            case "password" -> Optional.of(form.equals("POST /sign-in") ? password : newPassword());
            case "name" -> Optional.of("By keyboard " + ++names);
            default -> Optional.ofNullable(TYPED.get(name));
        };
    }

    private String newPassword() {
        return RunningDemo.ADMIN_PASSWORD + " and ice";
    }

    /** Collects the forms of the page, and its links to pages of a kind that was not visited yet. */
    private void collect() {
        String path = page.url().substring(demo.url().length());
        for (Locator form : page.locator(FORMS).all()) {
            placesOfForms
                    .computeIfAbsent(routeOf(form), route -> new LinkedHashSet<>())
                    .add(path);
        }
        for (String link : LinkedPages.linksOn(page)) {
            if (seen.add(LinkedPages.kindOf(link)) && LinkedPages.isPage(page.context(), demo.url() + link)) {
                pages.add(link);
            }
        }
    }

    private static String routeOf(Locator form) {
        return KnownForms.routeOf(
                form.getAttribute("method").toUpperCase(Locale.ROOT),
                URI.create(form.getAttribute("action")).getPath());
    }
}
