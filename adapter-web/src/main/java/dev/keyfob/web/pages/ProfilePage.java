package dev.keyfob.web.pages;

import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.domain.user.Role;
import dev.keyfob.web.WebConfig;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.signin.Visit;
import io.javalin.http.Context;
import java.util.List;
import java.util.SortedSet;

/** Who you are here, and what your tokens can and cannot do. */
public final class ProfilePage {

    private final PermissionCatalogue catalogue;
    private final PermissionCeiling ceiling;
    private final Templates templates;

    public ProfilePage(WebConfig config, Templates templates) {
        this.catalogue = config.rules().catalogue();
        this.ceiling = config.rules().ceiling();
        this.templates = templates;
    }

    public void show(Context ctx, Visit visit) {
        SortedSet<Permission> reachable = ceiling.permissions();
        templates.show(
                ctx,
                "profile.jte",
                new Profile(
                        Chrome.of(visit, "profile"),
                        visit.person().user().roles().stream().map(Role::name).toList(),
                        reachable.stream().map(Permission::name).toList(),
                        catalogue.permissions().stream()
                                .filter(permission -> !reachable.contains(permission))
                                .map(Permission::name)
                                .toList()));
    }

    /** What the page shows. */
    public record Profile(Chrome chrome, List<String> roles, List<String> reachable, List<String> unreachable) {}
}
