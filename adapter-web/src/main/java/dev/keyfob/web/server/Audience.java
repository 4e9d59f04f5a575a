package dev.keyfob.web.server;

/** Whom a route serves. It decides how they are refused, and in which places of {@link LoadShedding} their requests wait. */
public enum Audience {
    /** People at a browser. */
    PEOPLE(false),
    /** Administrators at a browser. A token that tries one of their pages is noted. */
    ADMINISTRATION(false),
    /** Programs that act for a person, or report to Keyfob. */
    PROGRAMS(true),
    /** Programs that send queries. The requests of an account wait for each other. */
    GRAPHQL(true),
    /** Proxies and APIs that ask whether a token is good, or revoke it. */
    VERIFICATION(true),
    /** Whatever watches the server. It is answered however busy the server is. */
    HEALTH(true);

    private final boolean isPrograms;

    Audience(boolean isPrograms) {
        this.isPrograms = isPrograms;
    }

    /** Programs are refused in JSON, and people by a page. */
    public boolean isPrograms() {
        return isPrograms;
    }
}
