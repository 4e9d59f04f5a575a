package dev.keyfob.web.graphql;

import com.apollographql.federation.graphqljava.Federation;
import com.apollographql.federation.graphqljava._Entity;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.audit.RecordDenial;
import dev.keyfob.application.token.CreateToken;
import dev.keyfob.application.token.EditToken;
import dev.keyfob.application.token.ListTokens;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.application.token.RotateToken;
import dev.keyfob.application.token.ShowToken;
import dev.keyfob.application.user.DisableUser;
import dev.keyfob.application.user.ListUsers;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.web.body.BodyType;
import dev.keyfob.web.json.Json;
import dev.keyfob.web.problem.ErrorResponses;
import dev.keyfob.web.problem.GraphQlProblem;
import dev.keyfob.web.problem.Problem;
import dev.keyfob.web.sample.SamplePlatform;
import dev.keyfob.web.site.Site;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.introspection.Introspection;
import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.scalars.ExtendedScalars;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** {@code POST /graphql}: GraphQL over HTTP, for an authenticated actor. It is an Apollo Federation v2 subgraph. */
public final class GraphQlEndpoint {

    private static final ObjectMapper JSON = new ObjectMapper(Json.unrecycled().build());

    private final Site site;
    private final boolean introspectable;
    private final AccountConcurrencyLimiter turns;
    private final GraphQL graphQl;

    /**
     * {@code introspection} is whether tokens may read the schema outside of demo mode too; signed-in people always
     * may. {@code refusals} counts the requests that exceed the limit of an account.
     */
    public GraphQlEndpoint(
            CreateToken createToken,
            EditToken editToken,
            ListTokens listTokens,
            RevokeToken revokeToken,
            RotateToken rotateToken,
            ShowToken showToken,
            ListUsers listUsers,
            ShowUser showUser,
            DisableUser disableUser,
            RecordDenial recordDenial,
            Site site,
            boolean introspection,
            LongAdder refusals) {
        this.turns = new AccountConcurrencyLimiter(refusals);
        this.site = site;
        this.introspectable = introspection || site.demo();
        GraphQlError errors = new GraphQlError(recordDenial);
        this.graphQl = GraphQL.newGraphQL(schema(
                        new Queries(listTokens, showToken, listUsers, showUser, site),
                        new Mutations(createToken, editToken, showToken, revokeToken, rotateToken, disableUser, site),
                        site))
                .defaultDataFetcherExceptionHandler(errors)
                .queryExecutionStrategy(new AsyncExecutionStrategy(errors))
                .mutationExecutionStrategy(new AsyncSerialExecutionStrategy(errors))
                .build();
    }

    public void handle(Context ctx, Actor actor) {
        turns.inTurn(Queries.self(actor).id(), () -> answer(ctx, actor));
    }

    private void answer(Context ctx, Actor actor) {
        Optional<String> accept = Optional.ofNullable(ctx.header("Accept"));
        boolean modern = GraphQlProblem.isNamedIn(accept);
        ctx.contentType(GraphQlProblem.mediaType(accept));
        try {
            requireJson(ctx);
            GraphQlRequest request = GraphQlRequest.parse(body(ctx));
            QueryLimits.check(parsed(request.query()), request.variables(), mayIntrospect(actor));
            answer(ctx, modern, execute(request, actor));
        } catch (RequestRefused refused) {
            ctx.status(refused.isMalformed() || modern ? Math.max(400, refused.status()) : 200);
            ctx.result(json(Map.of("errors", List.of(GraphQlError.of(refused)))));
        } catch (InvalidSyntaxException unreadable) {
            ctx.status(modern ? 400 : 200);
            ctx.result(json(Map.of("errors", List.of(GraphQlError.of(unreadable.toInvalidSyntaxError())))));
        }
    }

    private ExecutionResult execute(GraphQlRequest request, Actor actor) {
        ExecutionInput input = ExecutionInput.newExecutionInput()
                .query(request.query())
                .operationName(request.operationName().orElse(null))
                .variables(request.variables())
                .locale(Locale.ROOT)
                .graphQLContext(Map.of(
                        Actor.class,
                        actor,
                        Deadline.class,
                        Deadline.from(site.clock()),
                        ParserOptions.class,
                        QueryLimits.PARSER,
                        Introspection.INTROSPECTION_DISABLED,
                        !mayIntrospect(actor)))
                .build();
        return graphQl.execute(input);
    }

