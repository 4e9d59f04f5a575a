package dev.keyfob.web.pages.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.domain.permission.PermissionTemplate;
import dev.keyfob.domain.token.TokenRestrictions;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.Query;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The part of a form that restricts a token: its permissions and its networks. */
public record RestrictionsForm(
        List<PermissionChoice> reachable,
        List<PermissionChoice> unreachable,
        List<Template> templates,
        String networks,
        WrongField wrong,
        boolean isOpen) {

    /** With more permissions than this, the form has a field that filters them by name. */
    private static final int MANY = 8;

    /**
     * A preset of permissions. The link fills in the form for a new token. On a page with scripts, it selects the
     * permissions in any form.
     */
    public record Template(String name, String link, String permissions) {

        private static Template of(PermissionTemplate template) {
            List<String> names =
                    template.permissions().stream().map(Permission::name).toList();
            return new Template(
                    template.name(),
                    Query.link(
                            Sections.OWN_TOKENS,
                            names.stream()
                                    .flatMap(name -> Stream.of(TokenFieldNames.PERMISSION, name))
                                    .toArray(String[]::new)),
                    String.join(" ", names));
        }
    }

    /** Marks a form that has these fields, because a browser does not send an unchecked box. */
    private static final String MARK = "limits";

    static RestrictionsForm of(Site site, Narrowing narrowing, String networks, WrongField wrong) {
        PermissionCeiling ceiling = site.tokenSettings().ceiling();
        List<PermissionChoice> reachable = PermissionChoice.reachable(ceiling, narrowing);
        return new RestrictionsForm(
                reachable,
                PermissionChoice.unreachable(site.tokenSettings().catalogue(), ceiling),
                site.tokenSettings().catalogue().templates().stream()
                        .map(Template::of)
                        .toList(),
                networks,
                wrong,
                reachable.isEmpty()
                        || narrowing.permissions().isPresent()
                        || !networks.isEmpty()
                        || wrong.isAt(TokenFieldNames.PERMISSION)
                        || wrong.isAt(TokenFieldNames.NETWORKS));
    }

    /** Returns the form as it was sent, valid or not. Fields that were not sent keep the given values. */
    static RestrictionsForm sent(Site site, Context ctx, Narrowing unsent, Networks unsentNetworks, WrongField wrong) {
        String networks = networksTyped(ctx).orElse(unsentNetworks.toString());
        if (!isThere(ctx)) {
            return of(site, unsent, networks, wrong);
        }
        Set<Permission> ticked = new TreeSet<>();
        site.tokenSettings().ceiling().permissions().stream()
                .filter(permission -> ctx.formParams(TokenFieldNames.PERMISSION).contains(permission.name()))
                .forEach(ticked::add);
        boolean all =
                ticked.size() == site.tokenSettings().ceiling().permissions().size();
        return of(site, all ? Narrowing.none() : Narrowing.to(ticked), networks, wrong);
    }

    /**
     * Returns the selected permissions. Empty if the form has no such fields. Selecting all permissions means the whole
     * ceiling, including permissions added later.
     */
    static Optional<Narrowing> narrowing(Site site, Context ctx) {
        if (!isThere(ctx)) {
            return Optional.empty();
        }
        List<String> ticked = ctx.formParams(TokenFieldNames.PERMISSION);
        if (ticked.isEmpty()) {
            throw new Refusal(Reason.PERMISSION_UNREADABLE, "Choose at least one thing that the token may do.");
        }
        Set<Permission> chosen = new TreeSet<>();
        ticked.forEach(name -> chosen.add(Permission.parse(name)));
        return Optional.of(
                chosen.equals(site.tokenSettings().ceiling().permissions()) ? Narrowing.none() : Narrowing.to(chosen));
    }

    /** Returns the networks. Empty if the form has no such field; a blank field means any network. */
    static Optional<Networks> networks(Context ctx) {
        return networksTyped(ctx).map(Networks::parse);
    }

    public boolean hasMany() {
        return reachable.size() > MANY;
    }

    /** Returns the restrictions of a new token. There are none if the form has no such fields. */
    static TokenRestrictions restrictions(Site site, Context ctx) {
        return new TokenRestrictions(
                narrowing(site, ctx).orElse(Narrowing.none()), networks(ctx).orElse(Networks.any()));
    }

    // Programs that send this form may send permissions without the mark.
    private static boolean isThere(Context ctx) {
        return ctx.formParam(MARK) != null
                || !ctx.formParams(TokenFieldNames.PERMISSION).isEmpty();
    }

    private static Optional<String> networksTyped(Context ctx) {
        return Optional.ofNullable(ctx.formParam(TokenFieldNames.NETWORKS)).map(String::strip);
    }
}
