package dev.keyfob.web.pages;

import dev.keyfob.application.permission.ShowCatalogue;
import dev.keyfob.application.permission.ShowCatalogue.Entry;
import dev.keyfob.application.user.SetRoles;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.Requirement;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.RoleChange;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.html.Templates;
import dev.keyfob.web.problem.Answers;
import dev.keyfob.web.signin.Visit;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The roles of one user, for administrators: which there are, what each gives, and which the user holds. */
public final class RolePages {

    private final ShowUser showUser;
    private final SetRoles setRoles;
    private final ShowCatalogue showCatalogue;
    private final Templates templates;

    public RolePages(ShowUser showUser, SetRoles setRoles, ShowCatalogue showCatalogue, Templates templates) {
        this.showUser = showUser;
        this.setRoles = setRoles;
        this.showCatalogue = showCatalogue;
        this.templates = templates;
    }

    /** A role with what it gives, in words. */
    public record RoleChoice(String name, String gives, boolean isShown, boolean isChosen) {}

    /**
     * The form. Empty texts show nothing.
     *
     * @param other what was typed beside the known roles
     * @param warning of what was typed, which the next sending gives all the same
     */
    public record Roles(
            PageFrame chrome,
            String id,
            String email,
            boolean isSelf,
            List<RoleChoice> choices,
            String other,
            String error,
            String warning) {}

    /** What was sent: the roles that the form showed as held, those that were chosen, and those typed. */
    private record Sent(SortedSet<Role> shown, SortedSet<Role> chosen, String other, boolean isWarned) {

        static Sent of(Context ctx) {
            String other =
                    Optional.ofNullable(ctx.formParam("other")).orElse("").strip();
            return new Sent(
                    roles(ctx.formParams("shown").stream()),
                    roles(ctx.formParams("role").stream()),
                    other,
                    other.equals(ctx.formParam("warned")));
        }

        SortedSet<Role> wanted() {
            SortedSet<Role> wanted = roles(Stream.of(other.split("[ ,]+")).filter(word -> !word.isEmpty()));
            wanted.addAll(chosen);
            return wanted;
        }

        private static SortedSet<Role> roles(Stream<String> names) {
            return names.map(Role::parse).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    public void ask(Context ctx, Visit visit) {
        User user = UserPages.user(ctx, visit, showUser);
        show(ctx, visit, user, user.roles(), "", "", "");
    }

    /** Changes what the form showed otherwise, so that what somebody else changed meanwhile stays. */
    public void set(Context ctx, Visit visit) {
        User user = UserPages.user(ctx, visit, showUser);
        Sent sent = Sent.of(ctx);
        try {
            SortedSet<Role> added = new TreeSet<>(sent.wanted());
            added.removeAll(sent.shown());
            SortedSet<Role> removed = new TreeSet<>(sent.shown());
            removed.removeAll(sent.wanted());
            Optional<String> warning = showCatalogue.warningAbout(visit.person(), added);
            if (warning.isPresent() && !sent.isWarned()) {
                ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
                show(ctx, visit, user, sent.chosen(), sent.other(), "", warning.get());
                return;
            }
            setRoles.set(visit.person(), user.email(), RoleChange.by(added, removed));
            ctx.redirect(UserPages.PATH + "/" + user.id() + "?done", HttpStatus.SEE_OTHER);
        } catch (Refusal refusal) {
            Answers.mark(ctx, refusal);
            show(ctx, visit, user, sent.chosen(), sent.other(), refusal.explanation(), "");
        }
    }

    private void show(
            Context ctx, Visit visit, User user, Set<Role> chosen, String other, String error, String warning) {
        List<Entry> catalogue = showCatalogue.show(visit.person());
        SortedSet<Role> offered = new TreeSet<>(showCatalogue.roles(visit.person()));
        offered.addAll(user.roles());
        templates.show(
                ctx,
                "roles.jte",
                new Roles(
                        PageFrame.ofAdministration(visit, UserPages.PATH),
                        user.id().toString(),
                        user.email().value(),
                        user.id().equals(visit.person().user().id()),
                        offered.stream()
                                .map(role -> new RoleChoice(
                                        role.name(),
                                        gives(role, catalogue),
                                        user.roles().contains(role),
                                        chosen.contains(role)))
                                .toList(),
                        other,
                        error,
                        warning));
    }

    private static String gives(Role role, List<Entry> catalogue) {
        List<String> given = catalogue.stream()
                .filter(entry -> entry.requirement().equals(new Requirement.HeldRole(role)))
                .map(Entry::permission)
                .map(Permission::name)
                .toList();
        return given.isEmpty() ? "No permission requires it" : String.join(", ", given);
    }
}
