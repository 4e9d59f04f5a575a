package dev.keyfob.web.graphql;

import dev.keyfob.application.audit.RecordDenial;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionDenied;
import dev.keyfob.web.problem.GraphQlProblem;
import dev.keyfob.web.problem.Incident;
import dev.keyfob.web.problem.Problem;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.language.SourceLocation;
import graphql.schema.DataFetchingEnvironment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Converts refusals and failures into GraphQL errors. */
final class GraphQlError implements DataFetcherExceptionHandler {

    static final String UNAVAILABLE = "UNAVAILABLE";

    private static final String WHAT = "GraphQL";

    private final RecordDenial recordDenial;

    GraphQlError(RecordDenial recordDenial) {
        this.recordDenial = recordDenial;
    }

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters thrown) {
        if (thrown.getException() instanceof PermissionDenied denied) {
            note(thrown.getDataFetchingEnvironment(), denied.permission());
        }
        Map<String, Object> told = of(
                thrown.getException(),
                broken -> thrown.getDataFetchingEnvironment()
                        .getGraphQlContext()
                        // If the database cannot be reached, every field fails. The first one logs the incident for the
                        // whole request.
                        .computeIfAbsent(Incident.class, first -> Incident.note(broken, WHAT)));
        GraphQLError error = GraphqlErrorBuilder.newError()
                .message("%s", told.get("message"))
                .path(thrown.getPath())
                .location(thrown.getSourceLocation())
                .extensions(extensionsOf(told))
                .build();
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(error).build());
    }

    private void note(DataFetchingEnvironment asked, Permission lacked) {
        String field = "GraphQL " + asked.getExecutionStepInfo().getObjectType().getName() + "."
                + asked.getField().getName();
        recordDenial.record(asked.getGraphQlContext().get(Actor.class), lacked, field, field);
    }

    /** Returns an error without path and location. */
    static Map<String, Object> of(RequestRefused refused) {
        return error(refused.explanation(), refused.extensions());
    }

    private static Map<String, Object> of(Throwable thrown, Function<Throwable, Incident> note) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof Refusal refusal) {
            return refused(refusal);
        }
        if (cause instanceof RequestRefused refused) {
            return of(refused);
        }
        return broken(note.apply(cause));
    }

    /**
     * Returns an error that the engine found, with Keyfob's codes. A failure of the engine itself becomes an incident.
     */
    static Map<String, Object> of(GraphQLError found) {
        Map<String, Object> extensions = found.getExtensions();
        Map<String, Object> told = extensions != null && extensions.containsKey("code")
                ? error(found.getMessage(), extensions)
                : codeOf(found);
        if (found.getLocations() != null && !found.getLocations().isEmpty()) {
            told.put(
                    "locations",
                    found.getLocations().stream().map(GraphQlError::location).toList());
        }
        if (found.getPath() != null) {
            told.put("path", found.getPath());
        }
        return told;
    }

    private static Map<String, Object> codeOf(GraphQLError found) {
        return switch (String.valueOf(found.getErrorType())) {
            case "InvalidSyntax" -> error(found.getMessage(), Map.of("code", "GRAPHQL_PARSE_FAILED"));
            // Wrong values of variables are reported as this type too, but carry no validation.
            case "ValidationError" -> error(found.getMessage(), Map.of("code", "GRAPHQL_VALIDATION_FAILED"));
            case "OperationNotSupported" -> error(found.getMessage(), Map.of("code", "BAD_USER_INPUT"));
            // A valid query of the schema, but larger than any tool sends.
            case "BadFaithIntrospection" -> of(RequestRefused.introspectionTooLarge());
            default -> broken(Incident.note(new IllegalStateException(), WHAT + " " + found.getErrorType()));
        };
    }

    private static Map<String, Object> refused(Refusal refusal) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", codeOf(refusal.reason().kind()));
        extensions.put("reason", refusal.reason().code());
        if (refusal instanceof PermissionDenied denied) {
            extensions.put("permission", denied.permission().name());
        }
        return error(refusal.explanation(), extensions);
    }

    private static String codeOf(Reason.Kind kind) {
        return switch (kind) {
            case UNUSABLE_TOKEN, NOT_SIGNED_IN -> "UNAUTHENTICATED";
            case FORBIDDEN -> "FORBIDDEN";
            case ABSENT, UNREADABLE_ID -> "NOT_FOUND";
            case CONFLICT, BLOCKED -> "CONFLICT";
            case TOO_MANY -> "TOO_MANY_REQUESTS";
            case UNAVAILABLE -> UNAVAILABLE;
            case UNREADABLE_REQUEST, UNREADABLE, UNACCEPTABLE, WRONG_SIGNATURE, DAMAGED -> "BAD_USER_INPUT";
        };
    }

    private static Map<String, Object> broken(Incident incident) {
        Problem problem = Problem.of(incident);
        Map<String, Object> extensions = GraphQlProblem.extensions(problem);
        extensions.put("id", incident.id());
        return error(problem.detail(), extensions);
    }

    private static Map<String, Object> error(String message, Map<String, Object> extensions) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("extensions", extensions);
        return error;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> extensionsOf(Map<String, Object> told) {
        return (Map<String, Object>) Objects.requireNonNull(told.get("extensions"));
    }

    private static Map<String, Integer> location(SourceLocation at) {
        // Unlike Map.of, this keeps the same order in every process.
        Map<String, Integer> location = new LinkedHashMap<>();
        location.put("line", at.getLine());
        location.put("column", at.getColumn());
        return location;
    }
}
