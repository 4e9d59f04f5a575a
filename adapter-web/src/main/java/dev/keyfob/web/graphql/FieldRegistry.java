package dev.keyfob.web.graphql;

import dev.keyfob.domain.actor.Actor;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Registers every field that does something, with its handler and, for a top-level field, who may query it. */
final class FieldRegistry {

    /** Answers one field for an actor. */
    interface Answer {
        @Nullable
        Object to(Actor actor, DataFetchingEnvironment asked);
    }

    private final Map<String, FieldAccess> accesses = new LinkedHashMap<>();
    private final Map<String, Map<String, DataFetcher<?>>> fetchers = new LinkedHashMap<>();

    FieldRegistry query(String field, FieldAccess access, Answer answer) {
        return top("Query", field, access, answer);
    }

    FieldRegistry mutation(String field, FieldAccess access, Answer answer) {
        return top("Mutation", field, access, answer);
    }

    /** Adds a field below the top level. Access to its object was checked at the top-level field that led to it. */
    FieldRegistry inner(String type, String field, Answer answer) {
        fetchers.computeIfAbsent(type, missing -> new LinkedHashMap<>()).put(field, fetcher(answer));
        return this;
    }

    /** Registers access to a top-level field that federation answers. */
    FieldRegistry access(String coordinates, FieldAccess access) {
        accesses.put(coordinates, access);
        return this;
    }

    private FieldRegistry top(String type, String field, FieldAccess access, Answer answer) {
        access(type + "." + field, access);
        return inner(type, field, (actor, asked) -> {
            access.check(actor);
            return answer.to(actor, asked);
        });
    }

    Map<String, FieldAccess> accesses() {
        return Map.copyOf(accesses);
    }

    void addTo(RuntimeWiring.Builder wiring) {
        fetchers.forEach((type, fields) -> wiring.type(type, builder -> builder.dataFetchers(asMap(fields))));
    }

    /** Refuses a schema with a top-level field for which no access is registered (complete mediation). */
    void requireAccess(GraphQLSchema schema) {
        Stream.of(schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType())
                .filter(Objects::nonNull)
                .flatMap(FieldRegistry::coordinatesOf)
                .filter(coordinates -> !accesses.containsKey(coordinates))
                .findFirst()
                .ifPresent(open -> {
                    throw new IllegalStateException("no access is registered for the GraphQL field " + open);
                });
    }

    static DataFetcher<Object> fetcher(Answer answer) {
        return asked -> {
            asked.getGraphQlContext().<Deadline>get(Deadline.class).check();
            return answer.to(Objects.requireNonNull(asked.getGraphQlContext().<Actor>get(Actor.class)), asked);
        };
    }

    private static Stream<String> coordinatesOf(GraphQLObjectType type) {
        return type.getFieldDefinitions().stream()
                .map(GraphQLFieldDefinition::getName)
                .map(field -> type.getName() + "." + field);
    }

    @SuppressWarnings("rawtypes")
    private static Map<String, DataFetcher> asMap(Map<String, DataFetcher<?>> fields) {
        return new LinkedHashMap<>(fields);
    }
}
