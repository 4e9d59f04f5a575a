package dev.keyfob.web.problem;

import io.javalin.http.HttpResponseException;

/** A request that is refused with 403 before any use case sees it, with the problem that says why. */
public final class ForbiddenRequest extends HttpResponseException {

    private final Problem problem;

    private ForbiddenRequest(Problem problem) {
        super(problem.status(), problem.title());
        this.problem = problem;
    }

    /** Returns the refusal of a request that another site sent through the browser. */
    public static ForbiddenRequest fromAnotherSite() {
        return new ForbiddenRequest(Problem.fromAnotherSite());
    }

    /** Returns the refusal of a form whose CSRF token does not belong to the session or the visitor. */
    public static ForbiddenRequest outOfDateForm() {
        return new ForbiddenRequest(Problem.outOfDateForm());
    }

    /** Returns the refusal of a sign-in with a password if the settings allow no passwords. */
    public static ForbiddenRequest withoutPasswords() {
        return new ForbiddenRequest(Problem.withoutPasswords());
    }

    Problem problem() {
        return problem;
    }
}
