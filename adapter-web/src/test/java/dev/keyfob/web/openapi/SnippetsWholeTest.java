package dev.keyfob.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.web.ForeignTool;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the snippets of the API reference as printed: with and without a body, as JSON and as a form, and for each
 * caller.
 */
@Tag("whole")
class SnippetsWholeTest {

    @ParameterizedTest
    @CsvSource({
        "showSelf, alice@example.com",
        "listTokens, next_cursor",
        "introspect, decisions",
        "rotateSelf, rotation",
        "revokeFound, ''",
        "graphql, currentUser"
    })
    void a_printed_request_is_answered_in_each_language(String operation, String answer) throws Exception {
        InMemoryKeyfob keyfob = new InMemoryKeyfob();
        keyfob.useCases.policy.setPolicy.set(keyfob.operator, PolicyChanges.parse(List.of("self_rotation=on")));
        ClientWithSecret client = keyfob.useCases.clients.addClient.add(keyfob.operator, new ClientName("orders-api"));
        try (WebServer server = Visitor.serve(keyfob, true)) {
            ApiReference reference = ApiReference.of(
                    new ObjectMapper()
                            .readTree(new Visitor(server).get("/openapi.json").body()),
                    "http://127.0.0.1:" + server.port());
            List<ApiReference.Snippet> snippets = reference.groups().stream()
                    .flatMap(group -> group.operations().stream())
                    .filter(each -> each.id().equals(operation))
                    .flatMap(each -> each.examples().stream())
                    .findFirst()
                    .orElseThrow()
                    .snippets();

            assertThat(snippets).hasSize(4);
            for (ApiReference.Snippet snippet : snippets) {
                String token = keyfob.tokenOf(keyfob.alice, operation + " " + snippet.language())
                        .secret()
                        .reveal();
                ForeignTool shell = ForeignTool.in(
                        "snippets",
                        Map.of(
                                "KEYFOB_TOKEN", token,
                                "CLIENT_ID", client.client().id().toString(),
                                "CLIENT_SECRET", client.secret().reveal()));
                String code = snippet.code().replace("kfpat_EXAMPLE", token);

                String written = run(shell, snippet.language(), code);

                assertThat(written)
                        .as("%s: %s", snippet.language(), code)
                        .contains(answer)
                        .doesNotContain("\"errors\"");
            }
        }
    }

    private static String run(ForeignTool shell, String language, String code) throws Exception {
        return switch (language) {
            case "curl" -> run(shell, "snippet.sh", code.replace("curl -sS ", "curl -sS --fail-with-body "), "bash");
            case "Java" ->
                run(
                        shell,
                        "Snippet.java",
                        "import java.net.URI; import java.net.http.*; import java.util.*;\n"
                                + "class Snippet { public static void main(String[] args) throws Exception {\n" + code
                                + "\n} }",
                        "java");
            case "Node" -> run(shell, "snippet.mjs", code, "node");
            default -> run(shell, "snippet.py", code, "python3");
        };
    }

    private static String run(ForeignTool shell, String file, String code, String program) throws Exception {
        Files.writeString(shell.directory().resolve(file), code);
        return shell.run(List.of(program, file));
    }
}
