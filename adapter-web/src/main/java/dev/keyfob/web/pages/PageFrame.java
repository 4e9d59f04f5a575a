package dev.keyfob.web.pages;

import dev.keyfob.domain.permission.Permission;
import dev.keyfob.web.signin.SignedInSession;
import java.util.List;
import java.util.Locale;

/** The parts that all pages share: the signed-in person, the current tab and the CSRF token of forms. */
public record PageFrame(
        String email,
        String initial,
        String csrfToken,
        String section,
        String heading,
        List<Tab> tabs,
        boolean mayAdministrate,
        long secondsLeft) {

    private static final String ADMINISTRATION = "Administration";

    /** Selects no tab. */
    private static final String NONE = "";

    public record Tab(String label, String path, boolean isCurrent) {}

    /** Returns the frame of a person's own settings. {@code tab} is the path of the current tab. */
    public static PageFrame ofSettings(SignedInSession session, String tab) {
        return of(
                session,
                "Account settings",
                List.of(
                        new Tab("Profile", Sections.PROFILE, tab.equals(Sections.PROFILE)),
                        new Tab("Access tokens", Sections.OWN_TOKENS, tab.equals(Sections.OWN_TOKENS)),
                        new Tab("Security log", Sections.SECURITY_LOG, tab.equals(Sections.SECURITY_LOG))));
    }

    public static PageFrame ofAdministration(SignedInSession session, String tab) {
        return of(
                session,
                ADMINISTRATION,
                List.of(
                        new Tab("Overview", Sections.OVERVIEW, tab.equals(Sections.OVERVIEW)),
                        new Tab("Tokens", Sections.ALL_TOKENS, tab.equals(Sections.ALL_TOKENS)),
                        new Tab("Users", Sections.USERS, tab.equals(Sections.USERS)),
                        new Tab("Policy", Sections.POLICY, tab.equals(Sections.POLICY)),
                        new Tab("Permissions", Sections.PERMISSIONS, tab.equals(Sections.PERMISSIONS)),
                        new Tab("API clients", Sections.CLIENTS, tab.equals(Sections.CLIENTS)),
                        new Tab("Webhooks", Sections.WEBHOOKS, tab.equals(Sections.WEBHOOKS)),
                        new Tab("Audit log", Sections.AUDIT_LOG, tab.equals(Sections.AUDIT_LOG))));
    }

    /** Returns the frame of a page that needs no sign-in: the menu, without tabs. */
    public static PageFrame ofReading(SignedInSession session, String section) {
        return of(session, section, List.of());
    }

    /**
     * Returns the frame of a page that belongs to no tab. Under the administration's path, administrators get the
     * administration's frame.
     */
    public static PageFrame around(SignedInSession session, String path, String heading) {
        boolean isAdministration = path.startsWith("/admin") && session.person().may(Permission.TOKEN_MANAGE);
        return (isAdministration ? ofAdministration(session, NONE) : ofSettings(session, NONE)).headed(heading);
    }

    public boolean isAdministration() {
        return section.equals(ADMINISTRATION);
    }

    private PageFrame headed(String otherHeading) {
        return new PageFrame(email, initial, csrfToken, section, otherHeading, tabs, mayAdministrate, secondsLeft);
    }

    private static PageFrame of(SignedInSession session, String section, List<Tab> tabs) {
        String email = session.person().user().email().value();
        return new PageFrame(
                email,
                email.substring(0, 1).toUpperCase(Locale.ROOT),
                session.secret().csrfToken(),
                section,
                section,
                tabs,
                session.person().may(Permission.TOKEN_MANAGE),
                session.left().toSeconds());
    }
}
