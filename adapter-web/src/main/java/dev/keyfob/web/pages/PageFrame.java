package dev.keyfob.web.pages;

import dev.keyfob.domain.permission.Permission;
import dev.keyfob.web.signin.Visit;
import java.util.List;
import java.util.Locale;

/** What all pages share: the signed-in person, the current tab, and the CSRF value of forms. */
public record PageFrame(
        String email, String initial, String formToken, String heading, List<Tab> tabs, boolean mayAdministrate) {

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
                "Administration",
                List.of(
                        new Tab("Tokens", AllTokensPages.PATH, tab.equals(AllTokensPages.PATH)),
                        new Tab("Users", UserPages.PATH, tab.equals(UserPages.PATH)),
                        new Tab("Permissions", CataloguePages.PATH, tab.equals(CataloguePages.PATH)),
                        new Tab("Audit log", AuditPages.PATH, tab.equals(AuditPages.PATH)),
                        new Tab("Webhooks", WebhooksPages.PATH, tab.equals(WebhooksPages.PATH))));
    }

    private static PageFrame of(Visit visit, String heading, List<Tab> tabs) {
        String email = visit.person().user().email().value();
        return new PageFrame(
                email,
                email.substring(0, 1).toUpperCase(Locale.ROOT),
                visit.secret().formToken(),
                heading,
                tabs,
                visit.person().may(Permission.TOKEN_MANAGE));
    }
}
