package dev.keyfob.web.problem;

import dev.keyfob.domain.permission.Permission;
import io.javalin.http.Context;
import java.util.Optional;

/** Shows a problem to people, on a page. */
public interface ProblemPage {

    /** {@code lacked} is the missing permission that caused the refusal. */
    void show(Context ctx, Problem problem, Optional<Permission> lacked);
}
