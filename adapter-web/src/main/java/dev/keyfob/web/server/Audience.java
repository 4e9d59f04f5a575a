package dev.keyfob.web.server;

import dev.keyfob.web.problem.ProblemFormat;

/**
 * The clients that a route serves. They determine the form of refusals, and which places of {@link LoadShedding} the
 * requests take.
 */
public enum Audience {
    /** People with a browser. */
    PEOPLE(ProblemFormat.PAGE),
    /** Administrators with a browser. A token that is used at one of their pages is recorded. */
    ADMINISTRATION(ProblemFormat.PAGE),
    /** Programs that act for a person, or report to Keyfob. */
    PROGRAMS(ProblemFormat.PROBLEM),
    /** Programs that send GraphQL queries. The requests of one account queue behind each other. */
    GRAPHQL(ProblemFormat.GRAPHQL),
    /** Proxies and APIs that ask whether a token is good, or revoke it. */
    VERIFICATION(ProblemFormat.PROBLEM),
    /** Monitoring. It is answered even if the server is overloaded. */
    HEALTH(ProblemFormat.PROBLEM);

    private final ProblemFormat format;

    Audience(ProblemFormat format) {
        this.format = format;
    }

    /** Returns the form in which they receive a problem. */
    public ProblemFormat format() {
        return format;
    }

    /** Returns whether they receive refusals as JSON and not as a page. */
    public boolean isPrograms() {
        return format != ProblemFormat.PAGE;
    }
}