    // The explorer needs the schema, and signed-in people may see it.
    private boolean mayIntrospect(Actor actor) {
        return introspectable || actor instanceof Actor.SignedIn;
    }

    private static void answer(Context ctx, boolean modern, ExecutionResult result) {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (!result.getErrors().isEmpty()) {
            answer.put(
                    "errors", result.getErrors().stream().map(GraphQlError::of).toList());
        }
        if (result.isDataPresent()) {
            answer.put("data", result.getData());
        }
        ctx.status(modern && !result.isDataPresent() ? 400 : 200).result(json(answer));
        if (result.getData() == null && result.getErrors().stream().anyMatch(GraphQlEndpoint::tellsOfOutage)) {
            ErrorResponses.headersOf(Problem.unavailable()).forEach(ctx::header);
            ctx.status(Problem.unavailable().status());
        }
    }

    private static boolean tellsOfOutage(GraphQLError error) {
        return error.getExtensions() != null
                && GraphQlError.UNAVAILABLE.equals(error.getExtensions().get("code"));
    }

    private static void requireJson(Context ctx) {
        if (!BodyType.isJson(ctx)) {
            throw RequestRefused.malformed(415, "Send the request as application/json in UTF-8, not compressed.");
        }
    }

    private static byte[] body(Context ctx) {
        try (InputStream in = ctx.req().getInputStream()) {
            byte[] body = in.readNBytes(GraphQlRequest.LONGEST + 1);
            if (body.length > GraphQlRequest.LONGEST) {
                throw new ContentTooLargeResponse();
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document parsed(String query) {
        return new Parser()
                .parseDocument(ParserEnvironment.newParserEnvironment()
                        .document(query)
                        .parserOptions(QueryLimits.PARSER)
                        .build());
    }

    private static GraphQLSchema schema(Queries queries, Mutations mutations, Site site) {
        FieldRegistry fields = new FieldRegistry();
        queries.addTo(fields);
        mutations.addTo(fields);
        if (site.demo()) {
            new SampleFields(new SamplePlatform(site.clock())).addTo(fields);
        }
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring().scalar(ExtendedScalars.DateTime);
        fields.addTo(wiring);
        String sdl = resource("keyfob.graphqls") + (site.demo() ? "\n" + resource("sample.graphqls") : "");
        GraphQLSchema schema = Federation.transform(sdl, wiring.build())
                .fetchEntities(asked -> entities(queries, asked))
                .resolveEntityType(resolved -> resolved.getSchema()
                        .getObjectType(String.valueOf(((Map<?, ?>) resolved.getObject()).get("__typename"))))
                .build();
        fields.requireAccess(schema);
        QueryCost.requireSizes(schema);
        return schema;
    }

    private static List<Object> entities(Queries queries, DataFetchingEnvironment asked) {
        Actor actor = asked.getGraphQlContext().get(Actor.class);
        List<?> wanted = GraphQlArguments.required(asked, _Entity.argumentName);
        List<Object> found = new ArrayList<>();
        for (Object each : wanted) {
            // An _Any is any JSON that the caller sends.
            if (!(each instanceof Map<?, ?> one)) {
                throw RequestRefused.input("Each representation is an object with __typename and id.");
            }
            found.add(queries.entity(actor, String.valueOf(one.get("__typename")), String.valueOf(one.get("id"))));
        }
        return found;
    }

    private static String resource(String name) {
        try (InputStream in = GraphQlEndpoint.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] json(Object value) {
        AnswerBytes bytes = new AnswerBytes();
        try {
            JSON.writeValue(bytes, value);
            return bytes.all();
        } catch (AnswerBytes.TooMany e) {
            throw RequestRefused.limit("The answer is larger than " + AnswerBytes.MOST / 1024
                    + " KB. Ask for fewer rows (first) or fields at a time.");
        } catch (IOException e) {
            throw new IllegalStateException("an answer is made of texts, numbers and lists", e);
        }
    }
}
