package dev.keyfob.web;

import dev.keyfob.web.problem.Answer;
import dev.keyfob.web.server.Audience;
import dev.keyfob.web.verify.VerificationRequest;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.function.Function;

/** One URL, whom it serves, who may call it, and what answers. What answers has the check built in. */
sealed interface Route {

    HandlerType method();

    String path();

    Audience audience();

    Access access();

    /** By the web framework: pages and everything that people and programs do for themselves. */
    record Framed(Audience audience, HandlerType method, String path, Access access, Handler handler)
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
