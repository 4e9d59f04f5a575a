package dev.keyfob.web.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The documentation as the server shows it. */
class DocsPagesTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src|action)=\"([^\"]*)\"");
    private static final Pattern IN_MARKDOWN = Pattern.compile("]\\(([^)\\s]+)\\)");

    private static final InMemoryKeyfob KEYFOB = new InMemoryKeyfob();
    private static final WebServer SERVER = Visitor.serve(KEYFOB, false);

    private final Visitor reader = new Visitor(SERVER);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void every_page_of_the_docs_is_in_the_index_and_can_be_read() throws Exception {
        for (Path file : files()) {
            String path = address(DOCS.relativize(file).toString());

            HttpResponse<String> answer = reader.get(path);

            assertThat(answer.statusCode())
                    .as("%s: is it in docs/index.md?", file)
                    .isEqualTo(200);
            String title = Files.readAllLines(file).get(0).substring(2).replace("`", "");
            assertThat(answer.body()).contains("<title>" + escaped(title) + " - Keyfob</title>");
        }
    }

    @Test
    void every_link_and_anchor_and_picture_of_every_page_is_there() throws Exception {
        Map<String, String> pages = new TreeMap<>();
        for (Path file : files()) {
            String path = address(DOCS.relativize(file).toString());
            pages.put(path, reader.get(path).body());
        }

        int links = 0;
        for (var page : pages.entrySet()) {
            for (String link : addresses(page.getValue())) {
                URI target = URI.create(page.getKey()).resolve(link);
                if (!target.isAbsolute() && !link.startsWith("/assets/")) {
                    String body = pages.containsKey(target.getPath())
                            ? pages.get(target.getPath())
                            : found(page.getKey(), target.getPath());
                    assertThat(target.getFragment() == null || body.contains("id=\"" + target.getFragment() + "\""))
                            .as("%s leads to %s", page.getKey(), target)
                            .isTrue();
                    links++;
                }
            }
        }
        assertThat(links).isGreaterThan(1_000);
    }

    @Test
    void every_link_of_the_readme_into_the_docs_is_there_too() throws Exception {
        int links = 0;
        for (MatchResult link : IN_MARKDOWN
                .matcher(Files.readString(DOCS.resolveSibling("README.md")))
                .results()
                .toList()) {
            URI target = URI.create(link.group(1));
            if (!target.isAbsolute()) {
                assertThat(DOCS.resolveSibling(target.getPath()))
                        .as("%s", target)
                        .exists();
                if (target.getPath().endsWith(".md") && target.getPath().startsWith("docs/")) {
                    String body = found("README.md", address(target.getPath().substring("docs/".length())));
                    assertThat(target.getFragment() == null || body.contains("id=\"" + target.getFragment() + "\""))
                            .as("README.md leads to %s", target)
                            .isTrue();
                    links++;
                }
            }
        }
        assertThat(links).isGreaterThan(20);
    }

    /** The server shows such a link as its text only. */
    @Test
    void what_the_docs_name_outside_of_themselves_is_there_for_who_has_the_source() throws Exception {
        for (Path file : files()) {
            for (MatchResult link :
                    IN_MARKDOWN.matcher(Files.readString(file)).results().toList()) {
                if (link.group(1).startsWith("../")) {
                    String path = link.group(1).split("#")[0];
                    assertThat(file.resolveSibling(path)).as("%s", file).exists();
                }
            }
        }
        assertThat(reader.get("/docs").body()).contains("How to contribute").doesNotContain("CONTRIBUTING.md");
    }

    @Test
    void headings_have_the_ids_that_github_gives_them() {
        ManualPage page = Markdown.page(
                "x",
                "# Title\n## May this token do that? `POST /oauth2/introspect` (RFC 7662)\n"
                        + "## Äpfel, Birnen_und *mehr*\n## Twice\n## Twice",
                "");

        assertThat(page.contents())
                .extracting(ManualPage.Section::id)
                .containsExactly(
                        "may-this-token-do-that-post-oauth2introspect-rfc-7662",
                        "äpfel-birnen_und-mehr",
                        "twice",
                        "twice-1");
    }

    @Test
    void links_are_resolved_from_the_folder_of_the_page_and_html_in_a_text_is_text() {
        ManualPage page = Markdown.page(
                "folder/page",
                "# Title\n[a](other.md) [b](../up.md#part) [c](#part) [d](../../pom.xml) [e](https://example.com/)"
                        + " [f](javascript:alert(1)) ![g](../picture.svg)\n\n<script>x</script>",
                "");

        assertThat(page.html())
                .contains("href=\"/docs/folder/other\"", "href=\"/docs/up#part\"", "href=\"#part\"")
                .contains("</a> d <a", "href=\"https://example.com/\"", "src=\"/docs/picture.svg\"", "&lt;script&gt;")
                .doesNotContain("pom.xml", "javascript:", "<script");
    }

    @Test
    void code_names_this_server_can_be_reached_by_keyboard_and_has_a_button_that_copies_it() {
        ManualPage page = Markdown.page(
                "x",
                "# Title\n\n    curl http://localhost:8080/graphql\n\nAt `http://localhost:8080`",
                "https://k.test");

        assertThat(page.html())
                .contains("<pre tabindex=\"0\" aria-label=\"Code\"><code>curl https://k.test/graphql")
                .contains("data-copy-code", "<code>http://localhost:8080</code>");
    }

    @Test
    void a_page_loads_nothing_from_elsewhere_and_has_the_same_policy_as_all_pages() throws Exception {
        HttpResponse<String> answer = reader.get("/docs/architecture");

        assertThat(answer.body()).contains("src=\"/docs/architecture.svg\"").doesNotContain("src=\"http");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .isEqualTo(reader.get("/sign-in").headers().firstValue("Content-Security-Policy"));
        assertThat(reader.get("/docs/architecture.svg").headers().firstValue("Content-Type"))
                .contains("image/svg+xml");
    }

    @Test
    void whoever_is_signed_in_keeps_the_menu() throws Exception {
        Visitor alice = new Visitor(SERVER).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

        assertThat(alice.get("/docs/settings").body()).contains("Signed in as").doesNotContain("class=\"tabs\"");
        assertThat(reader.get("/docs/settings").body()).doesNotContain("Signed in as");
    }

    @Test
    void a_page_that_is_not_there_offers_the_search() throws Exception {
        for (String path : List.of(
                "/docs/nowhere",
                "/docs/a/b",
                "/docs/index",
                "/docs/settings.md",
                "/docs/x.png",
                "/docs/DocsPages.class")) {
            HttpResponse<String> answer = reader.get(path);

            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("Page not found", "action=\"/docs/search\"");
        }
    }

    @Test
    void the_search_finds_sections_by_beginnings_of_words() throws Exception {
        String body = search("trusted_prox");

        assertThat(body).contains("href=\"/docs/settings#behind-a-proxy-that-speaks-https\"");
    }

    @Test
    void sections_with_all_the_words_come_before_those_with_some() {
        DocsSearch search = new DocsSearch(List.of(Markdown.page(
                "x",
                "# Title\n## One\napple apple apple\n## Two\nApple, and a pear\n## Three\npears alone\n"
                        + "## Apple\nnothing else",
                "")));

        assertThat(search.find("APPLE pear"))
                .extracting(DocsSearch.Found::heading)
                .startsWith("Two");
        assertThat(search.find("apple"))
                .extracting(DocsSearch.Found::heading)
                .startsWith("Apple")
                .hasSize(3);
        assertThat(search.find("?!")).isEmpty();
    }

    @Test
    void a_name_is_found_by_itself_and_by_its_parts() {
        DocsSearch search =
                new DocsSearch(List.of(Markdown.page("x", "# Title\n## One\nSet `self_rotation` to on", "")));

        assertThat(search.find("self_rotation")).hasSize(1);
        assertThat(search.find("rotation")).hasSize(1);
    }

    @Test
    void whatever_is_searched_for_is_shown_as_it_was_typed() throws Exception {
        assertThat(search("<b>\"nowhere\"</b>")).contains("&lt;b>").doesNotContain("<b>");
        assertThat(search("")).contains("Type one or more words");
        assertThat(search("\u0001\u0000 \uD83D\uDD11")).contains("Nothing was found");
        HttpResponse<String> tooLong = reader.get("/docs/search?q=" + "a".repeat(101));
        assertThat(tooLong.statusCode()).isEqualTo(422);
        assertThat(tooLong.body()).contains("Search for at most 100 characters.", "value=\"aaa");
    }

    private String search(String question) throws Exception {
        HttpResponse<String> answer =
                reader.get("/docs/search?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private String found(String from, String path) throws Exception {
        HttpResponse<String> answer = reader.get(path);
        assertThat(answer.statusCode()).as("%s leads to %s", from, path).isIn(200, 303);
        return answer.body();
    }

    private static TreeSet<String> addresses(String page) {
        TreeSet<String> addresses = new TreeSet<>();
        ADDRESS.matcher(page).results().forEach(found -> addresses.add(found.group(1)));
        return addresses;
    }

    private static String address(String file) {
        String name = file.substring(0, file.length() - ".md".length());
        return name.equals("index") ? "/docs" : "/docs/" + name;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(DOCS)) {
            return all.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }
}
