package dev.keyfob.web.server;

import dev.keyfob.web.problem.Form;

/**
 * Whom a route serves. It decides how they are refused, and in which places of {@link LoadShedding} their requests
 * wait.
 */
public enum Audience {
    /** People at a browser. */
    PEOPLE(Form.PAGE),
    /** Administrators at a browser. A token that tries one of their pages is noted. */
    ADMINISTRATION(Form.PAGE),
    /** Programs that act for a person, or report to Keyfob. */
    PROGRAMS(Form.PROBLEM),
    /** Programs that send queries. The requests of an account wait for each other. */
    GRAPHQL(Form.GRAPHQL),
    /** Proxies and APIs that ask whether a token is good, or revoke it. */
    VERIFICATION(Form.PROBLEM),
    /** Whatever watches the server. It is answered however busy the server is. */
    HEALTH(Form.PROBLEM);

    private final Form form;

    Audience(Form form) {
        this.form = form;
    }

    /** In which form they are told a problem. */
    public Form form() {
        return form;
    }

    /** Programs are refused in JSON, and people by a page. */
    public boolean isPrograms() {
        return form != Form.PAGE;
    }
}
