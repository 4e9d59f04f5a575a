package dev.keyfob.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Checks that the server's answers match the document. */
class OpenApiAnswersTest extends DescribedApi {

    @Test
    void every_call_answers_as_described_to_who_may_make_it() throws Exception {
        for (Call call : calls()) {
            List<String> examples = new ArrayList<>();
            body(call).path("examples").fieldNames().forEachRemaining(examples::add);
            if (examples.isEmpty()) {
                examples.add("");
            }
            for (String example : examples) {
                HttpResponse<String> answer = ask(call, example, true);

                String status = "" + answer.statusCode();
                assertThat(status).as("%s %s: %s", call, example, answer.body()).startsWith("2");
                assertDescribed(call, status, answer);
                JsonNode shown =
                        content(call, status).path("examples").path(example).path("value");
                if (!shown.isMissingNode()) {
                    assertThat(members(JSON.readTree(answer.body())))
                            .as("%s", call)
                            .isEqualTo(members(shown));
                }
            }
        }
    }

    @Test
    void whoever_may_not_is_answered_as_described() throws Exception {
        int refused = 0;
        for (Call call : calls()) {
            if (!call.operation().get("security").get(0).isEmpty()) {
                HttpResponse<String> answer = ask(call, "", false);

                assertThat(answer.statusCode()).as("%s", call).isEqualTo(401);
                assertDescribed(call, "401", answer);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10);
    }

    @Test
    void whoever_has_it_as_it_is_gets_304() throws Exception {
        HttpResponse<String> first = stranger.get("/openapi.json");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> same =
                stranger.send(stranger.to("/openapi.json").header("If-None-Match", "\"x\", W/" + tag));
        HttpResponse<String> other = stranger.send(stranger.to("/openapi.json").header("If-None-Match", "\"x\""));

        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(other.statusCode()).isEqualTo(200);
    }

    @Test
    void the_page_shows_every_call() throws Exception {
        String page = stranger.get("/api-reference").body();

        for (Call call : calls()) {
            assertThat(page)
                    .contains("id=\"" + call.operation().get("operationId").asText() + "\"");
        }
        assertThat(page)
                .contains("permission=recipe%3Arun")
                .contains("role_bound")
                .contains("Signed-in person");
    }

    @Test
    void the_page_names_every_field_of_every_request_and_of_every_good_answer() throws Exception {
        String page = stranger.get("/api-reference").body();

        int fields = 0;
        for (Call call : calls()) {
            String section = page.substring(
                    page.indexOf("id=\"" + call.operation().get("operationId").asText() + "\""));
            section = section.substring(0, section.indexOf("</section>"));
            List<JsonNode> schemas = new ArrayList<>(List.of(body(call).path("schema")));
            call.operation().get("responses").fieldNames().forEachRemaining(status -> {
                if (status.startsWith("2")) {
                    schemas.add(content(call, status).path("schema"));
                }
            });
            for (JsonNode schema : schemas) {
                for (String name : names(schema)) {
                    assertThat(section).as("%s: %s", call, name).containsPattern("<code>(\\S+\\.)?" + name + "</code>");
                    fields++;
                }
            }
        }
        assertThat(fields).isGreaterThan(100);
    }

    @Test
    void examples_are_printed_in_four_languages_with_the_address_of_this_server() throws Exception {
        String page = stranger.get("/api-reference").body();

        assertThat(page)
                .contains("curl -sS \"http://localhost:8080/oauth2/introspect\"")
                .contains("URI.create(\"http://localhost:8080/api/v1/tokens/self\")")
                .contains("await fetch(\"http://localhost:8080/api/v1/tokens/self\"")
                .contains("urllib.request.Request(")
                .contains("Example request: an unknown token")
                .contains("href=\"/docs/http-api\"")
                .doesNotContain("For example");
    }

    private Set<String> names(JsonNode reference) {
        JsonNode schema = resolved(reference);
        Set<String> names = new LinkedHashSet<>();
        schema.path("properties").properties().forEach(property -> {
            names.add(property.getKey());
            names.addAll(names(property.getValue()));
        });
        if (schema.has("items")) {
            names.addAll(names(schema.get("items")));
        }
        schema.path("anyOf").forEach(each -> names.addAll(names(each)));
        return names;
    }

    private void assertDescribed(Call call, String status, HttpResponse<String> answer) throws Exception {
        assertThat(call.operation().get("responses").has(status))
                .as("%s %s", call, status)
                .isTrue();
        JsonNode described = resolved(call.operation().get("responses").get(status));
        JsonNode content = content(call, status);
        if (content.isMissingNode()) {
            assertThat(answer.body()).as("%s", call).isEmpty();
        } else {
            String type = described.get("content").fieldNames().next();
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .as("%s", call)
                    .startsWith(type);
            assertThat(violations(content.get("schema"), JSON.readTree(answer.body())))
                    .as("%s", call)
                    .isEmpty();
        }
        described.path("headers").fieldNames().forEachRemaining(header -> {
            if (!header.equals("Link")) {
                assertThat(answer.headers().firstValue(header))
                        .as("%s %s", call, header)
                        .isPresent();
            }
        });
    }

    /** Returns the paths of all members, so that two values can be compared by their shape. */
    private static Set<String> members(JsonNode value) {
        Set<String> members = new LinkedHashSet<>();
        collect("", value, members);
        return members;
    }

    private static void collect(String path, JsonNode value, Set<String> members) {
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                members.add(path + "/" + member.getKey());
                collect(path + "/" + member.getKey(), member.getValue(), members);
            }
        } else if (value.isArray()) {
            value.forEach(item -> collect(path + "/*", item, members));
        }
    }
}
