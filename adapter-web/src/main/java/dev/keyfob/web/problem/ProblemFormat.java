package dev.keyfob.web.problem;

/** The form of a problem, which depends on the clients of the path. */
public enum ProblemFormat {
    /** A page. */
    PAGE,
    /** Problem details (RFC 9457). */
    PROBLEM,
    /** A list of {@code errors}, as {@link GraphQlProblem} writes it. */
    GRAPHQL
}
