package dev.keyfob.web.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.ForeignTool;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Composition by Apollo's own tool, with two graphs whose shared types are declared as published. Needs npm. */
@Tag("whole")
class FederationWholeTest {

    private static final String COMPOSE = """
            const { readFileSync } = require('node:fs');
            const { composeServices } = require('@apollo/composition');
            const { parse } = require('graphql');

            const names = ['keyfob', 'audit', 'recipes'];
            const { errors = [], hints = [], supergraphSdl = '' } = composeServices(
              names.map((name) => ({ name, typeDefs: parse(readFileSync(`${name}.graphqls`, 'utf8')) })),
            );
            errors.forEach((error) => console.log(`error: ${error.message}`));
            hints.forEach((hint) => console.log(`hint: ${hint.message}`));
            console.log(/enum SortOrder/.test(supergraphSdl) ? 'composed' : 'not composed');
            """;

    @Test
    void the_subgraph_composes_with_the_platforms_graphs_without_an_error_or_a_hint() throws Exception {
        ForeignTool node = ForeignTool.in("federation", Map.of())
                .withPackages(Map.of("@apollo/composition", "2.11.2", "graphql", "16.15.0"));
        Files.writeString(node.directory().resolve("keyfob.graphqls"), servedSchema());
        for (String other : List.of("audit", "recipes")) {
            Files.writeString(node.directory().resolve(other + ".graphqls"), FederationTest.subgraph(other));
        }
        Files.writeString(node.directory().resolve("compose.cjs"), COMPOSE);

        assertThat(node.runNode("compose.cjs")).isEqualTo("composed\n");
    }

    private static String servedSchema() throws Exception {
        InMemoryKeyfob keyfob = new InMemoryKeyfob();
        try (WebServer server = Visitor.serve(keyfob, false)) {
            Visitor program = new Visitor(server);
            String answer = program.send(program.to("/graphql")
                            .header(
                                    "Authorization",
                                    "Bearer "
                                            + keyfob.tokenOf(keyfob.alice, "Router")
                                                    .secret()
                                                    .reveal())
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"query\":\"{ _service { sdl } }\"}")))
                    .body();
            return new ObjectMapper().readTree(answer).at("/data/_service/sdl").asText();
        }
    }
}
