package dev.keyfob.web;

import dev.keyfob.web.problem.Answer;
import dev.keyfob.web.server.Audience;
import dev.keyfob.web.verify.VerificationRequest;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.function.Function;

/** One URL with its audience, its access rule and its handler. The handler includes the access check. */
sealed interface Route {

    HandlerType method();

    String path();

    Audience audience();

    Access access();

    /** Returns the methods that the route answers. GET includes HEAD. */
    default List<String> methods() {
        return method() == HandlerType.GET
                ? List.of(HandlerType.GET.name(), HandlerType.HEAD.name())
                : List.of(method().name());
    }

    /**
     * A route of the web framework: all pages, and the APIs by which people and programs act for themselves. HEAD calls
     * the handler of GET, so {@code methods} has HEAD only if a GET uses nothing up.
     */
    record Framed(
            Audience audience, HandlerType method, String path, Access access, List<String> methods, Handler handler)
            implements Route {}

    /**
     * A route that the server answers without the web framework. Verification uses it, because it is a thousand times
     * more frequent than all other requests.
     */
    record Direct(
            Audience audience,
            HandlerType method,
            String path,
            Access access,
            Function<VerificationRequest, Answer> handler)
            implements Route {}
}
