package dev.keyfob.web.pages.user;

import dev.keyfob.application.permission.ShowCatalogue;
import dev.keyfob.application.permission.ShowCatalogue.Entry;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.Requirement;
import dev.keyfob.domain.user.Role;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.WrongField;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of a form that assigns roles: boxes for roles that a permission requires, and a text field for others. If
 * a role gives no permission, the form warns first and assigns it when sent again.
 *
 * @param other the roles that were typed
 * @param isWarned whether the form shows the warning
 */
public record RoleFields(List<RoleChoice> choices, String other, boolean isWarned) {

    static final Map<Reason, String> BY_REASON = Map.of(Reason.ROLE_UNREADABLE, "other");

    /** A role and the permissions it gives. {@code isShown}: the form showed it as held by the user. */
    public record RoleChoice(String name, String gives, boolean isShown, boolean isChosen) {}

    static RoleFields of(Actor actor, ShowCatalogue showCatalogue, Set<Role> held, Sent sent) {
        List<Entry> catalogue = showCatalogue.show(actor);
        SortedSet<Role> offered = new TreeSet<>(showCatalogue.roles(actor));
        offered.addAll(held);
        return new RoleFields(
                offered.stream()
                        .map(role -> new RoleChoice(
                                role.name(),
                                gives(role, catalogue),
                                held.contains(role),
                                sent.chosen().contains(role)))
                        .toList(),
                sent.other(),
                sent.isWarned());
    }

    private static String gives(Role role, List<Entry> catalogue) {
        List<String> given = catalogue.stream()
                .filter(entry -> entry.requirement().equals(new Requirement.HeldRole(role)))
                .map(Entry::permission)
                .map(Permission::name)
                .toList();
        return given.isEmpty() ? "No permission requires it" : String.join(", ", given);
    }

    /** A sent form: the roles that it showed as held, those that were selected, and those typed. */
    record Sent(SortedSet<Role> shown, SortedSet<Role> chosen, String other, boolean isWarned) {

        static Sent of(Context ctx) {
            String other = FormFields.stripped(ctx, "other");
            return new Sent(
                    roles(ctx.formParams("shown").stream()),
                    roles(ctx.formParams("role").stream()),
                    other,
                    other.equals(ctx.formParam("warned")));
        }

        /** Returns a form without changes. */
        static Sent unchanged(Set<Role> held) {
            return new Sent(new TreeSet<>(held), new TreeSet<>(held), "", false);
        }

        SortedSet<Role> wanted() {
            SortedSet<Role> wanted = roles(Stream.of(other.split("[ ,]+")).filter(word -> !word.isEmpty()));
            wanted.addAll(chosen);
            return wanted;
        }

        SortedSet<Role> added() {
            SortedSet<Role> added = wanted();
            added.removeAll(shown);
            return added;
        }

        SortedSet<Role> removed() {
            SortedSet<Role> removed = new TreeSet<>(shown);
            removed.removeAll(wanted());
            return removed;
        }

        /**
         * Returns the warning to show before the roles are assigned. Empty if there is none or it was shown already.
         */
        Optional<WrongField> warning(Actor actor, ShowCatalogue showCatalogue) {
            return isWarned
                    ? Optional.empty()
                    : showCatalogue
                            .warningAbout(actor, added())
                            .map(warning -> new WrongField("other", warning + " Send it again if you mean it."));
        }

        Sent warned() {
            return new Sent(shown, chosen, other, true);
        }

        private static SortedSet<Role> roles(Stream<String> names) {
            return names.map(Role::parse).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
