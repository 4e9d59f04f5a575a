package dev.keyfob.web.pages;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The part of a form that limits a token: what it may do, and from where. Empty texts show nothing. */
public record LimitsForm(
        List<PermissionChoice> reachable,
        List<PermissionChoice> unreachable,
        String networks,
        String error,
        boolean isOpen) {

    static final Set<Reason> REASONS =
            EnumSet.of(Reason.PERMISSION_UNREADABLE, Reason.PERMISSION_ABOVE_CEILING, Reason.NETWORK_UNREADABLE);

    /** Says that the form had these fields: a box that is not ticked is not sent. */
    private static final String MARK = "limits";

    static LimitsForm of(Site site, Narrowing narrowing, String networks, String error) {
        PermissionCeiling ceiling = site.rules().ceiling();
        return new LimitsForm(
                PermissionChoice.reachable(ceiling, narrowing),
                PermissionChoice.unreachable(site.rules().catalogue(), ceiling),
                networks,
                error,
                narrowing.permissions().isPresent() || !networks.isEmpty() || !error.isEmpty());
    }

    /** The form as it was filled in, readable or not. */
    static LimitsForm sent(Site site, Context ctx, String error) {
        Set<Permission> ticked = new TreeSet<>();
        site.rules().ceiling().permissions().stream()
                .filter(permission ->
                        !isThere(ctx) || ctx.formParams("permission").contains(permission.name()))
                .forEach(ticked::add);
        boolean all = ticked.size() == site.rules().ceiling().permissions().size();
        return of(site, all ? Narrowing.none() : Narrowing.to(ticked), networksTyped(ctx), error);
    }

    /** All of them means the whole ceiling, those that are added to it later too. */
    static Narrowing narrowing(Site site, Context ctx) {
        List<String> ticked = ctx.formParams("permission");
        if (!isThere(ctx)) {
            return Narrowing.none();
        }
        if (ticked.isEmpty()) {
            throw new Refusal(Reason.PERMISSION_UNREADABLE, "Choose at least one thing that the token may do.");
        }
        Set<Permission> chosen = new TreeSet<>();
        ticked.forEach(name -> chosen.add(Permission.parse(name)));
        return chosen.equals(site.rules().ceiling().permissions()) ? Narrowing.none() : Narrowing.to(chosen);
    }

    static Networks networks(Context ctx) {
        return Networks.parse(networksTyped(ctx));
    }

    private static boolean isThere(Context ctx) {
        return ctx.formParam(MARK) != null;
    }

    private static String networksTyped(Context ctx) {
        return Optional.ofNullable(ctx.formParam("networks")).orElse("").strip();
    }
}
