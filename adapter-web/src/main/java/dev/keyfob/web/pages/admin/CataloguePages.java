package dev.keyfob.web.pages.admin;

import dev.keyfob.application.permission.ShowCatalogue;
import dev.keyfob.application.permission.ShowCatalogue.Entry;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.Requirement;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.pages.token.PermissionChoice;
import dev.keyfob.web.signin.SignedInSession;
import io.javalin.http.Context;
import java.util.List;

/** Shows administrators every permission, what it requires, and who may use it now. */
public final class CataloguePages {

    private final ShowCatalogue showCatalogue;
    private final Templates templates;

    public CataloguePages(ShowCatalogue showCatalogue, Templates templates) {
        this.showCatalogue = showCatalogue;
        this.templates = templates;
    }

    /** All that the page shows. */
    public record Catalogue(PageFrame chrome, List<Row> rows) {}

    /**
     * One permission. {@code some} lists some of the people who may use it; {@code others} is the number of the rest.
     */
    public record Row(
            String name, String words, String requires, boolean isForTokens, List<Person> some, long others) {}

    public record Person(String id, String email) {}

    public void show(Context ctx, SignedInSession session) {
        session.person().require(Permission.TOKEN_MANAGE);
        templates.show(
                ctx,
                "permissions.jte",
                new Catalogue(
                        PageFrame.ofAdministration(session, Sections.PERMISSIONS),
                        showCatalogue.show(session.person()).stream()
                                .map(CataloguePages::row)
                                .toList()));
    }

    private static Row row(Entry entry) {
        return new Row(
                entry.permission().name(),
                PermissionChoice.words(entry.permission()),
                requires(entry.requirement()),
                entry.requirement().againstToken().isEmpty(),
                entry.some().stream().map(CataloguePages::person).toList(),
                entry.people() - entry.some().size());
    }

    private static Person person(User user) {
        return new Person(user.id().toString(), user.email().value());
    }

    private static String requires(Requirement requirement) {
        if (requirement instanceof Requirement.HeldRole held) {
            return "The role " + held.role().name();
        }
        return requirement instanceof Requirement.Nobody ? "Switched off" : "To be signed in";
    }
}
