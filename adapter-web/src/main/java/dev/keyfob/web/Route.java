package dev.keyfob.web;

import dev.keyfob.web.problem.Answer;
import dev.keyfob.web.server.Audience;
import dev.keyfob.web.verify.VerificationRequest;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.function.Function;

/** One URL, whom it serves, who may call it, and what answers. What answers has the check built in. */
sealed interface Route {

    HandlerType method();

    String path();

    Audience audience();

    Access access();

    /** The methods that it answers: HEAD wherever GET is. */
    default List<String> methods() {
        return method() == HandlerType.GET
                ? List.of(HandlerType.GET.name(), HandlerType.HEAD.name())
                : List.of(method().name());
    }

    /**
     * By the web framework: pages and everything that people and programs do for themselves. Where {@code methods} has
     * HEAD, a GET uses nothing up, so HEAD is answered as it is, too.
     */
    record Framed(
            Audience audience, HandlerType method, String path, Access access, List<String> methods, Handler handler)
            implements Route {}

    /** Straight from the server: verification, of which there is a thousand times more than of all else. */
    record Direct(
            Audience audience,
            HandlerType method,
            String path,
            Access access,
            Function<VerificationRequest, Answer> handler)
            implements Route {}
}
