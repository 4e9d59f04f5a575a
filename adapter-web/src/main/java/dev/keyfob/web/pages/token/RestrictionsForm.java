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

/** The part of a form that limits a token: what it may do, and from where. */
public record RestrictionsForm(
        List<PermissionChoice> reachable,
        List<PermissionChoice> unreachable,
        List<Template> templates,
        String networks,
        WrongField wrong,
        boolean isOpen) {

    /** Of more permissions than this, some are looked for by a part of their name. */
    private static final int MANY = 8;

    /**
     * Permissions to start from. The link fills in the form for a new token; where the page has a script, it ticks them
     * in any form.
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

    /** Says that the form had these fields: a box that is not ticked is not sent. */
    private static final String MARK = "limits";

    static RestrictionsForm of(Site site, Narrowing narrowing, String networks, WrongField wrong) {
        PermissionCeiling ceiling = site.rules().ceiling();
        List<PermissionChoice> reachable = PermissionChoice.reachable(ceiling, narrowing);
        return new RestrictionsForm(
                reachable,
                PermissionChoice.unreachable(site.rules().catalogue(), ceiling),
                site.rules().catalogue().templates().stream().map(Template::of).toList(),
                networks,
                wrong,
                reachable.isEmpty()
                        || narrowing.permissions().isPresent()
                        || !networks.isEmpty()
                        || wrong.isAt(TokenFieldNames.PERMISSION)
                        || wrong.isAt(TokenFieldNames.NETWORKS));
    }

    /** The form as it was filled in, readable or not; the rest of it as it would be unsent. */
    static RestrictionsForm sent(Site site, Context ctx, Narrowing unsent, Networks unsentNetworks, WrongField wrong) {
        String networks = networksTyped(ctx).orElse(unsentNetworks.toString());
        if (!isThere(ctx)) {
            return of(site, unsent, networks, wrong);
        }
        Set<Permission> ticked = new TreeSet<>();
        site.rules().ceiling().permissions().stream()
                .filter(permission -> ctx.formParams(TokenFieldNames.PERMISSION).contains(permission.name()))
                .forEach(ticked::add);
        boolean all = ticked.size() == site.rules().ceiling().permissions().size();
        return of(site, all ? Narrowing.none() : Narrowing.to(ticked), networks, wrong);
    }

    /** Empty where the form has no such fields. All of them means the whole ceiling, what is added to it later too. */
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
                chosen.equals(site.rules().ceiling().permissions()) ? Narrowing.none() : Narrowing.to(chosen));
    }

    /** Empty where the form has no such field; one that is left empty means everywhere. */
    static Optional<Networks> networks(Context ctx) {
        return networksTyped(ctx).map(Networks::parse);
    }

    public boolean hasMany() {
        return reachable.size() > MANY;
    }

    /** What a form for a new token limits it to; without the fields, nothing. */
    static TokenRestrictions restrictions(Site site, Context ctx) {
        return new TokenRestrictions(
                narrowing(site, ctx).orElse(Narrowing.none()), networks(ctx).orElse(Networks.any()));
    }

    // Scripts send a permission without the mark, and mean it.
    private static boolean isThere(Context ctx) {
        return ctx.formParam(MARK) != null
                || !ctx.formParams(TokenFieldNames.PERMISSION).isEmpty();
    }

    private static Optional<String> networksTyped(Context ctx) {
        return Optional.ofNullable(ctx.formParam(TokenFieldNames.NETWORKS)).map(String::strip);
    }
}
