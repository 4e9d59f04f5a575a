package dev.keyfob.application.permission;

import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.permission.Requirement;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserOrder;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Shows the catalogue: every permission, its requirement and the users who have it now; and the roles that have an
 * effect. For administrators and the operator. Not audited; changes nothing.
 */
public final class ShowCatalogue {

    /** The number of users who are listed for each permission. The others are only counted. */
    private static final int NAMED = 3;

    private static final UserOrder BY_EMAIL = new UserOrder(UserOrder.Field.EMAIL, true);

    private final Users users;
    private final PermissionCatalogue catalogue;
    private final PolicyInForce policyInForce;

    public ShowCatalogue(Users users, PermissionCatalogue catalogue, PolicyInForce policyInForce) {
        this.users = users;
        this.catalogue = catalogue;
        this.policyInForce = policyInForce;
    }

    /**
     * A permission, and the enabled users who may use it while they are signed in.
     *
     * @param some the first few of these users, by email
     */
    public record Entry(Permission permission, Requirement requirement, long people, List<User> some) {}

    /** Returns every permission, by name. */
    public List<Entry> show(Actor actor) {
        actor.require(Permission.TOKEN_MANAGE);
        Map<Requirement, Entry> known = new HashMap<>();
        return catalogue.permissions().stream()
                .map(permission -> {
                    Entry same = known.computeIfAbsent(
                            catalogue.requirementOf(permission).orElseThrow(),
                            requirement -> entry(permission, requirement));
                    return new Entry(permission, same.requirement(), same.people(), same.some());
                })
                .toList();
    }

    /** Returns the roles that some permission requires, or that the policy requires for creating tokens. */
    public SortedSet<Role> roles(Actor actor) {
        actor.require(Permission.TOKEN_MANAGE);
        SortedSet<Role> roles = new TreeSet<>();
        for (Permission permission : catalogue.permissions()) {
            if (catalogue.requirementOf(permission).orElseThrow() instanceof Requirement.HeldRole held) {
                roles.add(held.role());
            }
        }
        policyInForce.policy().creation().role().ifPresent(roles::add);
        return roles;
    }

    /**
     * Returns a warning for an administrator who assigns these roles, if some of them have no effect, because that is
     * probably a typing mistake.
     */
    public Optional<String> warningAbout(Actor actor, Collection<Role> given) {
        SortedSet<Role> known = roles(actor);
        SortedSet<Role> unknown = new TreeSet<>(given);
        unknown.removeAll(known);
        if (unknown.isEmpty()) {
            return Optional.empty();
        }
        String those = known.isEmpty() ? "No role has an effect here." : "Roles with an effect: " + names(known) + ".";
        return Optional.of("No permission requires the role " + names(unknown) + ", so it has no effect. " + those);
    }

    private Entry entry(Permission permission, Requirement requirement) {
        UserFilter allowed = catalogue.allowed(permission);
        return new Entry(
                permission,
                requirement,
                users.count(allowed),
                users.list(allowed, BY_EMAIL, PageRequest.of(NAMED, Optional.empty()))
                        .items());
    }

    private static String names(Collection<Role> roles) {
        return roles.stream().map(Role::name).collect(Collectors.joining(", "));
    }
}
