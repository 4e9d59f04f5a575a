package dev.keyfob.web.problem;

/** In which form somebody is told a problem: as what comes back from where they asked is read. */
public enum Form {
    /** A page. */
    PAGE,
    /** Problem details (RFC 9457). */
    PROBLEM,
    /** A list of {@code errors}, as {@link GraphQlProblem} writes it. */
    GRAPHQL
}
