package dev.keyfob.web.problem;

import dev.keyfob.domain.Refusal;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.json.Json;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every exception: as JSON where programs call, as a page where people look. */
public final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final Pattern FOR_PROGRAMS = Pattern.compile("/(graphql|api|oauth2|auth|health|metrics)(/.*)?");
    private static final String BEARER = "Bearer realm=\"keyfob\"";

    private final Templates templates;

    public Answers(Templates templates) {
        this.templates = templates;
    }

    public void register(JavalinConfig config) {
        config.routes.exception(Refusal.class, this::refuse);
        config.routes.exception(OAuthError.class, Answers::answer);
        config.routes.exception(HttpResponseException.class, (e, ctx) -> answer(ctx, Problem.ofStatus(e.getStatus())));
        config.routes.exception(Exception.class, this::fail);
    }

    public void refuse(Refusal refusal, Context ctx) {
        Problem problem = Problem.of(refusal);
        refusal.retryAfter().ifPresent(wait -> ctx.header("Retry-After", "" + Math.max(1, wait.toSeconds())));
        challenge(refusal, problem).ifPresent(challenge -> ctx.header("WWW-Authenticate", challenge));
        answer(ctx, problem);
    }

    // RFC 6750 section 3: whoever sent no token is told only that one is needed.
    private static Optional<String> challenge(Refusal refusal, Problem problem) {
        if (problem.status() == 401) {
            return Optional.of(
                    problem.reason().equals("invalid_token") ? BEARER + ", error=\"invalid_token\"" : BEARER);
        }
        if (problem.status() == 403 && refusal.permission().isPresent()) {
            // No scope helps where a role is needed, so only a narrowed token is told one.
            String scope = problem.reason().equals("not_granted")
                    ? ", scope=\"" + refusal.permission().get() + "\""
                    : "";
            return Optional.of(BEARER + ", error=\"insufficient_scope\"" + scope);
        }
        return Optional.empty();
    }

    /** Something broke where only a no is understood: the door stays closed. */
    public void closed(RuntimeException e, Context ctx) {
        note(e, ctx);
        answer(ctx, Problem.unavailable());
        ctx.status(403);
    }

    private void fail(Exception e, Context ctx) {
        String id = note(e, ctx);
        if (isDatabaseTrouble(e)) {
            ctx.header("Retry-After", "5");
            answer(ctx, Problem.unavailable());
        } else {
            answer(ctx, Problem.broken(id));
        }
    }

    // Types and places only: the message of an SQLException may hold values.
    private static String note(Exception e, Context ctx) {
        String id = UUID.randomUUID().toString();
        LOG.error("{} failed, noted as {}: {}", ctx.method(), id, trace(e));
        return id;
    }

    private static boolean isDatabaseTrouble(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException cause) {
                return !isOwnFault(cause);
            }
        }
        return false;
    }

    // Class 23 of the SQL standard: a constraint. The database is well; what we asked of it was wrong.
    private static boolean isOwnFault(SQLException cause) {
        return cause.getSQLState() != null && cause.getSQLState().startsWith("23");
    }

    private static String trace(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            text.append("\n").append(t.getClass().getName());
            for (StackTraceElement place : t.getStackTrace()) {
                text.append("\n    at ").append(place);
            }
        }
        return text.toString();
    }

    private static void answer(OAuthError error, Context ctx) {
        if (error.status() == 401) {
            ctx.header("WWW-Authenticate", "Basic realm=\"keyfob\"");
        }
        Map<String, String> members = new LinkedHashMap<>();
        members.put("error", error.error());
        members.put("error_description", error.getMessage());
        Json.answer(ctx, error.status(), members);
    }

    private void answer(Context ctx, Problem problem) {
        ctx.status(problem.status());
        if (FOR_PROGRAMS.matcher(ctx.path()).matches()) {
            ctx.contentType(Problem.MEDIA_TYPE).result(problem.json());
        } else {
            templates.show(ctx, "problem.jte", problem);
        }
    }
}
