package dev.keyfob.web.problem;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionDenied;
import dev.keyfob.web.json.Json;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Answers every exception in the form that the clients of the path expect. */
public final class ErrorResponses {

    private static final String ALLOW = "Allow";
    private static final String OPTIONS = "OPTIONS";
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String RETRY_AFTER = "Retry-After";
    private static final String BEARER = "Bearer realm=\"keyfob\"";

    private final ProblemPage page;
    private final Function<String, ProblemFormat> formatOf;
    private final Function<String, SortedSet<String>> methodsOf;
    private final String endOfChallenge;

    /**
     * @param page shows problems to people
     * @param formatOf returns the form of problems at a path
     * @param methodsOf returns the methods that a path supports
     * @param endOfChallenge appended to each challenge
     */
    public ErrorResponses(
            ProblemPage page,
            Function<String, ProblemFormat> formatOf,
            Function<String, SortedSet<String>> methodsOf,
            String endOfChallenge) {
        this.endOfChallenge = endOfChallenge;
        this.page = page;
        this.formatOf = formatOf;
        this.methodsOf = methodsOf;
    }

    public void register(JavalinConfig config) {
        config.routes.exception(Refusal.class, this::refuse);
        config.routes.exception(HttpResponseException.class, this::refuse);
        config.routes.exception(Exception.class, this::fail);
    }

    private void refuse(Refusal refusal, Context ctx) {
        Problem problem = Problem.of(refusal);
        Map<String, String> headers = headersOf(refusal, problem);
        headers.computeIfPresent(CHALLENGE, (name, challenge) -> challenge + endOfChallenge);
        headers.forEach(ctx::header);
        answer(ctx, problem, PermissionDenied.lackedBy(refusal));
    }

    private void refuse(HttpResponseException refusal, Context ctx) {
        if (refusal instanceof MethodNotAllowedResponse) {
            Answer answer = notAllowed(ctx.method().name(), methodsOf.apply(ctx.path()));
            answer.headers().forEach(ctx::header);
            if (answer.status() != refusal.getStatus()) {
                ctx.status(answer.status());
                return;
            }
        }
        Problem problem = refusal instanceof ForbiddenRequest forbidden
                ? forbidden.problem()
                : Problem.ofStatus(refusal.getStatus());
        answer(ctx, problem, Optional.empty());
    }

    /**
     * Sets the status and {@code Retry-After} of a page that shows the refusal beside its own form. If a fresh sign-in
     * is missing, the form cannot help, and the refusal is thrown on, which leads to the sign-in.
     */
    public static void mark(Context ctx, Refusal refusal) {
        if (refusal.reason() == Reason.SIGN_IN_TOO_OLD) {
            throw refusal;
        }
        ctx.status(Problem.of(refusal).status());
        retryAfter(refusal).ifPresent(wait -> ctx.header(RETRY_AFTER, wait));
    }

    /** Returns the answer to programs for a refusal. */
    public static Answer of(Refusal refusal) {
        Problem problem = Problem.of(refusal);
        return new Answer(problem.status(), headersOf(refusal, problem), Problem.MEDIA_TYPE, problem.json());
    }

    /** Returns the answer to programs for a request that HTTP itself does not allow. */
    public static Answer ofStatus(int status) {
        return new Answer(
                status, Map.of(), Problem.MEDIA_TYPE, Problem.ofStatus(status).json());
    }

    /** Returns the answer to programs for an unsupported method. OPTIONS gets the list of methods without an error. */
    public static Answer notAllowed(String method, Collection<String> methods) {
        SortedSet<String> allowed = new TreeSet<>(methods);
        allowed.add(OPTIONS);
        Map<String, String> headers = Map.of(ALLOW, String.join(", ", allowed));
        if (method.equals(OPTIONS)) {
            return Answer.empty(204, headers);
        }
        Answer answer = ofStatus(405);
        return new Answer(answer.status(), headers, answer.contentType(), answer.body());
    }

    /** Returns {@code Retry-After} and the challenge, as far as the refusal has them. */
    public static Map<String, String> headersOf(Refusal refusal) {
        return headersOf(refusal, Problem.of(refusal));
    }

    private static Map<String, String> headersOf(Refusal refusal, Problem problem) {
        Map<String, String> headers = new LinkedHashMap<>();
        retryAfter(refusal).ifPresent(wait -> headers.put(RETRY_AFTER, wait));
        challenge(refusal, problem).ifPresent(challenge -> headers.put(CHALLENGE, challenge));
        return headers;
    }

    private static Optional<String> retryAfter(Refusal refusal) {
        return refusal.retryAfter().map(wait -> "" + Math.max(1, wait.toSeconds()));
    }

    /** Returns the challenge if the problem is a missing or invalid token. */
    public static Map<String, String> challengeOf(Problem problem) {
        return problem.status() == 401 ? Map.of(CHALLENGE, bearer(problem)) : Map.of();
    }

    private static String bearer(Problem problem) {
        return problem.reason().equals("invalid_token") ? BEARER + ", error=\"invalid_token\"" : BEARER;
    }

    // RFC 6750 section 3: the challenge to a request without a token says only that one is needed.
    private static Optional<String> challenge(Refusal refusal, Problem problem) {
        if (problem.status() == 401) {
            return Optional.of(bearer(problem));
        }
        if (refusal instanceof PermissionDenied denied) {
            // Only a narrowed token gets a scope. No scope helps if a role is missing.
            String scope = problem.reason().equals("not_granted") ? ", scope=\"" + denied.permission() + "\"" : "";
            return Optional.of(BEARER + ", error=\"insufficient_scope\"" + scope);
        }
        return Optional.empty();
    }

    /** Returns the answer to programs for a failure. */
    public static Answer failed(RuntimeException e, String method) {
        Problem problem = Problem.of(Incident.note(e, method));
        return new Answer(problem.status(), headersOf(problem), Problem.MEDIA_TYPE, problem.json());
    }

    private void fail(Exception e, Context ctx) {
        Problem problem = Problem.of(Incident.note(e, ctx.method().name()));
        headersOf(problem).forEach(ctx::header);
        answer(ctx, problem, Optional.empty());
    }

    /** Returns {@code Retry-After} if trying again can help. */
    public static Map<String, String> headersOf(Problem problem) {
        return problem.status() == 503 ? Map.of(RETRY_AFTER, "5") : Map.of();
    }

    /** Returns the answer for an OAuth error. */
    public static Answer of(OAuthError error) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("error", error.error());
        members.put("error_description", error.getMessage());
        return new Answer(
                error.status(),
                error.status() == 401 ? Map.of(CHALLENGE, "Basic realm=\"keyfob\"") : Map.of(),
                Json.MEDIA_TYPE,
                Json.bytes(members));
    }

    private void answer(Context ctx, Problem problem, Optional<Permission> lacked) {
        ctx.status(problem.status());
        switch (formatOf.apply(ctx.path())) {
            case PAGE -> page.show(ctx, problem, lacked);
            case PROBLEM -> ctx.contentType(Problem.MEDIA_TYPE).result(problem.json());
            case GRAPHQL ->
                ctx.contentType(GraphQlProblem.mediaType(Optional.ofNullable(ctx.header("Accept"))))
                        .result(GraphQlProblem.json(problem));
        }
    }
}
