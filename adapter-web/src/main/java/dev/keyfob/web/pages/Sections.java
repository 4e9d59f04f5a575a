package dev.keyfob.web.pages;

import dev.keyfob.web.problem.ForwardAuthExplanations;

/** The paths of the main pages, so that a page can link to another without depending on its class. */
public final class Sections {

    public static final String PROFILE = "/settings/profile";
    public static final String OWN_TOKENS = "/settings/access-token";
    public static final String OWN_REFUSALS = ForwardAuthExplanations.OWN_REFUSALS;
    public static final String SECURITY_LOG = "/settings/security-log";

    public static final String OVERVIEW = "/admin/overview";
    public static final String ALL_TOKENS = "/admin/tokens";
    public static final String USERS = "/admin/users";
    public static final String POLICY = "/admin/policy";
    public static final String PERMISSIONS = "/admin/permissions";
    public static final String CLIENTS = "/admin/clients";
    public static final String WEBHOOKS = "/admin/webhooks";
    public static final String AUDIT_LOG = "/admin/audit";

    public static final String DOCS = "/docs";
    public static final String DOCS_SEARCH = DOCS + "/search";

    public static final String EXPLORER = "/graphql-explorer";

    private Sections() {}
}
