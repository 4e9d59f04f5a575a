package dev.keyfob.web.problem;

import dev.keyfob.domain.permission.Permission;
import io.javalin.http.Context;
import java.util.Optional;

/** Tells people a problem, on a page. */
public interface ProblemPage {

    /** {@code lacked} is the permission without which they were refused. */
    void show(Context ctx, Problem problem, Optional<Permission> lacked);
}
