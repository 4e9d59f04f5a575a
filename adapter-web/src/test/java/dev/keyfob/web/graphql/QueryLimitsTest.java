package dev.keyfob.web.graphql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.web.sample.SamplePlatform;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryLimitsTest {

    private static final String ROW = "{ edges { node { id description created expiresAt } } }";

    @Test
    void twelve_levels_are_read_and_thirteen_refused() {
        assertThatCode(() -> check("{a".repeat(12) + "}".repeat(12))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("{a".repeat(13) + "}".repeat(13))).hasMessageContaining("levels");
    }

    @Test
    void fragments_that_use_themselves_end() {
        assertThatThrownBy(() -> check("{ ...f } fragment f on Query { ...f }")).isInstanceOf(RequestRefused.class);
    }

    @Test
    void more_than_twenty_aliases_are_refused() {
        String aliases = String.join(" ", Collections.nCopies(21, "a: currentUser"));

        assertThatThrownBy(() -> check("{" + aliases + "}")).hasMessageContaining("aliases");
    }

    @Test
    void introspection_is_refused_where_it_is_off() {
        assertThatThrownBy(() -> check("{ __schema { types { name } } }")).hasMessageContaining("Introspection");
    }

    // Queries that people and routers send.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ currentUser { email username role tokens { count"
                        + " edges { cursor node { id description created expiresAt } }"
                        + " pageInfo { hasNextPage endCursor } } } }",
                "{ users { count edges { cursor node { email username role tokens { count } } }"
                        + " pageInfo { hasNextPage } } }",
                "{ users(first: 100) { edges { node { email"
                        + " tokens(first: 5) { edges { node { id description } } } } } } }",
                "{ users(first: 10) { edges { node {"
                        + " tokens(first: 100) { edges { node { id description expiresAt } } } } } } }",
                "{ a: recipes { id name description } b: results { id recipe startedBy startedAt } }"
            })
    void honest_queries_are_within_the_limit(String query) {
        assertThatCode(() -> check(query)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ users { edges { node { tokens " + ROW + " } } } }",
                "query($n: Int = 100) { users(first: $n) { edges { node { tokens(first: $n) " + ROW + " } } } }",
                "query($n: Int) { users(first: 100) { edges { node { tokens(first: $n) " + ROW + " } } } }",
                "{ users(first: 100) { ...u } } fragment u on UserConnection { edges { ... { node { ...t } } } }"
                        + " fragment t on User { tokens(first: 100) " + ROW + " }",
                "query($r: [_Any!]!) { _entities(representations: $r) { ... on User { tokens " + ROW + " } } }",
                "query($w: AccessTokenWhereInput) { currentUser { tokens(where: $w) { count } } }"
            })
    void rows_are_counted_wherever_their_number_stands(String query) {
        List<Object> many = Collections.nCopies(100, Map.of("id", "x"));
        Map<String, Object> variables = Map.of("n", 100, "r", many, "w", Map.of("_or", filters()));

        assertThatThrownBy(() -> QueryLimits.check(Parser.parse(query), variables, false))
                .hasMessageContaining("10000 points");
    }

    // Only one of the two operations is executed, with its own defaults.
    @ParameterizedTest
    @ValueSource(strings = {"A", "B"})
    void each_operation_pays_by_its_own_defaults(String first) {
        String few = "query FEW($n: Int = 1, $r: [_Any!]! = []) { _entities(representations: $r) {"
                + " ... on User { tokens(first: $n) " + ROW + " } } }";
        String many = "query MANY($n: Int = 100, $r: [_Any!]! = [" + "{id: \"x\"} ".repeat(100)
                + "]) { _entities(representations: $r) { ... on User { tokens(first: $n) " + ROW + " } } }";

        assertThatThrownBy(() -> check(first.equals("A") ? few + many : many + few))
                .hasMessageContaining("10000 points");
    }

    // The rest of the document uses exactly the remaining points, and then one more.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "currentUser | 1",
                "users(first: 7) { edges { node { id email } } } | 42",
                "users { count } | 40",
                "users(first: 100) { edges { node { tokens(first: 3) { edges { node { id } } } } } } | 2821",
                "currentUser { tokens(where: {id: {_eq: 1}, description: {_like: 2}}) { count } } | 51",
                "_entities(representations: [{id: 1}, {id: 2}, {id: 3}]) { id } | 63",
                "recipes { id } | " + (1 + SamplePlatform.KEPT)
            })
    void each_query_costs_what_its_answer_may_hold_and_the_limit_is_ten_thousand(String query, int points) {
        assertThatCode(() -> check("{" + query + costing(10_000 - points) + "}"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check("{" + query + costing(10_001 - points) + "}"))
                .hasMessageContaining("10000 points");
    }

    @Test
    void few_rows_by_a_variable_are_few() {
        String query = "query($n: Int = 100) { users(first: $n) { edges { node { tokens(first: $n) " + ROW + " } } } }";

        assertThatCode(() -> QueryLimits.check(Parser.parse(query), Map.of("n", 10), false))
                .doesNotThrowAnyException();
    }

    @Test
    void a_list_without_a_size_is_not_served() {
        TypeDefinitionRegistry types = new SchemaParser().parse("type Query { everything: [String!]! }");
        GraphQLSchema schema = new SchemaGenerator()
                .makeExecutableSchema(types, RuntimeWiring.newRuntimeWiring().build());

        assertThatThrownBy(() -> QueryCost.requireSizes(schema)).hasMessageContaining("everything");
    }

    /**
     * Returns fields that cost this many points: 20 for the query, 1 for its edges, and 100 for each field of a row.
     */
    private static String costing(int points) {
        int fields = Math.max(0, (points - 121) / 100);
        String rows = fields == 0 ? "" : " users(first: 100) { edges { node {" + " id".repeat(fields) + " } } }";
        return rows + " currentUser".repeat(points - (fields == 0 ? 0 : 121 + 100 * fields));
    }

    private static List<Object> filters() {
        Object inner = Map.of("_or", Collections.nCopies(100, Map.of("description", Map.of("_eq", "x"))));
        return Collections.nCopies(30, inner);
    }

    private static void check(String query) {
        QueryLimits.check(Parser.parse(query), Map.of(), false);
    }
}
