package dev.keyfob.web.graphql;

import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.web.sample.SamplePlatform;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Field;
import graphql.language.IntValue;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The cost of a field in points: one for each value that the answer may contain, that is, for each possible row of a
 * list, and more for each query to the database. Within the limit, an answer takes a few megabytes while it is built.
 */
final class QueryCost {

    static final int QUESTION = 20;

    /** The points of each part of a filter. The database compares it with each row that it reads. */
    private static final int CONDITION = 5;

    private static final Set<String> QUESTIONS = Set.of("tokens", "users", "count", "lastActive", "_entities");
    private static final Set<String> CONNECTIONS = Set.of("tokens", "users");
    private static final Set<String> SAMPLE_LISTS = Set.of("recipes", "results");
    private static final String EDGES = "edges";
    private static final String ENTITIES = "_entities";

    private final Map<String, Object> variables;

    /**
     * The position of a field: how often its object may occur in the answer, and how many rows its connection may have.
     */
    record Place(long times, long rows) {
        static final Place ROOT = new Place(1, 1);
    }

    /** Uses the defaults of this operation's variables, not those of other operations in the document. */
    QueryCost(OperationDefinition operation, Map<String, Object> sent) {
        variables = new HashMap<>(sent);
        for (VariableDefinition variable : operation.getVariableDefinitions()) {
            if (variable.getDefaultValue() != null && !sent.containsKey(variable.getName())) {
                variables.put(variable.getName(), plain(variable.getDefaultValue()));
            }
        }
    }

    /** Refuses a schema with a list whose size is not known here. */
    static void requireSizes(GraphQLSchema schema) {
        schema.getAllTypesAsList().stream()
                .filter(type ->
                        type instanceof GraphQLObjectType && !type.getName().startsWith("__"))
                .flatMap(type -> ((GraphQLObjectType) type).getFieldDefinitions().stream())
                .filter(field -> GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(field.getType())))
                .filter(field ->
                        !Set.of(EDGES, ENTITIES).contains(field.getName()) && !SAMPLE_LISTS.contains(field.getName()))
                .findFirst()
                .ifPresent(open -> {
                    throw new IllegalStateException("no size is known for the GraphQL list " + open.getName());
                });
    }

    long of(Field field, Place at) {
        long times = field.getName().equals(ENTITIES) ? below(field, at).times() : at.times();
        long each = QUESTIONS.contains(field.getName())
                ? QUESTION
                        + CONDITION
                                * argument(field, "where").map(QueryCost::parts).orElse(0L)
                : 1;
        return times * each;
    }

    /** Returns the position of the fields below {@code field}. */
    Place below(Field field, Place at) {
        if (CONNECTIONS.contains(field.getName())) {
            return new Place(at.times(), first(field));
        }
        if (field.getName().equals(EDGES)) {
            return new Place(at.times() * at.rows(), 1);
        }
        if (field.getName().equals(ENTITIES)) {
            return new Place(at.times() * representations(field), 1);
        }
        return new Place(SAMPLE_LISTS.contains(field.getName()) ? at.times() * SamplePlatform.KEPT : at.times(), 1);
    }

    // A value that is not a number or out of range is refused later, when the query is executed.
    private long first(Field field) {
        long given = argument(field, "first")
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).longValue())
                .orElse((long) PageRequest.LARGEST);
        return Math.max(1, Math.min(PageRequest.LARGEST, given));
    }

    private long representations(Field field) {
        return argument(field, "representations")
                .filter(Collection.class::isInstance)
                .map(list -> Math.max(1, ((Collection<?>) list).size()))
                .orElse(1);
    }

    private Optional<Object> argument(Field field, String name) {
        return field.getArguments().stream()
                .filter(argument -> argument.getName().equals(name))
                .map(Argument::getValue)
                .findFirst()
                .flatMap(value -> Optional.ofNullable(plain(value)));
    }

    private @Nullable Object plain(Value<?> literal) {
        if (literal instanceof VariableReference reference) {
            return variables.get(reference.getName());
        }
        if (literal instanceof ArrayValue list) {
            return list.getValues().stream().map(this::plain).collect(Collectors.toCollection(ArrayList::new));
        }
        if (literal instanceof ObjectValue object) {
            return object.getObjectFields().stream()
                    .map(member -> plain(member.getValue()))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
        return literal instanceof IntValue number ? number.getValue() : literal;
    }

    private static long parts(Object filter) {
        Collection<?> inner = filter instanceof Map<?, ?> object
                ? object.values()
                : filter instanceof Collection<?> list ? list : List.of();
        return inner.isEmpty() ? 1 : inner.stream().mapToLong(QueryCost::parts).sum();
    }
}
