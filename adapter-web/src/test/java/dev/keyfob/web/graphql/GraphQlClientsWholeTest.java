package dev.keyfob.web.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.ForeignTool;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Widely used clients understand the server's errors, and continue after a refused persisted query. Needs npm. */
@Tag("whole")
class GraphQlClientsWholeTest {

    private static final String CLIENTS = """
            import { createHash } from 'node:crypto';
            import { GraphQLClient } from 'graphql-request';
            import { ApolloClient, ApolloLink, InMemoryCache, HttpLink, gql } from '@apollo/client/core/index.js';
            import { PersistedQueryLink } from '@apollo/client/link/persisted-queries/index.js';

            const url = process.env.KEYFOB_URL;
            const query = gql`{ currentUser { username } }`;
            const apollo = (authorization) => new ApolloClient({
              cache: new InMemoryCache(),
              link: ApolloLink.from([
                new PersistedQueryLink({ sha256: (text) => createHash('sha256').update(text).digest('hex') }),
                new HttpLink({ uri: url, headers: { authorization } }),
              ]),
            });

            const wrong = 'Bearer kfpat_wrong';
            try {
              await new GraphQLClient(url, { headers: { authorization: wrong } }).request(query);
            } catch (error) {
              console.log('graphql-request', error.response.status, error.response.errors[0].extensions.code);
            }
            try {
              await apollo(wrong).query({ query });
            } catch (error) {
              console.log('apollo', error.errors[0].extensions.code, error.errors[0].extensions.reason);
            }
            const { data } = await apollo(`Bearer ${process.env.KEYFOB_TOKEN}`).query({ query });
            console.log('apollo', data.currentUser.username);
            """;

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void clients_find_the_errors_of_a_refusal_and_send_the_query_that_is_not_kept() throws Exception {
        String token = keyfob.tokenOf(keyfob.alice, "Laptop").secret().reveal();
        String url = "http://127.0.0.1:" + server.port() + "/graphql";
        ForeignTool node = ForeignTool.in("graphql-clients", Map.of("KEYFOB_URL", url, "KEYFOB_TOKEN", token))
                .withPackages(Map.of(
                        "graphql-request", "7.4.0",
                        "graphql", "16.15.0",
                        "@apollo/client", "4.1.0",
                        "rxjs", "7.8.2"));
        Files.writeString(node.directory().resolve("clients.mjs"), CLIENTS);

        assertThat(node.runNode("clients.mjs").lines())
                .containsExactly(
                        "graphql-request 401 UNAUTHENTICATED", "apollo UNAUTHENTICATED invalid_token", "apollo alice");
    }
}
