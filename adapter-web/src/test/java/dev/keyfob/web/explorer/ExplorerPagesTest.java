package dev.keyfob.web.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The GraphQL explorer, and the links to it. The table of all routes has who may open it. */
class ExplorerPagesTest {

    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");
    private static final String CHROME =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";
    private static final String JAVA = "text/html, image/gif, image/jpeg, */*; q=0.2";

    private static final InMemoryKeyfob KEYFOB = new InMemoryKeyfob();
    private static final WebServer SERVER = Visitor.serve(KEYFOB, false);

    private final Visitor stranger = new Visitor(SERVER);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void a_browser_that_opens_graphql_is_led_to_the_explorer() throws Exception {
        HttpResponse<String> answer = stranger.get("/graphql", Map.of("Accept", CHROME));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/graphql-explorer");
        assertThat(answer.headers().firstValue("Vary")).contains("Accept");
    }

    @Test
    void to_programs_graphql_has_no_get_whatever_html_they_take() throws Exception {
        for (String accept : List.of(JAVA, "text/html", "*/*", "application/json")) {
            HttpResponse<String> answer = stranger.get("/graphql", Map.of("Accept", accept));

            assertThat(answer.statusCode()).as(accept).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).contains("OPTIONS, POST");
        }
    }

    @Test
    void each_of_its_files_is_there_and_none_comes_from_elsewhere() throws Exception {
        HttpResponse<String> page = alice().get("/graphql-explorer");

        List<String> files = ASSET.matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .filter(file -> !file.contains("keyfob."))
                .toList();

        assertThat(page.body()).doesNotContain("src=\"http", "href=\"http");
        assertThat(files).hasSize(6);
        for (String file : files) {
            HttpResponse<String> answer = stranger.get(file);
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .as(file)
                    .contains("public, max-age=31536000, immutable");
            assertThat(answer.body()).as(file).doesNotContain("url(data:", "@font-face", "sourceMappingURL=");
        }
    }

    @Test
    void scripts_may_send_requests_on_that_page_alone_and_to_this_server_alone() throws Exception {
        assertThat(policyOf("/graphql-explorer"))
                .endsWith("; connect-src 'self'")
                .doesNotContain("unsafe");
        assertThat(policyOf("/settings/access-token")).doesNotContain("connect-src");
        assertThat(policyOf("/docs")).doesNotContain("connect-src");
    }

    @Test
    void people_may_ask_for_the_schema_where_tokens_may_not() throws Exception {
        String question = "{\"query\": \"{ __schema { queryType { name } } }\"}";
        String token = KEYFOB.tokenOf(KEYFOB.alice, "CI").secret().reveal();

        HttpResponse<String> person = ask(alice(), question);
        HttpResponse<String> program = ask(stranger, question, "Authorization", "Bearer " + token);

        assertThat(person.body()).contains("\"data\"").doesNotContain("errors");
        assertThat(program.body()).contains("INTROSPECTION_DISABLED");
    }

    @Test
    void what_another_site_makes_a_browser_ask_is_refused() throws Exception {
        HttpResponse<String> answer =
                ask(alice(), "{\"query\": \"{ currentUser { email } }\"}", "Sec-Fetch-Site", "cross-site");

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    private static HttpResponse<String> ask(Visitor visitor, String body, String... headers) throws Exception {
        var request = visitor.to("/graphql")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return visitor.send(headers.length == 0 ? request : request.headers(headers));
    }

    private static String policyOf(String path) throws Exception {
        return alice().get(path).headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    private static Visitor alice() throws Exception {
        return new Visitor(SERVER).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
    }
}
