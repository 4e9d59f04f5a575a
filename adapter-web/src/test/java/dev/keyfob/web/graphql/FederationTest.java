package dev.keyfob.web.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import graphql.language.AstPrinter;
import graphql.language.Directive;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.StringValue;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The subgraph composes with the platform's graphs, and answers the published queries of their clients. */
class FederationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);

    @AfterEach
    void stop() {
        server.close();
    }

    // Router composition requires this. Otherwise no graph of the platform is served.
    @ParameterizedTest
    @ValueSource(strings = {"audit", "recipes"})
    void what_the_graphs_share_is_declared_alike_and_shareable(String graph) throws Exception {
        TypeDefinitionRegistry own = new SchemaParser().parse(servedSchema());
        TypeDefinitionRegistry other = new SchemaParser().parse(subgraph(graph));

        int shared = 0;
        for (InputObjectTypeDefinition published : other.getTypes(InputObjectTypeDefinition.class)) {
            InputObjectTypeDefinition ours = own.getTypeOrNull(published.getName(), InputObjectTypeDefinition.class);
            if (ours != null) {
                assertThat(membersOf(ours)).as(published.getName()).isEqualTo(membersOf(published));
                shared++;
            }
        }
        for (EnumTypeDefinition published : other.getTypes(EnumTypeDefinition.class)) {
            EnumTypeDefinition ours = own.getTypeOrNull(published.getName(), EnumTypeDefinition.class);
            if (ours != null) {
                assertThat(valuesOf(ours)).as(published.getName()).isEqualTo(valuesOf(published));
                shared++;
            }
        }
        for (ObjectTypeDefinition published : other.getTypes(ObjectTypeDefinition.class)) {
            ObjectTypeDefinition ours = own.getTypeOrNull(published.getName(), ObjectTypeDefinition.class);
            if (ours != null && !published.getName().equals("Query")) {
                assertSharedFieldsFit(ours, published);
                shared++;
            }
        }
        assertThat(shared).isGreaterThanOrEqualTo(6);
    }

    @Test
    void the_graph_has_the_published_names() throws Exception {
        TypeDefinitionRegistry own = new SchemaParser().parse(servedSchema());

        assertThat(fieldsOf(own, "Query")).contains("currentUser", "users");
        assertThat(fieldsOf(own, "Mutation"))
                .contains("createAccessToken", "revokeAccessToken", "revokeAllAccessTokens", "deleteUser");
        assertThat(fieldsOf(own, "User")).contains("email", "username", "role", "lastActive", "tokens");
        assertThat(fieldsOf(own, "UserConnection")).containsExactlyInAnyOrder("edges", "pageInfo", "count");
        assertThat(own.getTypeOrNull("UserConnection", ObjectTypeDefinition.class)
                        .getFieldDefinitions())
                .anyMatch(field -> AstPrinter.printAst(field.getType()).equals("[UsersEdge!]!"));
        assertThat(valuesOf(own.getTypeOrNull("UserOrderByField", EnumTypeDefinition.class)))
                .containsExactlyInAnyOrder("EMAIL", "USERNAME", "ROLE", "LAST_ACTIVE");
        assertThat(valuesOf(own.getTypeOrNull("AccessTokenOrderByField", EnumTypeDefinition.class)))
                .containsExactlyInAnyOrder("CREATED", "EXPIRES_AT", "LAST_USED", "DESCRIPTION");
        for (String order : List.of("UserOrderByInput", "AccessTokenOrderByInput")) {
            assertThat(membersOf(own.getTypeOrNull(order, InputObjectTypeDefinition.class)))
                    .as(order)
                    .containsEntry("direction", "SortOrder! = ASC");
        }
        assertThat(membersOf(own.getTypeOrNull("UserWhereInput", InputObjectTypeDefinition.class)))
                .containsOnlyKeys("email", "tokenCount", "_and", "_or", "_not")
                .containsEntry("tokenCount", "IntFilter");
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL, ASC, admin alice bob",
        "EMAIL, DESC, bob alice admin",
        "USERNAME, DESC, bob alice admin",
        "LAST_ACTIVE, DESC, admin alice bob"
    })
    void a_published_client_lists_users_in_the_order_that_it_gives_as_a_variable(
            String field, String direction, String expected) throws Exception {
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        keyfob.clock.advance(Duration.ofMinutes(-1));
        new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        keyfob.clock.advance(Duration.ofMinutes(1));

        JsonNode answer = ask(
                admin,
                "query ($f: UserOrderByField!, $d: SortOrder!) { users(orderBy: [{field: $f, direction: $d}]) {"
                        + " edges { node { username } } } }",
                Map.of("f", field, "d", direction));

        assertThat(answer.at("/data/users/edges").findValuesAsText("username")).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "_eq, 2, alice",
        "_neq, 2, admin bob",
        "_gt, 0, alice bob",
        "_gte, 2, alice",
        "_lt, 1, admin",
        "_lte, 1, admin bob"
    })
    void users_are_found_by_how_many_tokens_they_have(String operator, int number, String expected) throws Exception {
        keyfob.tokenOf(keyfob.alice, "One");
        keyfob.tokenOf(keyfob.alice, "Two");
        keyfob.tokenOf(keyfob.bob, "One");
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);

        JsonNode answer = ask(
                admin,
                "query ($w: UserWhereInput) {"
                        + " users(where: $w, orderBy: [{field: EMAIL}]) { edges { node { username } } } }",
                Map.of("w", Map.of("tokenCount", Map.of(operator, number))));

        assertThat(answer.at("/data/users/edges").findValuesAsText("username")).containsExactly(expected.split(" "));
    }

    @Test
    void a_user_is_told_when_they_were_last_active() throws Exception {
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

        JsonNode answer = ask(alice, "{ currentUser { lastActive } }", Map.of());

        assertThat(answer.at("/data/currentUser/lastActive").asText()).startsWith("2026-11-24T09:30:00");
    }

    @Test
    void a_deleted_user_can_do_nothing_more_and_an_unknown_one_is_false() throws Exception {
        String token = keyfob.tokenOf(keyfob.bob, "Laptop").secret().reveal();
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        String delete = "mutation ($e: String!) { deleteUser(email: $e) }";

        JsonNode refused = ask(alice, delete, Map.of("e", "bob@example.com"));
        JsonNode first = ask(admin, delete, Map.of("e", "bob@example.com"));
        JsonNode unknown = ask(admin, delete, Map.of("e", "nobody@example.com"));

        assertThat(refused.at("/errors/0/extensions/code").asText()).isEqualTo("FORBIDDEN");
        assertThat(first.at("/data/deleteUser").asBoolean()).isTrue();
        assertThat(unknown.at("/data/deleteUser").isBoolean()).isTrue();
        assertThat(unknown.at("/data/deleteUser").asBoolean()).isFalse();
        assertThat(keyfob.users.findByEmail(keyfob.bob.email()).orElseThrow().isEnabled())
                .isFalse();
        assertThat(keyfob.tokens.countUnrevokedOf(keyfob.bob.id())).isZero();
        Visitor program = new Visitor(server);
        assertThat(program.get("/api/v1/tokens/self", Map.of("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void administrators_do_not_delete_themselves() throws Exception {
        Visitor admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);

        JsonNode refused =
                ask(admin, "mutation ($e: String!) { deleteUser(email: $e) }", Map.of("e", "admin@example.com"));

        assertThat(refused.at("/errors/0/extensions/reason").asText()).isEqualTo("own_administration");
        assertThat(keyfob.users.find(keyfob.admin.id())).contains(keyfob.admin);
    }

    @Test
    void tokens_are_found_for_other_graphs_as_far_as_the_actor_sees_them() throws Exception {
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        String own = keyfob.tokenOf(keyfob.alice, "Own").token().id().toString();
        String others = keyfob.tokenOf(keyfob.bob, "Other").token().id().toString();

        JsonNode answer = ask(
                alice,
                "query ($r: [_Any!]!) {"
                        + " _entities(representations: $r) { __typename ... on AccessToken { description } } }",
                Map.of(
                        "r",
                        List.of(
                                Map.of("__typename", "AccessToken", "id", own),
                                Map.of("__typename", "AccessToken", "id", others),
                                Map.of("__typename", "AccessToken", "id", "nonsense"))));

        assertThat(answer.at("/data/_entities"))
                .hasToString("[{\"__typename\":\"AccessToken\",\"description\":\"Own\"},null,null]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"x\"]", "[1]", "[[]]", "[{}, true]", "\"x\""})
    void a_representation_that_is_no_object_is_an_input_error(String representations) throws Exception {
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);

        JsonNode written =
                ask(alice, "{ _entities(representations: " + representations + ") { __typename } }", Map.of());
        JsonNode given = ask(
                alice,
                "query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }",
                Map.of("r", JSON.readTree(representations)));

        assertThat(List.of(written, given)).allSatisfy(answer -> {
            assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("BAD_USER_INPUT");
            assertThat(answer.at("/errors/0/message").asText()).contains("object with __typename and id");
        });
    }

    /** Returns a graph of the platform, with the types it shares with Keyfob declared as published. */
    static String subgraph(String name) throws IOException {
        try (InputStream in = FederationTest.class.getResourceAsStream(name + "-subgraph.graphqls")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertSharedFieldsFit(ObjectTypeDefinition ours, ObjectTypeDefinition published) {
        Map<String, FieldDefinition> theirs = published.getFieldDefinitions().stream()
                .collect(Collectors.toMap(FieldDefinition::getName, Function.identity()));
        Set<String> keys = ours.getDirectives("key").stream()
                .map(FederationTest::fieldsOfKey)
                .collect(Collectors.toSet());
        for (FieldDefinition field : ours.getFieldDefinitions()) {
            FieldDefinition other = theirs.get(field.getName());
            if (other == null) {
                continue;
            }
            String place = ours.getName() + "." + field.getName();
            assertThat(AstPrinter.printAst(field.getType())).as(place).isEqualTo(AstPrinter.printAst(other.getType()));
            assertThat(keys.contains(field.getName())
                            || ours.hasDirective("shareable")
                            || field.hasDirective("shareable"))
                    .as(place + " can be shared")
                    .isTrue();
            assertThat(field.hasDirective("inaccessible")).as(place).isEqualTo(other.hasDirective("inaccessible"));
        }
    }

    private static String fieldsOfKey(Directive key) {
        return ((StringValue) key.getArgument("fields").getValue()).getValue();
    }

    private static List<String> fieldsOf(TypeDefinitionRegistry graph, String type) {
        return graph.getTypeOrNull(type, ObjectTypeDefinition.class).getFieldDefinitions().stream()
                .map(FieldDefinition::getName)
                .toList();
    }

    private static Map<String, String> membersOf(InputObjectTypeDefinition type) {
        Map<String, String> members = new TreeMap<>();
        for (InputValueDefinition member : type.getInputValueDefinitions()) {
            String standard =
                    member.getDefaultValue() == null ? "" : " = " + AstPrinter.printAst(member.getDefaultValue());
            members.put(member.getName(), AstPrinter.printAst(member.getType()) + standard);
        }
        return members;
    }

    private static Set<String> valuesOf(EnumTypeDefinition type) {
        return type.getEnumValueDefinitions().stream()
                .map(EnumValueDefinition::getName)
                .collect(Collectors.toSet());
    }

    private String servedSchema() throws Exception {
        Visitor alice = new Visitor(server).signedInAs("alice@example.com", InMemoryKeyfob.ALICE_PASSWORD);
        return ask(alice, "{ _service { sdl } }", Map.of())
                .at("/data/_service/sdl")
                .asText();
    }

    private static JsonNode ask(Visitor visitor, String query, Map<String, Object> variables) throws Exception {
        HttpRequest.Builder request = visitor.to("/graphql")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query, "variables", variables))));
        return JSON.readTree(visitor.send(request).body());
    }
}
