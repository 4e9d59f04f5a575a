package dev.keyfob.web.pages;

import dev.keyfob.domain.permission.Permission;
import dev.keyfob.web.signin.Visit;
import java.util.List;
import java.util.Locale;

/** What all pages share: the signed-in person, the current tab, and the CSRF value of forms. */
public record PageFrame(
        String email,
        String initial,
        String formToken,
        String section,
        String heading,
        List<Tab> tabs,
        boolean mayAdministrate,
        long secondsLeft) {

    private static final String ADMINISTRATION = "Administration";

    /** The path of no tab. */
    private static final String NONE = "";

    public record Tab(String label, String path, boolean isCurrent) {}

    /** A person's own settings; {@code tab} is the path of the one that is shown. */
    static PageFrame ofSettings(Visit visit, String tab) {
        return of(
                visit,
                "Account settings",
                List.of(
                        new Tab("Profile", ProfilePages.PATH, tab.equals(ProfilePages.PATH)),
                        new Tab("Access tokens", AccessTokenPages.PATH, tab.equals(AccessTokenPages.PATH)),
                        new Tab("Security log", SecurityLogPages.PATH, tab.equals(SecurityLogPages.PATH))));
    }

    static PageFrame ofAdministration(Visit visit, String tab) {
        return of(
                visit,
                ADMINISTRATION,
                List.of(
                        new Tab("Overview", OverviewPages.PATH, tab.equals(OverviewPages.PATH)),
                        new Tab("Tokens", AllTokensPages.PATH, tab.equals(AllTokensPages.PATH)),
                        new Tab("Users", UserPages.PATH, tab.equals(UserPages.PATH)),
                        new Tab("Policy", PolicyPages.PATH, tab.equals(PolicyPages.PATH)),
                        new Tab("Permissions", CataloguePages.PATH, tab.equals(CataloguePages.PATH)),
                        new Tab("API clients", ClientPages.PATH, tab.equals(ClientPages.PATH)),
                        new Tab("Webhooks", WebhooksPages.PATH, tab.equals(WebhooksPages.PATH)),
                        new Tab("Audit log", AuditPages.PATH, tab.equals(AuditPages.PATH))));
    }

    /** For a page that stands in no tab: below the administration's path, in its frame for those who have it. */
    public static PageFrame around(Visit visit, String path, String heading) {
        boolean isAdministration = path.startsWith("/admin") && visit.person().may(Permission.TOKEN_MANAGE);
        return (isAdministration ? ofAdministration(visit, NONE) : ofSettings(visit, NONE)).headed(heading);
    }

    boolean isAdministration() {
        return section.equals(ADMINISTRATION);
    }

    private PageFrame headed(String otherHeading) {
        return new PageFrame(email, initial, formToken, section, otherHeading, tabs, mayAdministrate, secondsLeft);
    }

    private static PageFrame of(Visit visit, String section, List<Tab> tabs) {
        String email = visit.person().user().email().value();
        return new PageFrame(
                email,
                email.substring(0, 1).toUpperCase(Locale.ROOT),
                visit.secret().formToken(),
                section,
                section,
                tabs,
                visit.person().may(Permission.TOKEN_MANAGE),
                visit.left().toSeconds());
    }
}
