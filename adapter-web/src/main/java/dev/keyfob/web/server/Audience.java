package dev.keyfob.web.server;

import dev.keyfob.web.problem.Form;

/**
 * The clients that a route serves. They determine the form of refusals, and which places of {@link LoadShedding} the
 * requests take.
 */
public enum Audience {
    /** People with a browser. */
    PEOPLE(Form.PAGE),
    /** Administrators with a browser. A token that is used at one of their pages is recorded. */
    ADMINISTRATION(Form.PAGE),
    /** Programs that act for a person, or report to Keyfob. */
    PROGRAMS(Form.PROBLEM),
    /** Programs that send GraphQL queries. The requests of one account queue behind each other. */
    GRAPHQL(Form.GRAPHQL),
    /** Proxies and APIs that ask whether a token is good, or revoke it. */
    VERIFICATION(Form.PROBLEM),
    /** Monitoring. It is answered even if the server is overloaded. */
    HEALTH(Form.PROBLEM);

    private final Form form;

    Audience(Form form) {
        this.form = form;
    }

    /** Returns the form in which they receive a problem. */
    public Form form() {
        return form;
    }

    /** Returns whether they receive refusals as JSON and not as a page. */
    public boolean isPrograms() {
        return form != Form.PAGE;
    }
}
